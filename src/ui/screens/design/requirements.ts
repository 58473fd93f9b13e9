// What one family is asked for, a line for each dimension, to be changed. Pure.
import { questionOf, valueTitle } from '../../../decision/explain.ts';
import type { Requirements, RuleBook } from '../../../decision/schema.ts';
import type { Line } from '../../components/line.tsx';
import type { Symbols } from '../../theme.ts';

export interface RequirementOptions {
  readonly book: RuleBook;
  /** As the design was written, and now. */
  readonly before: Requirements;
  readonly now: Requirements;
  /** Index of the dimension under the cursor. */
  readonly at: number;
  readonly columns: number;
  readonly symbols: Symbols;
}

const OPEN = 'not stated';

export function requirementLines({ book, before, now, at, columns, symbols }: RequirementOptions): readonly Line[] {
  const longest = Math.max(0, ...book.dimensions.map(({ id }) => questionOf(book, id).length));
  const width = Math.max(16, Math.min(longest, Math.floor(columns / 2) - 4)) + 2;
  return book.dimensions.map(({ id }, index): Line => {
    const here = index === at;
    const bold = here ? { bold: true } : {};
    const question = questionOf(book, id);
    const label = question.length >= width ? `${question.slice(0, width - 2)}${symbols.ellipsis.slice(0, 1)} ` : question.padEnd(width);
    const title = (value: string | undefined) => (value === undefined ? OPEN : valueTitle(book, id, value));
    const changed = before[id] !== now[id];
    return [
      { text: here ? `${symbols.cursor} ` : '  ', role: 'accent', bold: true },
      { text: label, ...bold },
      { text: here ? `${symbols.left} ` : changed ? `${symbols.bullet} ` : '  ', role: here ? 'accent' : 'warn', bold: true },
      { text: title(now[id]), ...bold, ...(changed ? { role: 'warn' as const } : now[id] === undefined ? { role: 'dim' as const } : {}) },
      { text: here ? ` ${symbols.right}` : '', role: 'accent', bold: true },
    ];
  });
}
