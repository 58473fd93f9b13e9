// The reader of one lesson. All of it is lines; only those in the window are drawn.
import { Box, Text } from 'ink';
import { useEffect, useLayoutEffect, useMemo, useReducer, useRef } from 'react';
import type { Lesson } from '../../../content/schema.ts';
import { citer } from '../../citation.ts';
import { elide } from '../../components/elide.ts';
import { Lines } from '../../components/line.tsx';
import { Meter } from '../../components/meter.tsx';
import { Select, type SelectItem } from '../../components/select.tsx';
import { useKeys } from '../../hooks/use-keys.tsx';
import type { Route } from '../../route.ts';
import type { ScreenProps } from '../../screen.ts';
import { useTheme } from '../../theme.ts';
import { lessonKeys } from './keys.ts';
import { layoutLesson } from './lines.ts';
import { nextSteps } from './next.ts';
import {
  isAtEnd,
  type LessonIntent,
  type LessonState,
  offsetOf,
  percentRead,
  placeOf,
  type Room,
  startLesson,
  updateLesson,
} from './state.ts';

type Props = ScreenProps<Extract<Route, { screen: 'lesson' }>>;

/** The widest that a line of text becomes. */
const MEASURE = 84;
/** Of the list of sections, where there is room beside the text. */
const OUTLINE = 28;
/** A place is written down when the reader has rested there this long. */
const REST = 600;

export function LessonScreen(props: Props) {
  const lesson = props.services.catalog.lesson(props.route.lesson);
  if (lesson === undefined) return <Text>There is no lesson of that name.</Text>;
  return <Reader {...props} lesson={lesson} />;
}

function Reader({ lesson, route, services, progress, columns, rows, navigate, record }: Props & { readonly lesson: Lesson }) {
  const { style, symbols } = useTheme();
  const width = Math.min(columns, MEASURE);
  const cite = useMemo(() => citer(services.catalog), [services]);
  const layout = useMemo(() => layoutLesson(lesson, services.catalog, width, { symbols, cite }), [lesson, services, width, symbols, cite]);
  const items = useMemo(
    (): readonly SelectItem<Route>[] => nextSteps(lesson, services.catalog, progress, symbols),
    [lesson, services, progress, symbols],
  );
  const textArea = rows - 2;
  // What comes next: two empty lines, its heading, an empty line, then as many of its items as there is room for.
  const head = 4;
  const listRows = Math.max(1, Math.min(items.length, textArea - head));
  const room: Room = {
    layout,
    total: layout.lines.length + (items.length > 0 ? head + listRows : 0),
    rows: textArea,
    choices: items.length,
  };
  const [state, dispatch] = useReducer(
    (before: LessonState, [intent, inRoom]: readonly [LessonIntent, Room]) => updateLesson(before, intent, inRoom),
    route.line ?? (progress.place?.screen === 'lesson' && progress.place.lesson === lesson.slug ? progress.place.line : 0),
    startLesson,
  );
  const offset = offsetOf(state, room);
  const end = isAtEnd(state, room);

  const keys = useMemo(
    () => lessonKeys({ lab: lesson.lab !== undefined, quiz: lesson.questions.length > 0, end: end && items.length > 0 }),
    [lesson, end, items.length],
  );
  useKeys(keys, (key) => {
    switch (key.type) {
      case 'open': {
        const item = items[state.choice];
        return item === undefined ? undefined : navigate(item.value);
      }
      case 'lab':
        return lesson.lab === undefined ? undefined : navigate({ screen: 'lab', lab: lesson.lab });
      case 'quiz':
        return navigate({ screen: 'quiz', lesson: lesson.slug });
      default:
        return dispatch([key, room]);
    }
  });

  const isRead = progress.lessonsRead.has(lesson.slug);
  useEffect(() => {
    if (end && !isRead) record({ kind: 'lesson-read', lesson: lesson.slug });
  }, [end, isRead, record, lesson.slug]);

  const unit = placeOf(state, room);
  const written = useRef(-1);
  const visit = useRef(() => {});
  visit.current = () => {
    if (written.current === unit) return;
    written.current = unit;
    record({ kind: 'visited', place: { screen: 'lesson', lesson: lesson.slug, line: unit } });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the move to another unit that is waited for
  useEffect(() => {
    // At once on arrival, then whenever the reader rests.
    if (written.current === -1) return visit.current();
    const rest = setTimeout(() => visit.current(), REST);
    return () => clearTimeout(rest);
  }, [unit]);
  useLayoutEffect(() => () => visit.current(), []);

  const percent = percentRead(state, room);
  const left = Math.ceil((lesson.minutes * (100 - percent)) / 100);
  const textRows = Math.max(0, Math.min(room.rows, layout.lines.length - offset));
  const nextRows = room.rows - textRows;
  const outline = columns >= width + OUTLINE + 4 && layout.headings.length > 1;
  return (
    <Box flexDirection="column" height={rows}>
      <Box height={room.rows} flexShrink={0}>
        <Box flexDirection="column" width={width} height={room.rows} flexShrink={0} overflow="hidden">
          <Lines lines={layout.lines} offset={offset} rows={textRows} />
          {items.length > 0 && nextRows > 0 ? (
            <Box flexDirection="column" height={nextRows} overflow="hidden" flexShrink={0}>
              <Box height={2} flexShrink={0} />
              <Text bold>Next</Text>
              <Box height={1} flexShrink={0} />
              <Select items={items} columns={width} rows={listRows} index={end ? state.choice : -1} isActive={false} onSelect={navigate} />
            </Box>
          ) : null}
        </Box>
        {outline ? <Outline headings={layout.headings} offset={offset} rows={room.rows} /> : null}
      </Box>
      <Box height={1} flexShrink={0} />
      <Box gap={2} flexShrink={0} height={1}>
        <Meter value={percent} max={100} width={Math.min(24, Math.floor(width / 3))} />
        <Text>{`${percent} %`}</Text>
        <Text {...style('dim')}>{end ? 'the end' : `about ${left} min left`}</Text>
      </Box>
    </Box>
  );
}

interface OutlineProps {
  readonly headings: readonly { readonly text: string; readonly line: number }[];
  readonly offset: number;
  readonly rows: number;
}

/** The sections of the lesson, the one that is read marked. */
function Outline({ headings, offset, rows }: OutlineProps) {
  const { symbols } = useTheme();
  // A heading in the upper third is what one reads.
  const here = Math.max(
    0,
    headings.findLastIndex(({ line }) => line <= offset + Math.floor(rows / 3)),
  );
  const lines = headings.map(({ text }, index) => [
    { text: index === here ? `${symbols.bar} ` : '  ', role: 'accent' as const },
    { text: elide(text, OUTLINE - 2, symbols.ellipsis), ...(index === here ? {} : { role: 'dim' as const }) },
  ]);
  return (
    <Box marginLeft={4} width={OUTLINE} flexShrink={0}>
      <Lines lines={lines} rows={rows} />
    </Box>
  );
}
