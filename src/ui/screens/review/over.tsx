// The end of a round, and what there is when nothing is due: what went right, what comes next.
import { Box, Text } from 'ink';
import { shortDay } from '../../../lib/weekday.ts';
import type { DeckCard } from '../../../review/deck.ts';
import { dueToday } from '../../../review/queue.ts';
import { type Line, Lines } from '../../components/line.tsx';
import { wrapParts } from '../../components/prose.ts';
import { Select } from '../../components/select.tsx';
import type { Route } from '../../route.ts';
import { useTheme } from '../../theme.ts';
import type { QuizState } from '../quiz/state.ts';
import { GRADE_LOOK } from '../quiz/verdict.ts';

export interface OverProps {
  readonly state: QuizState;
  readonly deck: readonly DeckCard[];
  readonly now: number;
  /** How many cards another round would have. */
  readonly more: number;
  /** Experiments whose prediction was missed before outcomes were kept: only a run can ask them again. */
  readonly toRun: readonly { readonly id: string; readonly title: string }[];
  readonly columns: number;
  readonly rows: number;
  readonly navigate: (route: Route) => void;
  readonly back: () => void;
  readonly again: () => void;
}

/** How many experiments are offered at once. */
const RUNS = 4;

/** What is said at the end of a round of `asked` cards, `right` of them right. */
export function overLines(asked: number, right: number, deck: readonly DeckCard[], now: number, columns: number): readonly Line[] {
  const known = deck.filter(({ state }) => state !== undefined);
  const said = (text: string) => wrapParts([{ text }], columns);
  const title = asked > 0 ? `${right} of ${asked} right` : known.length === 0 ? 'There is nothing to review yet.' : 'Nothing is due today.';
  const lines: Line[] = [[{ text: title, bold: true }], []];
  if (known.length === 0)
    return [
      ...lines,
      ...said(
        'Whatever you are asked from now on comes back here: quiz questions, predictions that the wire proves wrong, lines that an interview costs you.',
      ),
    ];
  const later = dueToday(deck, now);
  if (later > 0) lines.push(...said(`${later} ${later === 1 ? 'card is' : 'cards are'} due again later today.`));
  else {
    const next = known.reduce((least, { state }) => Math.min(least, state?.due ?? least), Number.POSITIVE_INFINITY);
    lines.push(...said(`The next card is due on ${shortDay(next).replace(/ +/g, ' ')}.`));
  }
  return lines;
}

export function Over({ state, deck, now, more, toRun, columns, rows, navigate, back, again }: OverProps) {
  const { style, symbols } = useTheme();
  const grades = Object.entries(state.grades);
  const right = grades.filter(([, grade]) => grade === 'correct').length;
  const lines = overLines(grades.length, right, deck, now, columns);
  const items = [
    ...(more > 0
      ? [{ key: 'again', label: more === 1 ? 'Go on with the one that is left' : `Go on with the ${more} that are left`, value: again }]
      : []),
    ...toRun.slice(0, RUNS).map(({ id, title }) => ({
      key: id,
      label: `Predict again and run: ${title}`,
      value: () => navigate({ screen: 'experiment', experiment: id }),
    })),
    { key: 'stats', label: 'What you remember', value: () => navigate({ screen: 'stats' }) },
    { key: 'back', label: 'Back', value: back },
  ];
  const marks = grades.slice(-Math.floor(columns / 2));
  return (
    <Box flexDirection="column">
      <Lines lines={lines} rows={lines.length} />
      <Box height={1} />
      {marks.length > 0 ? (
        <Box marginBottom={1}>
          <Text>
            {marks.map(([index, grade]) => (
              <Text key={index} {...style(GRADE_LOOK[grade].role)}>{`${symbols[GRADE_LOOK[grade].symbol]} `}</Text>
            ))}
          </Text>
        </Box>
      ) : null}
      <Select items={items} columns={columns} rows={Math.max(3, rows - lines.length - 3)} onSelect={(act) => act()} />
    </Box>
  );
}
