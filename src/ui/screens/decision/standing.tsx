// Who is still in the running, after each answer.
import { Box } from 'ink';
import { nameOf } from '../../../decision/explain.ts';
import type { Recommendation, RuleBook } from '../../../decision/schema.ts';
import { type Line, LineView } from '../../components/line.tsx';
import { type Symbols, useTheme } from '../../theme.ts';

const BAR = 10;

/** One line per candidate, best first; the excluded last. */
export function standingLines(book: RuleBook, recommendation: Recommendation, symbols: Symbols, columns: number): readonly Line[] {
  const top = Math.max(1, ...recommendation.ranked.map((candidate) => candidate.score));
  const bar = Math.min(BAR, Math.max(4, columns - 30));
  const longest = Math.max(...recommendation.ranked.map((candidate) => nameOf(book, candidate.option).length));
  const width = Math.max(8, Math.min(longest + 2, columns - bar - 7));
  const nothing = recommendation.ranked.every((candidate) => candidate.reasons.length === 0);
  return recommendation.ranked.map((candidate): Line => {
    const name = nameOf(book, candidate.option);
    const label = (name.length > width ? `${name.slice(0, width - 1)}${symbols.ellipsis.slice(0, 1)}` : name).padEnd(width);
    if (candidate.excluded !== null) {
      const history = book.candidates.find(({ id }) => id === candidate.option)?.history !== undefined;
      return [
        { text: `${symbols.wrong} `, role: history ? 'dim' : 'bad' },
        { text: label, role: 'dim' },
        { text: history ? 'history' : 'out', role: 'dim' },
      ];
    }
    const full = Math.max(0, Math.min(bar, Math.round((candidate.score / top) * bar)));
    const leads = recommendation.leaders.includes(candidate.option) && !nothing;
    return [
      { text: leads ? `${symbols.here} ` : '  ', role: 'accent' },
      { text: label, ...(leads ? { bold: true } : {}) },
      { text: symbols.barFull.repeat(full), role: leads ? 'accent' : 'text' },
      { text: symbols.barEmpty.repeat(bar - full), role: 'dim' },
      { text: String(Math.round(candidate.score * 10) / 10).padStart(5) },
    ];
  });
}

/** The standing as a list. */
export function Standing({
  book,
  recommendation,
  columns,
}: {
  readonly book: RuleBook;
  readonly recommendation: Recommendation;
  readonly columns: number;
}) {
  const { symbols } = useTheme();
  return (
    <Box flexDirection="column" flexShrink={0}>
      {standingLines(book, recommendation, symbols, columns).map((line, index) => (
        <LineView key={recommendation.ranked[index]?.option} line={line} />
      ))}
    </Box>
  );
}
