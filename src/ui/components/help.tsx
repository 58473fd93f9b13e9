// What every key does right now, and what the marks mean. Drawn from the bindings that dispatch, so that it cannot lie.
import { Box, Text } from 'ink';
import { useState } from 'react';
import stringWidth from 'string-width';
import { type Shown, type ShownGroup, useKeys } from '../hooks/use-keys.tsx';
import type { Binding } from '../keymap.ts';
import { type Symbols, useTheme } from '../theme.ts';
import { type Line, Lines, lastOffset, type Part } from './line.tsx';

type Press = 'close' | 'up' | 'down';

const KEYS: readonly Binding<Press>[] = [
  {
    label: 'esc',
    help: 'close help',
    rank: 9,
    matches: (input, key) => key.escape || key.return || key.backspace || input === '?' || input === 'q',
    intent: () => 'close',
  },
  { label: '↓/j', help: 'scroll', rank: 1, matches: (input, key) => input === 'j' || key.downArrow, intent: () => 'down' },
  { label: '↑/k', help: 'scroll up', rank: 0, matches: (input, key) => input === 'k' || key.upArrow, intent: () => 'up' },
];

const MARKS: readonly (readonly [keyof Symbols, string])[] = [
  ['done', 'done, right'],
  ['partly', 'under way, partly right'],
  ['wrong', 'wrong'],
  ['todo', 'not done yet'],
];
const BADGES: readonly (readonly [string, Part['role'], string])[] = [
  ['live', 'live', 'bytes that were seen passing'],
  ['hook', 'hook', 'what a library told us'],
  ['model', 'model', 'worked out or held back by us'],
  ['recorded', 'recorded', 'from a recording'],
];

const heading = (text: string): Line => [{ text, bold: true }];

/** Wide enough for every label there is, so that the columns of both groups agree. */
const LABEL = 9;

function keyLines(keys: readonly Shown[]): readonly Line[] {
  const unique = keys.filter((key, index) => keys.findIndex((other) => other.label === key.label && other.help === key.help) === index);
  const width = Math.max(LABEL, ...unique.map(({ label }) => stringWidth(label) + 2));
  return unique.map(({ label, help }) => [{ text: label, bold: true }, { text: ' '.repeat(width - stringWidth(label)) }, { text: help }]);
}

/** The lines of the overlay, in two columns where there is room. */
export function helpLines(groups: readonly ShownGroup[], columns: number, symbols: Symbols): readonly Line[] {
  const of = (wanted: (group: ShownGroup) => boolean) => groups.filter(wanted).flatMap(({ keys }) => keys);
  const left = [heading('On this screen'), ...keyLines(of(({ layer }) => layer !== 'global'))];
  const right = [
    heading('Everywhere'),
    ...keyLines(of(({ layer }) => layer === 'global')),
    [],
    heading('Marks'),
    ...MARKS.map(([symbol, text]): Line => [{ text: (symbols[symbol] as string).padEnd(LABEL) }, { text }]),
    [],
    heading('Who says so'),
    ...BADGES.map(([name, role, text]): Line => [{ text: name.padEnd(LABEL + 1), ...(role ? { role } : {}) }, { text }]),
  ];
  if (columns < 72) return [...left, [], ...right];
  const half = Math.floor(columns / 2);
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index): Line => {
    const line = left[index] ?? [];
    const used = stringWidth(line.map(({ text }) => text).join(''));
    return [...line, { text: ' '.repeat(Math.max(2, half - used)) }, ...(right[index] ?? [])];
  });
}

export interface HelpProps {
  /** The bindings that were live when help was asked for. */
  readonly groups: readonly ShownGroup[];
  readonly columns: number;
  readonly rows: number;
  readonly onClose: () => void;
}

export function Help({ groups, columns, rows, onClose }: HelpProps) {
  const { style, symbols } = useTheme();
  const [offset, setOffset] = useState(0);
  const lines = helpLines(groups, Math.min(columns, 100), symbols);
  const room = rows - 2;
  const last = lastOffset(lines.length, room);
  useKeys(
    KEYS,
    (press) => {
      if (press === 'close') onClose();
      else setOffset((before) => Math.max(0, Math.min(last, before + (press === 'down' ? 1 : -1))));
    },
    { overlay: true },
  );
  return (
    <Box flexDirection="column" height={rows}>
      <Text bold>Keys</Text>
      <Text {...style('dim')}> </Text>
      <Lines lines={lines} offset={Math.min(offset, last)} rows={room} />
    </Box>
  );
}
