// The contents beside a screen. Quiet while the screen has the keys; `tab` moves them here.
import { Box } from 'ink';
import { memo, useMemo } from 'react';
import { printable } from '../../lib/printable.ts';
import type { Progress } from '../../progress/progress.ts';
import type { Entry, Section } from '../contents.ts';
import { useKeys } from '../hooks/use-keys.tsx';
import type { Binding } from '../keymap.ts';
import type { Route } from '../route.ts';
import { entryMark, type TallyLook } from '../tally.ts';
import { type Symbols, useTheme } from '../theme.ts';
import { elide } from './elide.ts';
import { type Line, Lines } from './line.tsx';
import { Select } from './select.tsx';

export interface SidebarProps {
  readonly sections: readonly Section[];
  readonly progress: Progress;
  /** Cards that are due today; undefined while that is not known. */
  readonly due?: number | undefined;
  /** Key of the entry that is on the screen. */
  readonly here: string | undefined;
  readonly columns: number;
  readonly rows: number;
  readonly focused: boolean;
  readonly onOpen: (route: Route) => void;
  readonly onLeave: () => void;
}

/** The contents as lines, the place where one is marked. */
function sidebarLines({ sections, progress, due = 0, here, columns }: SidebarProps, symbols: Symbols): readonly Line[] {
  return sections.flatMap(({ title: heading, entries }, index): readonly Line[] => [
    ...(index > 0 ? [[]] : []),
    [{ text: '  ' }, { text: elide(heading, columns - 2, symbols.ellipsis), role: 'dim', bold: true }],
    ...entries.map((entry): Line => {
      const { mark, role }: TallyLook = entryMark(entry, progress, symbols);
      const title = entry.key === 'review' && due > 0 ? `${entry.title}, ${due} due` : entry.title;
      const name = elide(title, columns - 4, symbols.ellipsis);
      const isHere = entry.key === here;
      return [
        { text: isHere ? `${symbols.bar} ` : '  ', role: 'accent' },
        { text: `${mark} `, role },
        { text: name, ...(isHere ? { bold: true } : entry.route === undefined ? { role: 'dim' as const } : {}) },
      ];
    }),
  ]);
}

const LEAVE: readonly Binding<'leave'>[] = [
  {
    label: 'esc',
    help: 'leave contents',
    rank: 7,
    matches: (input, key) => key.escape || key.tab || key.rightArrow || key.backspace || input === 'l',
    intent: () => 'leave',
  },
];

export const Sidebar = memo(function Sidebar(props: SidebarProps) {
  const { sections, progress, here, columns, rows, focused, onOpen, onLeave } = props;
  const { symbols } = useTheme();
  const lines = useMemo(() => sidebarLines(props, symbols), [props, symbols]);
  const entries = useMemo(() => sections.flatMap((section) => section.entries), [sections]);
  const items = useMemo(
    () =>
      sections.flatMap(({ title, entries: inside }) =>
        inside.map((entry, index) => {
          const { mark, role } = entryMark(entry, progress, symbols);
          return {
            key: entry.key,
            label: printable(entry.title),
            value: entry,
            mark,
            markRole: role,
            quiet: entry.route === undefined,
            ...(index === 0 ? { section: title } : {}),
          };
        }),
      ),
    [sections, progress, symbols],
  );
  useKeys(LEAVE, onLeave, { active: focused, overlay: true });
  if (!focused) return <Lines lines={lines} rows={rows} />;
  return (
    <Box height={rows} overflow="hidden">
      <Select<Entry>
        items={items}
        columns={columns}
        rows={rows}
        overlay
        verb="open"
        initialIndex={Math.max(
          0,
          entries.findIndex(({ key }) => key === here),
        )}
        onSelect={({ route }) => (route === undefined ? undefined : onOpen(route))}
      />
    </Box>
  );
});
