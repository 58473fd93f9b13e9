// Choosing one of several: the one way in which the product uses ink-select-input. That component reads its index when it
// was last drawn, so that keys which arrive together move it once; here the index is kept beside it and no key is lost.
import { Box, Text } from 'ink';
import SelectInput from 'ink-select-input';
import { useMemo, useRef, useState } from 'react';
import stringWidth from 'string-width';
import { useKeys } from '../hooks/use-keys.tsx';
import type { Binding } from '../keymap.ts';
import { type Role, useTheme } from '../theme.ts';
import { type Line, LineView, type Part } from './line.tsx';
import { partsOf, wrapParts } from './prose.ts';
import { firstVisible, type SelectMove, updateSelect } from './select-state.ts';

export interface SelectItem<Value> {
  readonly key: string;
  /** `code` and **strong** are marked as in prose. */
  readonly label: string;
  readonly value: Value;
  /** Quiet words after the label; left out where there is no room. */
  readonly hint?: string;
  /** Before the label: a check box, a number, a progress symbol. */
  readonly mark?: string;
  readonly markRole?: Role;
  /** Drawn dim until the cursor is on it: it is listed, but there is nothing to open. */
  readonly quiet?: boolean;
  /** A heading above this item, after an empty line. */
  readonly section?: string;
}

export interface SelectProps<Value> {
  readonly items: readonly SelectItem<Value>[];
  readonly onSelect: (value: Value) => void;
  readonly onHighlight?: (value: Value) => void;
  /** Where the cursor goes when this was chosen and the list stays; undefined leaves it where it is. */
  readonly thenTo?: (value: Value) => number | undefined;
  /** @default 0 */
  readonly initialIndex?: number;
  /** Rows that it may take; it scrolls within them. `limit` is the same. */
  readonly rows?: number;
  readonly limit?: number;
  /** Cells that it may take; longer labels wrap. */
  readonly columns?: number;
  /** @default true */
  readonly isActive?: boolean;
  /** What `enter` does, for the footer. @default 'choose' */
  readonly verb?: string;
  /** Where the cursor is, when the screen moves it by keys of its own; -1 is nowhere. Goes with `isActive={false}`. */
  readonly index?: number;
  /** The list takes the keys away from the screen beneath it. @default false */
  readonly overlay?: boolean;
}

type Press = SelectMove | { readonly type: 'choose' };

function keysOf(verb: string): readonly Binding<Press>[] {
  return [
    { label: '↑↓/jk', help: 'move', rank: 8, matches: (input, key) => input === 'j' || key.downArrow, intent: () => ({ type: 'next' }) },
    { label: '↑↓/jk', help: 'move', rank: 8, matches: (input, key) => input === 'k' || key.upArrow, intent: () => ({ type: 'previous' }) },
    { label: 'enter', help: verb, rank: 9, matches: (_input, key) => key.return, intent: () => ({ type: 'choose' }) },
    { label: 'g', help: 'first', rank: 0, matches: (input, key) => input === 'g' || key.home, intent: () => ({ type: 'first' }) },
    { label: 'G', help: 'last', rank: 0, matches: (input, key) => input === 'G' || key.end, intent: () => ({ type: 'last' }) },
  ];
}

/** What is drawn of one item: what ink-select-input hands back to `Row`. */
interface Drawn {
  readonly key: string;
  readonly label: string;
  readonly value: number;
  readonly heading: readonly Line[];
  readonly lines: readonly Line[];
  readonly picked: readonly Line[];
}

/** The rows of an item, as they look when the cursor is elsewhere and when it is here. */
function linesOf<Value>(item: SelectItem<Value>, columns: number, hintColumn: number, here: boolean): readonly Line[] {
  const mark: readonly Part[] = item.mark ? [{ text: `${item.mark} `, role: item.markRole ?? 'dim' }] : [];
  const indent = ' '.repeat(item.mark ? stringWidth(item.mark) + 1 : 0);
  const label = partsOf(item.label, here ? { bold: true } : { role: item.quiet ? 'dim' : 'text' });
  const lines = wrapParts([...mark, ...label], columns, indent);
  const last = lines.at(-1) ?? [];
  const used = stringWidth(last.map(({ text }) => text).join(''));
  const gap = Math.max(2, hintColumn - used);
  if (!item.hint || used + gap + stringWidth(item.hint) > columns) return lines;
  return [...lines.slice(0, -1), [...last, { text: ' '.repeat(gap) }, { text: item.hint, role: 'dim' }]];
}

function Row({ isSelected = false, ...item }: { readonly isSelected?: boolean; readonly label: string }) {
  const { style, symbols } = useTheme();
  const { heading, lines, picked } = item as unknown as Drawn;
  const shown = isSelected ? picked : lines;
  return (
    <Box flexDirection="column" flexShrink={0}>
      {heading.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows are places on the screen
        <LineView key={index} line={line} />
      ))}
      <Box>
        <Box width={2} flexShrink={0}>
          <Text {...style('accent')}>{isSelected ? symbols.cursor : ' '}</Text>
        </Box>
        <Box flexDirection="column">
          {shown.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are places on the screen
            <LineView key={index} line={line} />
          ))}
        </Box>
      </Box>
    </Box>
  );
}

/** How many items are out of sight. */
function More({ above, below }: { readonly above: number; readonly below: number }) {
  const { style, symbols } = useTheme();
  const words = [...(above > 0 ? [`${symbols.up} ${above}`] : []), ...(below > 0 ? [`${symbols.down} ${below} more`] : [])];
  return <Text {...style('dim')}>{`  ${words.join('   ')}`}</Text>;
}

/** `Row` draws the cursor itself, so that it stands beside the item and not beside its heading. */
const NoIndicator = () => null;

export function Select<Value>(props: SelectProps<Value>) {
  const { items, onSelect, onHighlight, thenTo, initialIndex = 0, limit, rows = limit, columns = 72, isActive = true } = props;
  const { verb = 'choose', overlay = false } = props;
  const [index, setIndex] = useState(() => Math.max(0, Math.min(initialIndex, items.length - 1)));
  // The index as the next key will find it, whether or not it has been drawn.
  const latest = useRef(index);
  const top = useRef(0);
  const bindings = useMemo(() => keysOf(verb), [verb]);

  const current = Math.min(props.index ?? index, Math.max(0, items.length - 1));
  useKeys(
    bindings,
    (press) => {
      const here = Math.min(latest.current, items.length - 1);
      const chosen = press.type === 'choose' ? items[here] : undefined;
      if (chosen !== undefined) onSelect(chosen.value);
      const next = press.type === 'choose' ? chosen && thenTo?.(chosen.value) : updateSelect(here, press, items.length);
      if (next === undefined || next === latest.current) return;
      latest.current = next;
      setIndex(next);
      const item = items[next];
      if (item !== undefined) onHighlight?.(item.value);
    },
    { active: isActive, overlay },
  );

  const drawn = useMemo(() => {
    const width = columns - 2;
    const labelWidth = ({ mark, label }: SelectItem<Value>) =>
      stringWidth(
        `${mark ? `${mark} ` : ''}${partsOf(label)
          .map(({ text }) => text)
          .join('')}`,
      );
    const hinted = items.filter((item) => item.hint !== undefined);
    const widestHint = Math.max(0, ...hinted.map(({ hint = '' }) => stringWidth(hint)));
    const hintColumn = Math.min(Math.max(0, ...hinted.map(labelWidth)) + 2, width - widestHint);
    return items.map((item, place): Drawn => {
      const title: Line[] = item.section === undefined ? [] : [[{ text: item.section, role: 'dim', bold: true }]];
      return {
        key: item.key,
        label: item.label,
        value: place,
        heading: place > 0 && title.length > 0 ? [[], ...title] : title,
        lines: linesOf(item, width, hintColumn, false),
        picked: linesOf(item, width, hintColumn, true),
      };
    });
  }, [items, columns]);

  const heights = drawn.map(({ heading, lines }) => heading.length + lines.length);
  const all = heights.reduce((sum, height) => sum + height, 0);
  // A list that does not fit says so in its last row.
  const overflows = rows !== undefined && all > rows && rows > 3;
  const room = rows === undefined ? Number.POSITIVE_INFINITY : overflows ? rows - 1 : rows;
  top.current = firstVisible({ heights, index: Math.max(0, current), rows: room, top: top.current });
  let used = 0;
  const visible = drawn.slice(top.current).filter((_item, offset) => {
    used += heights[top.current + offset] as number;
    return offset === 0 || used <= room;
  });

  // A new key puts the cursor where ours is: ink-select-input takes its index only when it is mounted.
  return (
    <Box flexDirection="column" flexShrink={0}>
      <SelectInput
        key={`${top.current}:${current}`}
        items={visible as Drawn[]}
        initialIndex={current < 0 ? -1 : current - top.current}
        isFocused={false}
        indicatorComponent={NoIndicator}
        itemComponent={Row}
      />
      {overflows ? <More above={top.current} below={items.length - top.current - visible.length} /> : null}
    </Box>
  );
}
