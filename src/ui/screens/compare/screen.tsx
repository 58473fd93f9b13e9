// Several transports over one feed, side by side and live; then what is said of each beside what was measured, and what many
// clients would cost.
import { Box, Text } from 'ink';
import { useEffect, useMemo, useReducer } from 'react';
import type { Comparison } from '../../../compare/schema.ts';
import { compareSettings } from '../../../compare/settings.ts';
import { citer } from '../../citation.ts';
import { type Line, Lines, LineView, lastOffset } from '../../components/line.tsx';
import { Panel } from '../../components/panel.tsx';
import { wrapParts } from '../../components/prose.ts';
import { useComparison, useConnectionMemory } from '../../hooks/use-comparison.ts';
import { useKeys } from '../../hooks/use-keys.tsx';
import type { Route } from '../../route.ts';
import type { ScreenProps } from '../../screen.ts';
import { useTheme } from '../../theme.ts';
import { claimLines, legendLines } from './claims.ts';
import { aboutLines, settingLines } from './deck.ts';
import { type CompareKey, compareKeys, PANE_TITLES, TYPING_KEYS } from './keys.ts';
import { layoutCompare } from './layout.ts';
import { revealedLines, scaleLines } from './scale-lines.ts';
import { type CompareIntent, type CompareState, isChanged, isEstimating, panesOf, startCompare, updateCompare } from './state.ts';
import { statusLine, stripLine } from './status.ts';
import { screenLines, shapeOf, tableLines } from './table.ts';

/** Cells that text is never wider than. */
const TEXT = 84;

export type CompareScreenProps = ScreenProps<Extract<Route, { screen: 'compare' }>>;

export function CompareScreen(props: CompareScreenProps) {
  const comparison = props.services.catalog.comparison(props.route.comparison);
  return comparison === undefined ? <Text>There is no comparison of that name.</Text> : <Compare {...props} comparison={comparison} />;
}

function Compare({ comparison, services, columns, rows, record }: CompareScreenProps & { readonly comparison: Comparison }) {
  const { symbols, screenReader } = useTheme();
  const run = useComparison(services, comparison, screenReader ? 2000 : undefined);
  const transports = comparison.rows.length;
  const [state, dispatch] = useReducer(
    (before: CompareState, intent: CompareIntent) => updateCompare(before, intent, transports),
    comparison.feed,
    startCompare,
  );
  const labs = useMemo(() => comparison.rows.map(({ lab }) => lab), [comparison]);
  // Not while a run goes on: both would be measured wrong.
  const memory = useConnectionMemory(services, labs, state.beneath === 'scale' && run.phase === 'done');

  const begin = (next: CompareState) => {
    dispatch({ type: 'ran' });
    run.start(compareSettings(next.wanted));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the screen opens
  useEffect(() => begin(state), []);
  useEffect(() => {
    record({ kind: 'visited', place: { screen: 'compare', comparison: comparison.id } });
  }, [record, comparison.id]);

  const layout = layoutCompare(columns, rows, transports, comparison.feed);
  const framed = layout.kind === 'grid';
  const inside = (outer: { readonly columns: number; readonly rows: number }) =>
    framed ? { columns: outer.columns - 4, rows: outer.rows - 2 } : outer;
  const tableColumns = framed ? columns - 4 : columns;
  const below = inside(layout.below);
  const cite = useMemo(() => citer(services.catalog), [services.catalog]);
  const row = comparison.rows[state.row];
  const reported = run.report?.rows[state.row];

  const heads = useMemo(
    () => shapeOf(comparison, run.settings, { columns: tableColumns, symbols }).columns,
    [comparison, run.settings, tableColumns, symbols],
  );
  const told = useMemo((): readonly Line[] => {
    if (row === undefined) return [];
    const room = { columns: Math.min(below.columns, TEXT), symbols, cite };
    if (state.beneath === 'screens')
      return [
        ...screenLines(comparison, run, state.row, { columns: below.columns, symbols }),
        [],
        ...legendLines(heads, room.columns),
        [],
        ...wrapParts([{ text: comparison.note }], room.columns),
      ];
    if (state.beneath === 'claims') return [...claimLines(row, reported, room), [], ...legendLines(heads, room.columns)];
    if (reported === undefined || run.report === undefined) return [[{ text: 'It is worked out when the run is over.' }]];
    const idle = memory.has(row.lab) ? memory.get(row.lab) : ('measuring' as const);
    const { rate } = run.report.settings;
    const others = run.report.rows.flatMap((each, index) =>
      state.revealed.has(index) ? [{ row: each, memory: memory.get(each.lab) }] : [],
    );
    return [...scaleLines(state, { row: reported, rate, memory: idle }, room), ...revealedLines(others, rate, room)];
  }, [comparison, row, reported, run, memory, state, below.columns, symbols, cite, heads]);
  const last = lastOffset(told.length, below.rows);

  const onKey = (key: CompareKey) => {
    switch (key.type) {
      case 'run':
        return begin(state);
      case 'page':
        return dispatch({ type: 'scroll', by: key.by * Math.max(1, below.rows - 1), last });
      case 'next-fault':
      case 'next-care':
        dispatch(key);
        return begin(updateCompare(state, key, transports));
      default:
        return dispatch(key);
    }
  };
  const { feed } = comparison;
  const typing = state.typed !== undefined;
  const estimating = isEstimating(state) && reported !== undefined;
  const changed = isChanged(state);
  const cut = state.wanted.fault === 'cut';
  const keys = useMemo(
    () => compareKeys({ feed, pane: state.pane, estimating, changed, cut }),
    [feed, state.pane, estimating, changed, cut],
  );
  useKeys(keys, onKey, { active: !typing });
  useKeys(TYPING_KEYS, onKey, { active: typing, overlay: true });

  const top = statusLine(run, changed, columns, symbols, comparison.feed);
  const table = tableLines(comparison, run, state.row, { columns: tableColumns, symbols, spoken: screenReader });
  const offset = Math.min(state.offset, last);
  const more = last > 0 ? `${offset > 0 ? symbols.up : ''}${offset < last ? `${symbols.down} ${last - offset} more, space` : ''}` : '';
  // Tables of screens have all rows: they are of none by itself.
  const said = state.beneath === 'screens' ? '' : (row?.title ?? '');
  if (!framed) {
    const settings = state.pane === 'settings';
    const lines = settings ? settingLines(state, { ...below, symbols }) : told;
    return (
      <Box flexDirection="column" height={rows} flexShrink={0} overflow="hidden">
        <LineView line={top} />
        <Lines lines={table} rows={layout.table} />
        {rows >= 19 ? <Box height={1} flexShrink={0} /> : null}
        <LineView
          line={stripLine(state.pane, settings ? '' : [said, more].filter((part) => part !== '').join('  '), columns, symbols, feed)}
        />
        <Lines lines={lines} offset={settings ? 0 : offset} rows={below.rows} />
      </Box>
    );
  }
  const turns = layout.settings === 0;
  const settingsRoom = turns
    ? { ...below, columns: Math.min(below.columns, TEXT) }
    : inside({ columns: layout.settings, rows: layout.below.rows });
  const deck = [...settingLines(state, { ...settingsRoom, symbols }), [], ...aboutLines(state, settingsRoom.columns)];
  const pane = turns ? state.pane : state.beneath;
  const name = `${panesOf(state).indexOf(pane) + 1} ${PANE_TITLES[pane]}`;
  return (
    <Box flexDirection="column" height={rows} flexShrink={0} overflow="hidden">
      <LineView line={top} />
      <Panel title={comparison.title} width={columns} height={layout.table}>
        <Lines lines={table} rows={layout.table - 2} />
      </Panel>
      <Box flexShrink={0}>
        <Panel
          title={pane === 'settings' ? name : `${name}${said === '' ? '' : `: ${said}`}${more === '' ? '' : `   ${more}`}`}
          width={layout.below.columns}
          height={layout.below.rows}
          focused={turns || state.pane !== 'settings'}
        >
          {pane === 'settings' ? <Lines lines={deck} rows={below.rows} /> : <Lines lines={told} offset={offset} rows={below.rows} />}
        </Panel>
        {turns ? null : (
          <Panel title={`3 ${PANE_TITLES.settings}`} width={layout.settings} height={layout.below.rows} focused={state.pane === 'settings'}>
            <Lines lines={deck} rows={settingsRoom.rows} />
          </Panel>
        )}
      </Box>
    </Box>
  );
}
