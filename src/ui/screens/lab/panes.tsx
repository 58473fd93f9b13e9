// The panes of a lab: their lines, in a frame where several stand side by side, under a strip of names where they take turns.
import { Box } from 'ink';
import { memo, type ReactNode } from 'react';
import stringWidth from 'string-width';
import type { Setting } from '../../../wire/setting.ts';
import { type Line, Lines, LineView, type Part } from '../../components/line.tsx';
import { Panel } from '../../components/panel.tsx';
import { pictureLines } from '../../components/run-picture.tsx';
import { logLine } from '../../components/wire-log.ts';
import type { LabRunView } from '../../hooks/use-lab-run.ts';
import { type Symbols, useTheme } from '../../theme.ts';
import type { View } from '../../views/view.ts';
import { deckLines } from './deck.ts';
import { frameLines } from './frame.ts';
import { insideOf, type LabLayout, PANE_TITLES, PANES, type Pane, type PaneBox } from './layout.ts';
import { count, numbersLines } from './numbers.ts';
import { chosenEvent, type LabState, logWindow } from './state.ts';

export interface PaneProps {
  readonly state: LabState;
  readonly run: LabRunView;
  readonly view: View;
  readonly settings: readonly Setting[];
}

/** The lines of a pane, as many as there is room for. */
export function paneLines(
  pane: Pane,
  { state, run, view, settings }: PaneProps,
  room: { readonly columns: number; readonly rows: number },
  symbols: Symbols,
): readonly Line[] {
  const { columns, rows } = room;
  const active = state.pane === pane;
  switch (pane) {
    case 'picture':
      return pictureLines(
        { view, input: state.frozen ?? run.log, columns, rows, chosen: state.chosen, allLayers: state.allLayers },
        symbols,
      );
    case 'log':
      return logWindow(state, run.log, rows).map((event): Line => {
        const line = logLine(event, columns - 1, symbols);
        return event.seq === state.chosen
          ? [{ text: symbols.cursor, role: 'accent' }, ...line.map((part) => ({ ...part, bold: true }))]
          : [{ text: ' ' }, ...line];
      });
    case 'frame': {
      const event = chosenEvent(state);
      return event === undefined ? hintLines(columns, rows) : frameLines(event, state.field, { columns, rows, symbols });
    }
    case 'numbers':
      return numbersLines(run.stats.at(run.elapsed), { columns, rows, symbols });
    case 'deck':
      return deckLines(state, settings, { columns, rows, symbols, active });
  }
}

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
    if (state.frozen !== undefined) return `${count(total - state.frozen.total)} new`;
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
  const said = about(shown.at(-1) ?? 'picture', props);
  const used = stringWidth(parts.map(({ text }) => text).join(''));
  const room = columns - used - (said === '' ? 0 : stringWidth(said) + 1);
  if (room < 1) return parts;
  return [
    ...parts,
    { text: symbols.line.repeat(room), role: 'dim' },
    ...(said === '' ? [] : [{ text: ` ${said}`, role: 'warn' as const }]),
  ];
}

const Framed = memo(function Framed({
  box,
  focused,
  name,
  badge,
  children,
}: {
  readonly box: PaneBox;
  readonly focused: boolean;
  readonly name: string;
  readonly badge?: 'live';
  readonly children: ReactNode;
}) {
  return (
    <Panel title={name} width={box.columns} height={box.rows} focused={focused} {...(badge === undefined ? {} : { badge })}>
      {children}
    </Panel>
  );
});

/** All panes of a layout. */
export function Panes({ layout, columns, ...props }: PaneProps & { readonly layout: LabLayout; readonly columns: number }) {
  const { symbols } = useTheme();
  const draw = (box: PaneBox) => {
    const room = insideOf(layout, box);
    const lines = <Lines key={box.pane} lines={paneLines(box.pane, props, room, symbols)} rows={room.rows} />;
    if (layout.kind !== 'grid') return lines;
    return (
      <Framed key={box.pane} box={box} focused={props.state.pane === box.pane} name={title(box.pane, props)}>
        {lines}
      </Framed>
    );
  };
  if (layout.kind !== 'grid') {
    const shown = layout.left.flat();
    const strip = (
      <LineView
        line={stripLine(
          shown.map(({ pane }) => pane),
          props,
          columns,
          symbols,
        )}
      />
    );
    return (
      <Box flexDirection="column" flexShrink={0}>
        {shown.length > 1 ? draw(shown[0] as PaneBox) : null}
        {strip}
        {draw(shown.at(-1) as PaneBox)}
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
