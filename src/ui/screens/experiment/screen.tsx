// An experiment: predict, run, say what was seen, read why. Where one is stands in state.ts; the lab is started here and
// ended when its script is over, when another run begins, and when the screen is left.
import { Box, Text } from 'ink';
import { useEffect, useMemo, useReducer, useRef, useState } from 'react';
import type { Lesson } from '../../../content/schema.ts';
import { outcomeOf } from '../../../experiment/outcome.ts';
import type { Experiment } from '../../../experiment/schema.ts';
import { experimentCard } from '../../../progress/reviews.ts';
import type { Conditions } from '../../../wire/conditions.ts';
import { measure } from '../../../wire/measure.ts';
import { citer } from '../../citation.ts';
import { Lines, lastOffset } from '../../components/line.tsx';
import { proseLines, wrapParts } from '../../components/prose.ts';
import { useKeys } from '../../hooks/use-keys.tsx';
import { useLabRun } from '../../hooks/use-lab-run.ts';
import type { Route } from '../../route.ts';
import type { ScreenProps } from '../../screen.ts';
import { useTheme } from '../../theme.ts';
import { VIEWS, viewsOf } from '../../views/index.ts';
import { Ask, answerText, Sure } from './ask.tsx';
import { explainLines, gradesOf } from './explain.ts';
import { Explained, explainedRoom } from './explained.tsx';
import { keepRun, keptRun } from './kept.ts';
import { type ExperimentKey, keysOf } from './keys.ts';
import { Live } from './live.tsx';
import { Look } from './look.tsx';
import { nextAfter } from './next.ts';
import { numberLines } from './numbers.ts';
import { Observe } from './observe.tsx';
import { perform } from './perform.ts';
import { Scrolled, textRows } from './scrolled.tsx';
import { readyLines, setupLines } from './setup.ts';
import { startExperiment, updateExperiment } from './state.ts';
import { Stepper } from './stepper.tsx';

type Props = ScreenProps<Extract<Route, { screen: 'experiment' }>>;

/** Prose is easier to read in a column than across a wide screen. */
const MEASURE = 84;
/** The stepper and the empty line beneath it. */
const HEAD = 2;

export function ExperimentScreen(props: Props) {
  const found = props.services.catalog.experiment(props.route.experiment);
  if (found === undefined) return <Text>There is no experiment of that name.</Text>;
  return <Performed {...props} {...found} />;
}

function Performed({
  experiment,
  route,
  services,
  progress,
  columns,
  rows,
  navigate,
  record,
}: Props & { experiment: Experiment; lesson: Lesson }) {
  const { symbols } = useTheme();
  const [kept] = useState(() => keptRun(services, experiment.id, route.step));
  const [state, dispatch] = useReducer(
    updateExperiment,
    undefined,
    () => kept?.state ?? startExperiment(route.step, progress.predictions.get(experiment.id)),
  );
  const lab = useLabRun(services);
  const seed = useMemo(() => services.seed(), [services]);
  const cite = useMemo(() => citer(services.catalog), [services]);
  const labTitle = services.labs.list.find(({ id }) => id === experiment.lab)?.title ?? experiment.lab;
  const { player, run } = state;

  useEffect(() => {
    record({ kind: 'visited', place: { screen: 'experiment', experiment: experiment.id, step: player.step } });
  }, [record, experiment.id, player.step]);
  useEffect(() => {
    if (run.phase === 'over') lab.stop();
  }, [run.phase, lab.stop]);
  useEffect(() => {
    if (lab.phase === 'failed') dispatch({ type: 'failed', attempt: state.attempt, message: lab.problem ?? '' });
  }, [lab.phase, lab.problem, state.attempt]);

  const views = lab.lab?.views ?? kept?.views;
  const view = viewsOf(views)[0] ?? VIEWS.sequence;
  const leaving = useRef(() => {});
  leaving.current = () => keepRun(services, { experiment: experiment.id, state: { ...state, looking: false }, views });
  useEffect(() => () => leaving.current(), []);

  const width = Math.min(columns, MEASURE);
  const room = rows - HEAD;
  const trace = run.phase === 'over' ? run.trace : undefined;
  const input = useMemo(() => (trace === undefined ? lab.log : { events: trace.events, openBefore: [] }), [trace, lab.log]);
  const gaveUp = run.phase === 'over' ? run.gaveUp : NONE;
  const final = useMemo(() => (trace === undefined ? undefined : measure(trace.events)), [trace]);
  const lines = useMemo(() => {
    const options = { experiment, labTitle, columns: width, cite, symbols };
    if (player.step === 'explain') return explainLines({ ...options, player, gaveUp });
    if (player.prediction === undefined || player.confidence === undefined) return setupLines(options);
    return readyLines({ ...options, prediction: answerText(experiment.predict, player.prediction), confidence: player.confidence });
  }, [experiment, labTitle, width, cite, symbols, player, gaveUp]);
  const items = useMemo(() => nextAfter(experiment.id, services.catalog, progress, symbols), [experiment, services, progress, symbols]);

  const explained = explainedRoom(lines.length, items.length, room);
  const inExplain = player.step === 'explain';
  const last = inExplain ? explained.last : lastOffset(lines.length, textRows(lines.length, room));
  const end = inExplain && Math.min(state.offset, last) >= last;

  const start = () => {
    const attempt = state.attempt + 1;
    dispatch({ type: 'start' });
    lab.start({
      lab: experiment.lab,
      params: experiment.params,
      conditions: experiment.conditions as Partial<Conditions>,
      seed: experiment.seed,
      keep: Number.POSITIVE_INFINITY,
      async onStart(running) {
        const done = await perform(running, experiment.steps, (step) => dispatch({ type: 'step', attempt, step }));
        if (done !== undefined) dispatch({ type: 'over', attempt, ...done });
      },
    });
  };
  const scroll = (by: number) => dispatch({ type: 'scroll', by, last, choices: inExplain ? items.length : 0 });
  const page = Math.max(1, (inExplain ? explained.rows : textRows(lines.length, room)) - 2);
  const onKey = (key: ExperimentKey) => {
    switch (key.type) {
      case 'predict':
        return dispatch({ type: 'move', move: { type: 'begin' } });
      case 'reconsider':
        return dispatch({ type: 'move', move: { type: 'reconsider' } });
      case 'run':
        return start();
      case 'go-on':
      case 'look':
        return dispatch(key);
      case 'lab':
        return navigate({ screen: 'lab', lab: experiment.lab });
      case 'open': {
        const next = items[state.choice]?.value;
        if (next === undefined) return;
        return next.type === 'again' ? start() : navigate(next.route);
      }
      case 'scroll':
        return scroll(key.by);
      case 'page':
        return scroll(key.by * page);
      case 'start':
        return dispatch({ type: 'jump', to: 0 });
      case 'end':
        return dispatch({ type: 'jump', to: last });
    }
  };
  const keys = useMemo(() => keysOf(state, { scrolls: last > 0, end }), [state, last, end]);
  useKeys(keys, onKey);

  const body = () => {
    if (state.looking) return <Look view={view} input={input} columns={columns} rows={room} />;
    switch (player.step) {
      case 'setup':
        return <Scrolled lines={lines} offset={state.offset} rows={room} />;
      case 'predict':
        return (
          <Ask
            key="predict"
            question={experiment.predict}
            above={proseLines(experiment.setup, width, {}, cite)}
            columns={width}
            rows={room}
            seed={seed}
            cite={cite}
            onAnswer={(answer) => dispatch({ type: 'move', move: { type: 'predict', answer } })}
          />
        );
      case 'confidence': {
        const answer = player.prediction ?? 0;
        return (
          <Sure
            question={experiment.predict}
            answer={answer}
            columns={width}
            onSure={(confidence) => {
              record({ kind: 'predicted', experiment: experiment.id, answer, confidence });
              dispatch({ type: 'move', move: { type: 'lock', confidence } });
            }}
          />
        );
      }
      case 'run': {
        if (run.phase === 'ready') return <Scrolled lines={lines} offset={state.offset} rows={room} />;
        if (run.phase === 'failed') {
          const words = `The run could not be made: ${run.message}. Enter tries again.`;
          const failure = wrapParts([{ text: `${symbols.wrong} `, role: 'bad' }, { text: words }], width, '  ');
          return <Lines lines={failure} rows={failure.length} />;
        }
        return (
          <Live
            experiment={experiment}
            view={view}
            input={input}
            measurements={final ?? measure(lab.log.events)}
            step={run.phase === 'over' ? experiment.steps.length : run.step}
            gaveUp={gaveUp}
            elapsed={trace?.events.at(-1)?.time ?? lab.elapsed}
            columns={columns}
            rows={room}
          />
        );
      }
      case 'observe':
        return (
          <Observe
            key="observe"
            question={experiment.observe}
            view={view}
            input={input}
            numbers={(cells) => (final === undefined ? [] : numberLines(experiment, final, cells, symbols))}
            columns={columns}
            rows={room}
            seed={seed}
            cite={cite}
            onAnswer={(answer) => {
              const grades = gradesOf(experiment, { ...player, observation: answer });
              if (grades !== undefined) {
                const { predicted, observed, confidence } = grades;
                const outcome = trace && outcomeOf(experiment, trace);
                const version = services.catalog.versionOf(experimentCard(experiment.id));
                const { grade } = predicted;
                record({ kind: 'experimented', experiment: experiment.id, grade, confidence, observed: observed.grade, outcome, version });
              }
              dispatch({ type: 'move', move: { type: 'observe', answer } });
            }}
          />
        );
      case 'explain':
        return <Explained lines={lines} items={items} offset={state.offset} choice={state.choice} columns={width} rows={room} />;
    }
  };
  return (
    <Box flexDirection="column" height={rows}>
      <Stepper step={player.step} />
      <Box height={1} flexShrink={0} />
      {body()}
    </Box>
  );
}

const NONE: readonly number[] = [];
