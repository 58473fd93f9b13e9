// The panes of a lab: their lines, in a frame where several stand side by side, under a strip of names where they take turns.
import { Box } from 'ink';
import { useMemo } from 'react';
import stringWidth from 'string-width';
import { filterOf } from '../../../wire/filter.ts';
import type { Setting } from '../../../wire/setting.ts';
import { type Line, Lines, LineView, type Part } from '../../components/line.tsx';
import { Panel } from '../../components/panel.tsx';
import { pictureLines } from '../../components/run-picture.tsx';
import { logLine } from '../../components/wire-log.ts';
import type { LabRunView } from '../../hooks/use-lab-run.ts';
import { type Symbols, useTheme } from '../../theme.ts';
import type { View } from '../../views/view.ts';
import { deckLines } from './deck.ts';
import { countShown } from './filter-state.ts';
import { frameLines } from './frame.ts';
import { insideOf, type LabLayout, PANE_TITLES, PANES, type Pane, type PaneBox } from './layout.ts';
import { count, numbersLines } from './numbers.ts';
import { chosenEvent, type LabState, logWindow } from './state.ts';

export interface PaneProps {
  readonly state: LabState;
  readonly run: LabRunView;
  readonly view: View;
  readonly settings: readonly Setting[];
  /** Stands in place of the conversation until something was seen. */
  readonly guide?: readonly Line[] | undefined;
}

/** The lines of a pane, as many as there is room for. */
export function paneLines(
  pane: Pane,
  { state, run, view, settings, guide }: PaneProps,
  room: { readonly columns: number; readonly rows: number },
  symbols: Symbols,
): readonly Line[] {
  const { columns, rows } = room;
  const active = state.pane === pane;
  switch (pane) {
    case 'picture':
      if (guide !== undefined && run.log.total === 0) return guide.slice(0, rows);
      return pictureLines(
        {
          view,
          input: state.frozen ?? run.log,
          columns,
          rows,
          chosen: state.chosen,
          allLayers: state.allLayers,
          only: filterOf(state.filter),
        },
        symbols,
      );
    case 'log':
      return logWindow(state, run.log, rows).map((event): Line => {
        const line = logLine(event, columns - 1, symbols);
        return event.seq === state.chosen
          ? [
              { text: symbols.cursor, role: 'accent' },
              ...line.map((part) =>
                part.role === undefined || part.role === 'dim' ? { ...part, role: 'text' as const, bold: true } : part,
              ),
            ]
          : [{ text: ' ' }, ...line];
      });
    case 'frame': {
      const event = chosenEvent(state);
      return event === undefined ? hintLines(columns, rows) : frameLines(event, state.field, { columns, rows, symbols });
    }
    case 'numbers':
      return numbersLines(run.stats.at(run.elapsed), { columns, rows, symbols, foreign: isForeign(run.lab) });
    case 'deck':
      return deckLines(state, settings, { columns, rows, symbols, active });
  }
}

/** Whether only the wire is counted. */
export const isForeign = (lab: LabRunView['lab']): boolean => lab?.foreign === true || lab?.exchanges === true;

/** Where nothing is chosen yet. */
function hintLines(columns: number, rows: number): readonly Line[] {
  const keys: Line = [{ text: '↑', bold: true }, { text: ' stops the picture and chooses an event' }];
  const more: Line = [{ text: 'Its bytes stand here, and beside them what each field means.', role: 'dim' }];
  const all = stringWidth(more[0]?.text ?? '') <= columns ? [keys, more] : [keys];
  return all.slice(0, rows);
}

/** What a pane says beside its name. */
function about(pane: Pane, { state, run }: Pick<PaneProps, 'state' | 'run'>): string {
  if (pane === 'log' || pane === 'picture') {
    const { total, dropped, events } = run.log;
    const fresh = state.frozen === undefined ? '' : `${count(total - state.frozen.total)} new`;
    if (state.filter !== '' && pane === 'log') {
      const all = state.frozen?.events ?? events;
      const shown = `${count(countShown(all, state.filter))} of ${count(all.length)} shown`;
      return fresh === '' ? shown : `${shown}, ${fresh}`;
    }
    if (state.filter !== '' && pane === 'picture') return `only “${state.filter}”${fresh === '' ? '' : `, ${fresh}`}`;
    if (fresh !== '') return fresh;
    if (pane === 'log' && dropped > 0) return `newest ${count(events.length)} of ${count(total)}`;
  }
  return '';
}

const title = (pane: Pane, props: Pick<PaneProps, 'state' | 'run' | 'view'>) => {
  const name = pane === 'picture' ? props.view.title : PANE_TITLES[pane];
  const more = about(pane, props);
  return `${PANES.indexOf(pane) + 1} ${name}${more === '' ? '' : `, ${more}`}`;
};

/** The names of all panes, those on the screen bold, the one that has the keys marked; a rule to the end. */
export function stripLine(
  shown: readonly Pane[],
  props: Pick<PaneProps, 'state' | 'run' | 'view'>,
  columns: number,
  symbols: Symbols,
): Line {
  const parts: Part[] = [];
  for (const [index, pane] of PANES.entries()) {
    const here = pane === props.state.pane;
    const name = pane === 'picture' ? props.view.title : PANE_TITLES[pane];
    parts.push({ text: here ? symbols.bar : ' ', role: 'accent' });
    parts.push(
      { text: `${index + 1} ${name}`, ...(here ? { bold: true } : shown.includes(pane) ? {} : { role: 'dim' as const }) },
      { text: ' ' },
    );
  }
  const last = shown.at(-1) ?? 'picture';
  // What a filter leaves out is told beside whatever stands beneath.
  const said = about(props.state.filter === '' || last === 'picture' ? last : 'log', props);
  const used = stringWidth(parts.map(({ text }) => text).join(''));
  const room = columns - used - (said === '' ? 0 : stringWidth(said) + 1);
  if (room < 1) return parts;
  return [
    ...parts,
    { text: symbols.line.repeat(room), role: 'dim' },
    ...(said === '' ? [] : [{ text: ` ${said}`, role: 'warn' as const }]),
  ];
}

/** Counters are read, so they change less often than pictures: milliseconds. */
const NUMBERS_EVERY = 300;

/** What the lines of a pane depend on, apart from its room. */
function causesOf(pane: Pane, { state, run, view, settings, guide }: PaneProps): readonly unknown[] {
  switch (pane) {
    case 'picture':
      return [
        state.frozen ?? run.log,
        state.frozen === undefined ? run.log.total : 0,
        state.chosen,
        `${state.allLayers} ${state.filter}`,
        view,
        guide,
      ];
    case 'log':
      return [state.frozen ?? run.log, state.frozen === undefined ? run.log.total : 0, state.chosen, state.logTop, state.filter, 0];
    case 'frame':
      return [state.frozen, state.chosen, state.field, 0, 0, 0];
    case 'numbers':
      return [run.stats, Math.floor(run.elapsed / NUMBERS_EVERY), run.phase, run.lab, 0, 0];
    case 'deck':
      return [state, settings, 0, 0, 0, 0];
  }
}

interface PaneViewProps extends PaneProps {
  readonly layout: LabLayout;
  readonly box: PaneBox;
}

/** One pane. What has not changed is not drawn again: on a busy screen most of it has not. */
function PaneView({ layout, box, ...props }: PaneViewProps) {
  const { symbols } = useTheme();
  const { pane } = box;
  const { columns, rows } = insideOf(layout, box);
  const framed = layout.kind === 'grid';
  const focused = props.state.pane === pane;
  const name = framed ? title(pane, props) : '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: causesOf names what of the props matters to this pane
  const lines = useMemo(
    () => paneLines(pane, props, { columns, rows }, symbols),
    [pane, columns, rows, symbols, focused, ...causesOf(pane, props)],
  );
  return useMemo(() => {
    const inside = <Lines lines={lines} rows={rows} />;
    if (!framed) return inside;
    return (
      <Panel title={name} width={box.columns} height={box.rows} focused={focused}>
        {inside}
      </Panel>
    );
  }, [lines, rows, framed, name, box.columns, box.rows, focused]);
}

/** All panes of a layout. */
export function Panes({ layout, columns, ...props }: PaneProps & { readonly layout: LabLayout; readonly columns: number }) {
  const { symbols } = useTheme();
  const draw = (box: PaneBox) => <PaneView key={box.pane} {...props} layout={layout} box={box} />;
  if (layout.kind !== 'grid') {
    const shown = layout.left.flat();
    const names = shown.map(({ pane }) => pane);
    return (
      <Box flexDirection="column" flexShrink={0}>
        {shown.slice(0, -1).map(draw)}
        <LineView line={stripLine(names, props, columns, symbols)} />
        {shown.slice(-1).map(draw)}
      </Box>
    );
  }
  return (
    <Box flexShrink={0}>
      <Box flexDirection="column" flexShrink={0}>
        {layout.left.map((band) => (
          <Box key={band.map(({ pane }) => pane).join()} flexShrink={0}>
            {band.map(draw)}
          </Box>
        ))}
      </Box>
      <Box flexDirection="column" flexShrink={0}>
        {layout.right.map(draw)}
      </Box>
    </Box>
  );
}
