// A mock interview: one step at a time, nothing graded before the end; then the report.
//
//   Clarify  choose  defend  fail  twist                         3 min 10 s of 8 min
//   “Only the server sends; readers just watch.”          │ “We run a sports site …”
//   What do you ask? 3 questions are left.                │ You asked
//   ❯ How soon must a change be seen?                     │ Who sends …
import { Box, Text } from 'ink';
import { useEffect, useMemo, useReducer, useRef, useState } from 'react';
import { MINUTES } from '../../../interview/levels.ts';
import { reportMarkdown } from '../../../interview/markdown.ts';
import { gradeInterview, LINES, PASS_IN_WORDS, scoresOf } from '../../../interview/rubric.ts';
import type { Interview } from '../../../interview/schema.ts';
import { sessionOf } from '../../../interview/session.ts';
import { settingFor } from '../../../interview/setting.ts';
import type { Answer } from '../../../interview/step.ts';
import { citer } from '../../citation.ts';
import { Lines, lastOffset } from '../../components/line.tsx';
import { Rule } from '../../components/rule.tsx';
import { routeOf } from '../../components/target.ts';
import { useKeys } from '../../hooks/use-keys.tsx';
import { useSeconds } from '../../hooks/use-seconds.ts';
import type { Route } from '../../route.ts';
import type { ScreenProps } from '../../screen.ts';
import { useTheme } from '../../theme.ts';
import { factLines, fitted } from './facts.ts';
import { Clock, Phases } from './head.tsx';
import { FACTS_KEYS, type InterviewKey, REPORT_KEYS, STEP_KEYS } from './keys.ts';
import { InterviewList } from './list.tsx';
import { nextInterview } from './next.ts';
import { reportLines } from './report.ts';
import { type SittingState, startSitting, updateSitting } from './state.ts';
import { StepView } from './step-view.tsx';

type Props = ScreenProps<Extract<Route, { screen: 'interview' }>>;

/** From this width on what is known stands beside the step. */
const WIDE = 104;
const FACTS = 40;
/** Prose is easier to read in a column than across a wide screen. */
const MEASURE = 84;

export function InterviewScreen(props: Props) {
  const { interview: slug } = props.route;
  if (slug === undefined) return <InterviewList {...props} />;
  const interview = props.services.catalog.interview(slug);
  if (interview === undefined) return <Text>There is no interview of that name.</Text>;
  return <Begun {...props} interview={interview} />;
}

/** A sitting is begun anew by `r`: another seed makes it another one to React. */
function Begun(props: Props & { readonly interview: Interview }) {
  const { services } = props;
  const [begun, setBegun] = useState(() => beginning(props));
  const again = () => setBegun({ seed: services.seed(), state: startSitting({ timed: begun.state.timed }), seconds: 0 });
  return <Sitting key={begun.seed} {...props} begun={begun} onAgain={again} />;
}

interface Beginning {
  readonly seed: number;
  readonly state: SittingState;
  /** Spent before. */
  readonly seconds: number;
}

/** Where it was left: by its seed wherever that was, without one only where it is not over. */
function beginning({ interview, route, progress, services }: Props & { readonly interview: Interview }): Beginning {
  const kept = progress.sittings.get(interview.slug);
  if (kept !== undefined) {
    const unfinished = sessionOf(settingFor(services.catalog, interview, kept.seed), kept.answers).next !== undefined;
    if (route.seed === undefined ? unfinished : kept.seed === route.seed)
      return {
        seed: kept.seed,
        state: startSitting({ answers: kept.answers, timed: kept.timed || route.timed === true }),
        seconds: kept.seconds,
      };
  }
  return { seed: route.seed ?? services.seed(), state: startSitting({ timed: route.timed ?? false }), seconds: 0 };
}

interface SittingProps extends Props {
  readonly interview: Interview;
  readonly begun: Beginning;
  readonly onAgain: () => void;
}

function Sitting({ interview, begun, services, progress, columns, rows, navigate, record, onAgain }: SittingProps) {
  const { symbols, style, screenReader } = useTheme();
  const { catalog, clock } = services;
  const setting = useMemo(() => settingFor(catalog, interview, begun.seed), [catalog, interview, begun.seed]);
  const [state, dispatch] = useReducer(updateSitting, begun.state);
  const { answers, timed } = state;
  const step = useMemo(() => sessionOf(setting, answers).next, [setting, answers]);
  const over = step === undefined;
  const seconds = useSeconds(begun.seconds, clock.now, { over, ticking: timed });
  const outcome = useMemo(() => (over ? gradeInterview(setting, answers) : undefined), [over, setting, answers]);

  // What is recorded is how it stood when the answer was given.
  const spent = useRef(seconds);
  spent.current = seconds;
  useEffect(() => {
    record({
      kind: 'visited',
      place: { screen: 'interview', interview: interview.slug, seed: begun.seed, answers, seconds: spent.current, timed },
    });
  }, [record, interview.slug, begun.seed, answers, timed]);
  const recorded = useRef(over);
  useEffect(() => {
    if (outcome === undefined || recorded.current) return;
    recorded.current = true;
    const { slug, version } = interview;
    record({
      kind: 'interview',
      interview: slug,
      version,
      seed: begun.seed,
      scores: scoresOf(outcome),
      passed: outcome.passed,
      seconds: spent.current,
    });
  }, [record, interview, begun.seed, outcome]);

  const width = Math.min(columns, MEASURE);
  const wide = columns >= WIDE && !screenReader;
  const left = wide ? columns - FACTS - 4 : width;
  const limit = timed ? MINUTES[interview.level] * 60 : undefined;
  const body = rows - 2;
  const taken = over ? seconds : 0;
  const lines = useMemo(() => {
    if (outcome === undefined) return factLines(setting, answers, state.facts ? width : FACTS, symbols);
    return reportLines({ outcome, seconds: taken, limit, columns: width, cite: citer(catalog), symbols });
  }, [outcome, setting, answers, state.facts, width, symbols, taken, limit, catalog]);
  const reading = outcome !== undefined || state.facts;
  const last = lastOffset(lines.length, body);

  const write = () => {
    if (outcome === undefined) return;
    const date = clock.date().toISOString().slice(0, 10);
    const text = reportMarkdown({ setting, answers, outcome, date, seconds, cite: (each) => catalog.cite(each) });
    services.saveReport(interview.slug, text).then(
      (name) => dispatch({ type: 'notice', text: `${name} holds the report now.` }),
      (error) => dispatch({ type: 'notice', text: String(error instanceof Error ? error.message : error) }),
    );
  };
  const onKey = (key: InterviewKey) => {
    const scroll = (by: number) => dispatch({ type: 'scroll', by, last });
    if (typeof key === 'object') {
      const see = outcome?.lines[LINES[key.line] ?? 'elicits'].see;
      const target = see === undefined ? undefined : routeOf(see);
      return target === undefined ? undefined : navigate(target);
    }
    switch (key) {
      case 'facts':
        return dispatch({ type: 'facts' });
      case 'time':
        return dispatch({ type: 'time' });
      case 'write':
        return write();
      case 'again':
        return onAgain();
      case 'up':
        return scroll(-1);
      case 'down':
        return scroll(1);
      case 'page-up':
        return scroll(-body + 2);
      case 'page-down':
        return scroll(body - 2);
      case 'next': {
        const next = nextInterview(catalog.interviews, progress, interview);
        return navigate(next === undefined ? { screen: 'interview' } : { screen: 'interview', interview: next.slug });
      }
      case 'family':
        return undefined;
    }
  };
  useKeys(outcome !== undefined ? REPORT_KEYS : state.facts ? FACTS_KEYS : STEP_KEYS, onKey);

  const top =
    outcome === undefined ? <Phases phase={step?.phase ?? 'clarify'} /> : <Text {...style('dim')}>{state.notice || 'The report'}</Text>;
  return (
    <Box flexDirection="column" width={columns}>
      <Box justifyContent="space-between" width={reading ? width : columns} flexShrink={0}>
        {top}
        {outcome === undefined && limit !== undefined ? <Clock seconds={seconds} limit={limit} /> : null}
        {outcome !== undefined && last > 0 ? (
          <Text {...style('dim')}>{`${Math.round((100 * Math.min(state.offset, last)) / last)} %`}</Text>
        ) : null}
      </Box>
      <Box height={1} flexShrink={0} />
      {reading || step === undefined ? (
        <Lines lines={lines} offset={Math.min(state.offset, last)} rows={body} />
      ) : (
        <Box flexDirection="row" height={body}>
          <Box flexDirection="column" width={left} flexShrink={0}>
            <StepView
              step={step}
              said={step.id === 'ask:1' ? interview.prompt : step.say}
              hint={step.id === 'ask:1' ? `Nothing is graded before the end. ${PASS_IN_WORDS}` : ''}
              marked={state.marked}
              columns={left}
              rows={body}
              onMark={(id) => dispatch({ type: 'mark', id, most: step.kind === 'pick' ? step.count : 0 })}
              onAnswer={(answer: Answer) => dispatch({ type: 'answer', step: step.id, answer })}
            />
          </Box>
          {wide ? (
            <>
              <Rule rows={body} />
              <Box width={FACTS} flexShrink={0}>
                <Lines lines={fitted(lines, body)} rows={body} />
              </Box>
            </>
          ) : null}
        </Box>
      )}
    </Box>
  );
}
