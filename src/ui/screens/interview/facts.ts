// What is known in an interview, as lines: the prompt, then question and answer as they were heard. Pure.
import { questionOf } from '../../../decision/explain.ts';
import { type Answers, bookIn, chosenIn, type Setting } from '../../../interview/step.ts';
import { knownBy } from '../../../interview/steps-clarify.ts';
import { elide } from '../../components/elide.ts';
import type { Line } from '../../components/line.tsx';
import { proseLines } from '../../components/prose.ts';
import type { Symbols } from '../../theme.ts';

/** Whether everything is on the table: from the moment that all is chosen. */
export function allIsTold({ interview }: Setting, answers: Answers): boolean {
  return interview.families.every((family) => chosenIn(answers, family) !== undefined);
}

export function factLines(setting: Setting, answers: Answers, columns: number, symbols: Symbols): readonly Line[] {
  const known = knownBy(setting, answers, allIsTold(setting, answers));
  const lines: Line[] = [...proseLines(`“${setting.interview.prompt.trim()}”`, columns)];
  const chosen = setting.interview.families.flatMap((family) => {
    const option = chosenIn(answers, family);
    const book = bookIn(setting, family);
    return option === undefined ? [] : [book.candidates.find(({ id }) => id === option)?.title ?? option];
  });
  if (chosen.length > 0) lines.push([], [{ text: 'You chose', role: 'dim', bold: true }], ...proseLines(chosen.join(', '), columns));
  const groups = [
    ['Known from the start', known.filter(({ how }) => how === 'given')],
    ['You asked', known.filter(({ how }) => how === 'asked')],
    ['You did not ask', known.filter(({ how }) => how === 'told')],
  ] as const;
  for (const [title, facts] of groups) {
    if (facts.length === 0) continue;
    lines.push([], [{ text: title, role: 'dim', bold: true }]);
    for (const { family, dimension, words } of facts) {
      lines.push([{ text: elide(questionOf(bookIn(setting, family), dimension), columns, symbols.ellipsis), role: 'dim' }]);
      lines.push(...proseLines(words, columns - 2).map((line): Line => [{ text: '  ' }, ...line]));
    }
  }
  return lines;
}

/** As many of the lines as there are rows; where they do not fit, the last row says so. */
export function fitted(lines: readonly Line[], rows: number): readonly Line[] {
  if (lines.length <= rows) return lines;
  return [...lines.slice(0, Math.max(0, rows - 1)), [{ text: `f shows ${lines.length - rows + 1} more lines`, role: 'dim' }]];
}
