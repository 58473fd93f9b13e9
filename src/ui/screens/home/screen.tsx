// The first screen: what to do next on top, everything else in the order of the course, and beside it what it is.
//
//   ❯ Start here            │  How does news reach a client …
//                           │
//   Real time               │  Read      a lesson of five minutes
//     ○ WebSocket   5 min   │  Predict   say what will happen
import { Box, useApp } from 'ink';
import { useMemo, useState } from 'react';
import { printable } from '../../../lib/printable.ts';
import { Lines } from '../../components/line.tsx';
import { wrapParts } from '../../components/prose.ts';
import { Rule } from '../../components/rule.tsx';
import { Select, type SelectItem } from '../../components/select.tsx';
import { contentsOf, type Entry, REVIEW } from '../../contents.ts';
import { useKeys } from '../../hooks/use-keys.tsx';
import { nextStep } from '../../next-step.ts';
import type { Route } from '../../route.ts';
import type { ScreenProps } from '../../screen.ts';
import { entryMark } from '../../tally.ts';
import { useTheme } from '../../theme.ts';
import { HOME_KEYS } from './keys.ts';
import { detailLines, dueWords, WELCOME } from './state.ts';

/** From this width on what is under the cursor is told beside the list. */
const TWO_PANES = 74;
/** Prose in a column that the eye can follow. */
const MEASURE = 72;

export function HomeScreen({ services, progress, due, columns, rows, navigate }: ScreenProps<Extract<Route, { screen: 'home' }>>) {
  const { symbols, screenReader } = useTheme();
  const { exit } = useApp();
  const labs = services.labs.list;
  const sections = useMemo(() => contentsOf(services.catalog, labs), [services, labs]);
  // What to do next is worked out on arrival: it does not change under the cursor.
  const [go] = useState(() => nextStep(services.catalog, labs, progress));
  const [asked] = useState(() => progress.questions.size + progress.experiments.size + progress.interviews.size > 0);
  const items = useMemo((): readonly SelectItem<Entry>[] => {
    const entries = sections.flatMap(({ title, entries: inside }) =>
      inside.map((entry, index): SelectItem<Entry> => {
        const { mark, role } = entryMark(entry, progress, symbols);
        return {
          key: entry.key,
          label: printable(entry.title),
          value: entry,
          mark,
          markRole: role,
          ...(entry.kind === 'lesson' ? { hint: `${entry.lesson.minutes} min` } : {}),
          ...(entry.key === REVIEW.key && due !== undefined && due > 0 ? { hint: `${due} due` } : {}),
          quiet: entry.route === undefined,
          ...(index === 0 ? { section: title } : {}),
        };
      }),
    );
    const next = go === undefined ? [] : [{ key: 'go', label: `${go.title}: ${printable(go.step)}`, value: go }];
    const again = asked
      ? [{ key: 'again', label: due === undefined ? REVIEW.title : `${REVIEW.title}: ${dueWords(due)}`, value: REVIEW }]
      : [];
    return [...next, ...again, ...entries];
  }, [sections, progress, due, symbols, go, asked]);
  const [under, setUnder] = useState<Entry | undefined>(items[0]?.value);
  const open = (entry: Entry | undefined) => {
    if (entry?.route !== undefined) navigate(entry.route);
  };
  useKeys(HOME_KEYS, (key) => (key === 'quit' ? exit() : open(under)));

  // Read aloud, two panes would be one line after the other of both.
  const wide = columns >= TWO_PANES && !screenReader;
  const left = wide ? Math.min(38, Math.max(32, Math.floor(columns * 0.34))) : columns;
  const right = Math.min(MEASURE, columns - left - 4);
  const detail = useMemo(
    () =>
      under === undefined || !wide
        ? []
        : detailLines(under, {
            columns: right,
            progress,
            due,
            symbols,
            lessons: services.catalog.topics.flatMap((topic) => topic.lessons),
          }),
    [under, wide, right, progress, due, symbols, services],
  );
  const welcome = wide ? [] : [...wrapParts([{ text: WELCOME }], columns), []];
  return (
    <Box flexDirection="row" height={rows}>
      <Box flexDirection="column" width={left} flexShrink={0}>
        {welcome.length > 0 ? <Lines lines={welcome} rows={welcome.length} /> : null}
        <Select items={items} columns={left} rows={rows - welcome.length} onSelect={open} onHighlight={setUnder} verb="open" />
      </Box>
      {wide ? (
        <>
          <Rule rows={rows} />
          <Box width={right} flexShrink={0}>
            <Lines lines={detail} rows={rows} />
          </Box>
        </>
      ) : null}
    </Box>
  );
}
