// A lab, live: the conversation, its log, one event's bytes, counters, and everything that can be made to go wrong.
import { Box, Text } from 'ink';
import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import { Lines, LineView } from '../../components/line.tsx';
import { useKeys } from '../../hooks/use-keys.tsx';
import { BATCH, useLabRun } from '../../hooks/use-lab-run.ts';
import type { Route } from '../../route.ts';
import type { ScreenProps } from '../../screen.ts';
import { useTheme } from '../../theme.ts';
import { viewsOf } from '../../views/index.ts';
import type { View, ViewInput, ViewRow } from '../../views/view.ts';
import { actionLines, cutActions, type Status, statusLine, suggestedAction } from './bars.ts';
import { pathText } from './deck.ts';
import { isWaiting } from './deck-state.ts';
import { type LabKey, labKeys, TYPING_KEYS } from './keys.ts';
import { boxesOf, insideOf, layoutLab } from './layout.ts';
import { Panes } from './panes.tsx';
import { changeOf, reportedBy } from './path.ts';
import { SPOKEN_BATCH, Spoken } from './spoken.tsx';
import { type LabIntent, type LabState, type LabWorld, startLab, updateLab } from './state.ts';

export type LabScreenProps = ScreenProps<Extract<Route, { screen: 'lab' }>>;

export function LabScreen(props: LabScreenProps) {
  const known = props.services.labs.list.some(({ id }) => id === props.route.lab);
  return known ? <LabView {...props} /> : <Text>There is no lab of that name.</Text>;
}

const NO_ACTIONS: readonly never[] = [];

function LabView({ route, services, columns, rows, record }: LabScreenProps) {
  const { symbols, screenReader } = useTheme();
  const run = useLabRun(services, screenReader ? SPOKEN_BATCH : BATCH);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const [state, dispatch] = useReducer(
    (before: LabState, [intent, world]: readonly [LabIntent, LabWorld]) => updateLab(before, intent, world),
    route.start,
    (start) => startLab(start?.params ?? {}, start?.conditions),
  );
  const { lab } = run;
  const settings = lab?.settings ?? NO_ACTIONS;
  const actions = lab?.actions ?? NO_ACTIONS;
  const views = useMemo(() => viewsOf(lab?.views), [lab]);
  const view = views[state.view % views.length] as View;

  const stats = run.stats.at(run.elapsed);
  const suggested =
    run.phase === 'running'
      ? suggestedAction(actions, lab?.script ?? [], { open: stats.open, blackhole: state.conditions.blackhole })
      : undefined;
  const bar = useMemo(() => actionLines(actions, columns, suggested, symbols), [actions, columns, suggested, symbols]);
  const layout = layoutLab({ columns, rows, actionRows: bar.length, pane: state.pane, beneath: state.beneath });
  const boxOf = (pane: string) => boxesOf(layout).find((box) => box.pane === pane);
  const logBox = boxOf('log');
  const picture = boxOf('picture');
  const pictureColumns = picture === undefined ? columns : insideOf(layout, picture).columns;

  const cache = useRef<{ key: unknown[]; rows: readonly ViewRow[] } | undefined>(undefined);
  const rowsOf = useCallback(
    (input: ViewInput) => {
      const key = [input.events, view, pictureColumns, state.allLayers, symbols];
      if (cache.current?.key.every((each, index) => each === key[index]) !== true)
        cache.current = { key, rows: view.rows(input, { columns: pictureColumns - 1, symbols, allLayers: state.allLayers }) };
      return cache.current.rows;
    },
    [view, pictureColumns, state.allLayers, symbols],
  );
  const world: LabWorld = {
    log: run.log,
    settings,
    logRows: logBox === undefined ? 8 : insideOf(layout, logBox).rows,
    views: views.length,
    rowsOf,
  };

  // The path: what was sent to the tap last, and up to which event its own words are heard.
  const sent = useRef(state.conditions);
  const heard = useRef(0);
  const { conditions } = state;
  const { run: running, log, start } = run;
  const begin = () => {
    sent.current = conditions;
    heard.current = 0;
    setProblem(undefined);
    dispatch([{ type: 'restarted' }, world]);
    start({
      lab: route.lab,
      params: state.params,
      conditions,
      ...(route.start?.seed === undefined ? {} : { seed: route.start.seed }),
      // A lab that begins by connecting does so by itself.
      onStart: (fresh, started) => {
        const first = started.script[0];
        return first !== undefined && 'do' in first ? fresh.perform(first.do) : undefined;
      },
    });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the screen opens
  useEffect(begin, []);
  useEffect(() => {
    if (running === undefined) return;
    const change = changeOf(sent.current, conditions);
    sent.current = conditions;
    if (change === undefined) return;
    running.setConditions(change);
    heard.current = log.total; // our own words are no news
  }, [running, conditions, log]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: events are what is waited for
  useEffect(() => {
    const reported = reportedBy(log.events, heard.current);
    heard.current = log.total;
    if (reported === undefined) return;
    sent.current = { ...sent.current, ...reported };
    dispatch([{ type: 'path', conditions: reported }, world]);
  }, [log, log.total]);

  useEffect(() => {
    record({ kind: 'visited', place: { screen: 'lab', lab: route.lab } });
  }, [record, route.lab]);

  const onKey = (key: LabKey) => {
    switch (key.type) {
      case 'restart':
        return begin();
      case 'action':
        running?.perform(key.action).catch((error: unknown) => setProblem(error instanceof Error ? error.message : String(error)));
        return;
      default:
        return dispatch([key, world]);
    }
  };
  const typing = state.typed !== undefined;
  const changed = settings.some((setting) => isWaiting(state, setting));
  const frozen = state.frozen !== undefined;
  const keys = useMemo(
    () => labKeys({ pane: state.pane, frozen, changed, views: views.length, actions }),
    [state.pane, frozen, changed, views.length, actions],
  );
  useKeys(keys, onKey, { active: !typing });
  useKeys(TYPING_KEYS, onKey, { active: typing, overlay: true });

  const status: Status = {
    phase: problem === undefined ? run.phase : 'failed',
    problem: problem ?? run.problem,
    stats,
    elapsed: run.elapsed,
    fresh: state.frozen === undefined ? undefined : run.log.total - state.frozen.total,
    suggested: actions.find(({ id }) => id === suggested),
    path: pathText(state),
    charted: layout.kind === 'grid' || screenReader,
  };
  const top = statusLine(status, columns, symbols);
  const paneProps = { state, run, view, settings };
  if (screenReader) return <Spoken {...paneProps} status={status} actions={actions} columns={columns} />;
  return (
    <Box flexDirection="column" height={rows} flexShrink={0} overflow="hidden">
      <LineView line={top} />
      <Panes {...paneProps} layout={layout} columns={columns} />
      <Lines lines={cutActions(bar, layout.actionRows, columns)} rows={layout.actionRows} />
    </Box>
  );
}
