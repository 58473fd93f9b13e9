// What was decided, a line for each family, conflict and way out. Pure.
import type { Choice, DesignOutcome } from '../../../decision/design.ts';
import { choiceName, conflictTitle, familyTitle, settle, swaps } from '../../../decision/design-words.ts';
import { listed, nameOf } from '../../../decision/explain.ts';
import type { RuleBook } from '../../../decision/schema.ts';
import type { Line, Part } from '../../components/line.tsx';
import type { Symbols } from '../../theme.ts';
import type { Item } from './state.ts';

export interface TableOptions {
  readonly books: readonly RuleBook[];
  readonly outcome: DesignOutcome;
  /** What the design chose as it was written. */
  readonly before: Choice;
  readonly symbols: Symbols;
}

/** The line of an item; `isHere`: under the cursor. */
export function itemLine(item: Item, isHere: boolean, options: TableOptions): Line {
  const { symbols, books, outcome } = options;
  const cursor: Part = { text: isHere ? `${symbols.cursor} ` : '  ', role: 'accent', bold: true };
  const bold = isHere ? { bold: true } : {};
  switch (item.kind) {
    case 'family':
      return [cursor, ...familyParts(item.family, bold, options)];
    case 'conflict': {
      const conflict = outcome.conflicts[item.index];
      if (conflict === undefined) return [cursor];
      const breaks = conflict.severity === 'breaks';
      const mark: Part = {
        text: `${breaks ? symbols.wrong : symbols.partly} ${conflict.severity.padEnd(9)}`,
        role: breaks ? 'bad' : 'warn',
      };
      return [cursor, mark, { text: conflictTitle(books, conflict), ...bold }];
    }
    case 'instead': {
      const settled = settle(outcome);
      const words = settled.works ? swaps(books, outcome, settled) : 'nothing works together: a requirement has to give';
      return [cursor, { text: `${symbols.done} ${'instead'.padEnd(9)}`, role: settled.works ? 'good' : 'bad' }, { text: words, ...bold }];
    }
  }
}

/** Conflicts by number, where there is no room to name them. */
export function conflictCount({ conflicts }: DesignOutcome, symbols: Symbols): Line {
  const count = (severity: 'breaks' | 'costs') => conflicts.filter((conflict) => conflict.severity === severity).length;
  const [breaks, costs] = [count('breaks'), count('costs')];
  if (breaks + costs === 0) return [{ text: '  No conflicts', role: 'dim' }];
  return [
    { text: breaks === 0 ? '' : `  ${symbols.wrong} ${breaks} ${breaks === 1 ? 'conflict breaks' : 'conflicts break'} it`, role: 'bad' },
    { text: costs === 0 ? '' : `  ${symbols.partly} ${costs} ${costs === 1 ? 'has its price' : 'have their price'}`, role: 'warn' },
  ];
}

function familyParts(family: string, bold: Omit<Part, 'text'>, { books, outcome, before }: TableOptions): Line {
  const column = Math.max(...outcome.decisions.map((decision) => familyTitle(books, decision.family).length)) + 2;
  const names = outcome.decisions.map((decision) => nameIn(books, outcome.choice, decision.family).length);
  const title: Part = { text: familyTitle(books, family).padEnd(column), ...bold };
  const name = nameIn(books, outcome.choice, family);
  const flipped = before[family] !== outcome.choice[family];
  const choice: Part = { text: name.padEnd(Math.max(...names) + 2), ...bold, ...(flipped ? { role: 'warn' as const, bold: true } : {}) };
  const how = flipped ? `was ${nameIn(books, before, family)}` : marginOf(family, books, outcome);
  return [title, choice, { text: how, role: flipped ? 'warn' : 'dim' }];
}

const nameIn = (books: readonly RuleBook[], choice: Choice, family: string) =>
  choice[family] === undefined ? 'nothing is left' : choiceName(books, choice, family);

/** By how much the winner leads. */
function marginOf(family: string, books: readonly RuleBook[], { decisions }: DesignOutcome): string {
  const recommendation = decisions.find((decision) => decision.family === family)?.recommendation;
  const book = books.find((known) => known.family === family);
  if (recommendation === undefined || book === undefined) return '';
  const [first, second] = recommendation.ranked.filter(({ excluded }) => excluded === null);
  if (first === undefined) return 'every option is ruled out';
  const others = recommendation.leaders.slice(1).map((option) => nameOf(book, option));
  if (recommendation.tie) return `level with ${listed(others)}`;
  return second === undefined ? 'all others ruled out' : `by ${first.score - second.score} over ${nameOf(book, second.option)}`;
}
