// A design as lines of text: each family's winner, what the choices mean for each other, and the best choice for all.
import type { Conflict, DesignOutcome } from '../../decision/design.ts';
import { conflictTitle, familyTitle, settle, swaps } from '../../decision/design-words.ts';
import { points, verdict } from '../../decision/explain.ts';
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
  const { decisions, conflicts } = outcome;
  const lines = [title, ...(story === '' ? [] : wrap(story, width)), ''];
  const column = Math.max(0, ...decisions.map(({ family }) => familyTitle(books, family).length)) + 4;
  for (const { family, requirements, recommendation } of decisions) {
    const book = books.find((known) => known.family === family);
    if (book === undefined) continue;
    const [head = '', ...rest] = wrap(verdict(book, requirements, recommendation), width - column);
    lines.push(`  ${familyTitle(books, family).padEnd(column - 2)}${head}`, ...rest.map((line) => ' '.repeat(column) + line));
  }
  lines.push('', conflicts.length === 0 ? 'No conflicts: what one family chose is no trouble to another.' : 'Conflicts');
  for (const conflict of conflicts) lines.push(...conflictLines(books, conflict, width));
  if (!conflicts.some(({ severity }) => severity === 'breaks')) return lines;
  lines.push('', 'Together');
  const settled = settle(outcome);
  if (!settled.works) return [...lines, '  No choice of these options works together: a requirement has to give.'];
  lines.push(...wrap(`${swaps(books, outcome, settled)}: ${points(settled.loss)} given up, and nothing breaks.`, width, '  '));
  const remaining = settled.conflicts.filter(({ id }) => !conflicts.some((known) => known.id === id));
  for (const conflict of remaining) lines.push(...conflictLines(books, conflict, width));
  return lines;
}

function conflictLines(books: readonly RuleBook[], conflict: Conflict, width: number): readonly string[] {
  return [
    `  ${conflict.severity.padEnd(6)}  ${conflictTitle(books, conflict)}`,
    ...wrap(`${conflict.because} [${conflict.source}]`, width, '          '),
    ...wrap(`Cure: ${conflict.cure}`, width, '          '),
  ];
}
