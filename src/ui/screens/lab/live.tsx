// A run, live: the conversation, its log, one event's bytes, counters, and everything that can be made to go wrong. What runs
// is its caller's: a lab of the course, or a tap on a service of the user's own.
import { Box } from 'ink';
import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import type { Composer } from '../../../labs/composer.ts';
import { filterOf } from '../../../wire/filter.ts';
import { type Line, Lines, LineView } from '../../components/line.tsx';
import { useKeys } from '../../hooks/use-keys.tsx';
import { BATCH, type LabRunOptions, useLabRun } from '../../hooks/use-lab-run.ts';
import type { LabStart } from '../../route.ts';
import type { ScreenProps } from '../../screen.ts';
import { useTheme } from '../../theme.ts';
import { viewsOf } from '../../views/index.ts';
import type { View, ViewInput, ViewRow } from '../../views/view.ts';
import { actionLines, cutActions, filterLines, type Status, statusLine, suggestedAction } from './bars.ts';
import { pathText } from './deck.ts';
import { isWaiting } from './deck-state.ts';
import { Editor } from './editor.tsx';
import type { EditorState } from './editor-state.ts';
import { FILTER_KEYS, type LabKey, labKeys, TYPING_KEYS } from './keys.ts';
import { boxesOf, insideOf, layoutLab } from './layout.ts';
import { count } from './numbers.ts';
import { isForeign, Panes } from './panes.tsx';
import { changeOf, reportedBy } from './path.ts';
import { SPOKEN_BATCH, Spoken } from './spoken.tsx';
import { type LabIntent, type LabState, type LabWorld, startLab, updateLab } from './state.ts';

export interface LiveProps extends Pick<ScreenProps, 'services' | 'columns' | 'rows'> {
  /** What is run: a lab by its id, or one that is at hand. */
  readonly lab: LabRunOptions['lab'];
  readonly start?: LabStart | undefined;
  /** The service, where what runs is a tap on one. */
  readonly service?: string;
  /** What stands in place of the conversation until something was seen. */
  readonly guide?: (url: string, columns: number) => readonly Line[];
  /** Called with the address whenever a run has begun. */
  readonly onUrl?: (url: string) => void;
}

const NO_ACTIONS: readonly never[] = [];

export function Live({ lab: wanted, start: begun, service, guide, onUrl, services, columns, rows }: LiveProps) {
  const { symbols, screenReader } = useTheme();
  const run = useLabRun(services, screenReader ? SPOKEN_BATCH : BATCH);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const [composer, setComposer] = useState<Composer | undefined>(undefined);
  const written = useRef<EditorState | undefined>(undefined);
  const [saved, setSaved] = useState<Status['said']>(undefined);
  const [state, dispatch] = useReducer(
    (before: LabState, [intent, world]: readonly [LabIntent, LabWorld]) => updateLab(before, intent, world),
    begun,
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
      const key = [input.events, view, pictureColumns, state.allLayers, symbols, state.filter];
      if (cache.current?.key.every((each, index) => each === key[index]) !== true)
        cache.current = {
          key,
          rows: view.rows(input, {
            columns: pictureColumns - 1,
            symbols,
            allLayers: state.allLayers,
            only: filterOf(state.filter),
          }),
        };
      return cache.current.rows;
    },
    [view, pictureColumns, state.allLayers, symbols, state.filter],
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
      lab: wanted,
      params: state.params,
      conditions,
      ...(begun?.seed === undefined ? {} : { seed: begun.seed }),
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

  const url = running?.url;
  useEffect(() => {
    if (url !== undefined) onUrl?.(url);
  }, [url, onUrl]);
  const guideLines = useMemo(
    () => (url === undefined || guide === undefined ? undefined : guide(url, pictureColumns)),
    [url, guide, pictureColumns],
  );

  const save = () => {
    if (running === undefined) return;
    services.saveTrace(running.trace()).then(
      ({ name, events }) => setSaved({ good: true, text: `${count(events)} ${events === 1 ? 'event' : 'events'} in ${name}` }),
      (error: unknown) => setSaved({ good: false, text: error instanceof Error ? error.message : String(error) }),
    );
  };
  const fail = (error: unknown) => setProblem(error instanceof Error ? error.message : String(error));
  const onKey = (key: LabKey) => {
    setSaved(undefined);
    switch (key.type) {
      case 'compose':
        return void lab?.composer?.().then(setComposer, fail);
      case 'save':
        return save();
      case 'restart':
        return begin();
      case 'action':
        running?.perform(key.action).catch(fail);
        return;
      default:
        return dispatch([key, world]);
    }
  };
  const asking = state.asking !== undefined;
  const typing = state.typed !== undefined;
  const writing = composer !== undefined;
  const composes = lab?.composer !== undefined;
  const changed = settings.some((setting) => isWaiting(state, setting));
  const frozen = state.frozen !== undefined;
  const keys = useMemo(
    () => labKeys({ pane: state.pane, frozen, changed, views: views.length, actions, composes, foreign: service !== undefined }),
    [state.pane, frozen, changed, views.length, actions, composes, service],
  );
  useKeys(keys, onKey, { active: !typing && !asking && !writing });
  useKeys(TYPING_KEYS, onKey, { active: typing && !asking, overlay: true });
  useKeys(FILTER_KEYS, onKey, { active: asking, overlay: true });

  const status: Status = {
    phase: problem === undefined ? run.phase : 'failed',
    problem: problem ?? run.problem,
    stats,
    elapsed: run.elapsed,
    fresh: state.frozen === undefined ? undefined : run.log.total - state.frozen.total,
    suggested: actions.find(({ id }) => id === suggested),
    path: pathText(state),
    said: saved,
    service,
    wireOnly: service !== undefined || isForeign(run.lab),
    charted: layout.kind === 'grid' || screenReader,
  };
  const top = statusLine(status, columns, symbols);
  const paneProps = { state, run, view, settings, guide: guideLines };
  const bottom = asking ? filterLines(state.filter, layout.actionRows, columns, symbols) : cutActions(bar, layout.actionRows, columns);
  if (composer !== undefined) {
    const close = (last: EditorState) => {
      written.current = last;
      setComposer(undefined);
    };
    return (
      <Box flexDirection="column" height={rows} flexShrink={0} overflow="hidden">
        <LineView line={top} />
        <Editor composer={composer} run={running} columns={columns} rows={rows - 1} kept={written.current} onClose={close} />
      </Box>
    );
  }
  if (screenReader) return <Spoken {...paneProps} status={status} actions={actions} columns={columns} />;
  return (
    <Box flexDirection="column" height={rows} flexShrink={0} overflow="hidden">
      <LineView line={top} />
      <Panes {...paneProps} layout={layout} columns={columns} />
      <Lines lines={bottom} rows={layout.actionRows} />
    </Box>
  );
}
