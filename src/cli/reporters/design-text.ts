// A design as lines of text: each family's winner, what the choices mean for each other, and the best choice for all.
import type { Choice, Conflict, DesignOutcome } from '../../decision/design.ts';
import { listed, nameOf, points, valueTitle, verdict } from '../../decision/explain.ts';
import type { RuleBook } from '../../decision/schema.ts';
import { wrap } from '../wrap.ts';

export interface DesignReport {
  readonly title: string;
  readonly story: string;
  readonly books: readonly RuleBook[];
  readonly outcome: DesignOutcome;
}

/** The whole design in lines of at most `width`. */
export function designText({ title, story, books, outcome }: DesignReport, width: number): readonly string[] {
  const { decisions, choice, conflicts, together } = outcome;
  const lines = [title, ...(story === '' ? [] : wrap(story, width)), ''];
  const titleOf = (family: string) => books.find((book) => book.family === family)?.title ?? family;
  const column = Math.max(0, ...decisions.map(({ family }) => titleOf(family).length)) + 4;
  for (const { family, requirements, recommendation } of decisions) {
    const book = books.find((known) => known.family === family);
    if (book === undefined) continue;
    const [head = '', ...rest] = wrap(verdict(book, requirements, recommendation), width - column);
    lines.push(`  ${titleOf(family).padEnd(column - 2)}${head}`, ...rest.map((line) => ' '.repeat(column) + line));
  }
  lines.push('', conflicts.length === 0 ? 'No conflicts: what one family chose is no trouble to another.' : 'Conflicts');
  for (const conflict of conflicts) lines.push(...conflictLines(books, conflict, width));
  if (!conflicts.some(({ severity }) => severity === 'breaks')) return lines;
  lines.push('', 'Together');
  if (together === null) return [...lines, '  No choice of these options works together: a requirement has to give.'];
  const changed = Object.keys(choice).filter((family) => choice[family] !== together.choice[family]);
  const swaps = changed.map((family) => `${name(books, together.choice, family)} instead of ${name(books, choice, family)}`);
  lines.push(...wrap(`${listed(swaps)}: ${points(together.loss)} given up, and nothing breaks.`, width, '  '));
  const remaining = together.conflicts.filter(({ id }) => !conflicts.some((known) => known.id === id));
  for (const conflict of remaining) lines.push(...conflictLines(books, conflict, width));
  return lines;
}

function name(books: readonly RuleBook[], choice: Choice, family: string): string {
  const book = books.find((known) => known.family === family);
  const option = choice[family] ?? '';
  return book === undefined ? option : nameOf(book, option);
}

function conflictLines(books: readonly RuleBook[], conflict: Conflict, width: number): readonly string[] {
  const names = Object.keys(conflict.between).map((family) => name(books, conflict.between, family));
  const required = Object.entries(conflict.given).flatMap(([family, answers]) => {
    const book = books.find((known) => known.family === family);
    return Object.entries(answers).map(([dimension, value]) => (book === undefined ? value : valueTitle(book, dimension, value)));
  });
  return [
    `  ${conflict.severity.padEnd(6)}  ${listed(names)}${required.length === 0 ? '' : `, where this is required: ${required.join('; ')}`}`,
    ...wrap(`${conflict.because} [${conflict.source}]`, width, '          '),
    ...wrap(`Cure: ${conflict.cure}`, width, '          '),
  ];
}
