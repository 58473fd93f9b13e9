// What the first screen says about the entry under the cursor. Pure.
import stringWidth from 'string-width';
import type { Lesson } from '../../../content/schema.ts';
import type { Progress } from '../../../progress/progress.ts';
import type { Line, Part } from '../../components/line.tsx';
import { filledCells } from '../../components/meter.tsx';
import { proseLines, wrapParts } from '../../components/prose.ts';
import { type Entry, REVIEW, STATS } from '../../contents.ts';
import { tallyOf } from '../../tally.ts';
import type { Symbols } from '../../theme.ts';

export const HEADLINE = 'How does news reach a client, and what breaks on the way?';
export const WELCOME =
  'Predict what a protocol does, run it between a real client and a real server on this machine, and see every byte that passed.';

const STEPS: readonly (readonly [string, string])[] = [
  ['Read', 'a lesson of five minutes, every claim with its source'],
  ['Predict', 'say what will happen before you run it'],
  ['Run', 'a real client, a real server, a tap between them'],
  ['Answer', 'why, and what breaks, as an interviewer asks'],
  ['Decide', 'requirements in, a choice out, with reasons'],
];

export interface Look {
  readonly columns: number;
  readonly symbols: Symbols;
  readonly progress: Progress;
  readonly lessons: readonly Lesson[];
  /** Cards that are due today; undefined while that is not known. */
  readonly due?: number | undefined;
}

/** Rows of a name and what stands for it, the names in a column. */
function facts(rows: readonly (readonly [string, string])[], columns: number): readonly Line[] {
  const width = Math.max(...rows.map(([name]) => name.length)) + 3;
  return rows.flatMap(([name, text]) =>
    wrapParts([{ text: name.padEnd(width).replaceAll(' ', '\u00a0'), role: 'dim' }, { text }], columns, ' '.repeat(width)),
  );
}

const title = (text: string, columns: number): readonly Line[] => wrapParts([{ text, bold: true }], columns);

function stepLines(columns: number): readonly Line[] {
  const width = Math.max(...STEPS.map(([name]) => name.length)) + 3;
  return STEPS.flatMap(([name, text]) => {
    const head: Part = { text: name.padEnd(width).replaceAll(' ', '\u00a0'), bold: true };
    return wrapParts([head, { text }], columns, ' '.repeat(width));
  });
}

/** How far one is with each lesson, as bars in a column. */
function standing({ lessons, progress, symbols, columns }: Look): readonly Line[] {
  const width = Math.max(0, ...lessons.map((lesson) => stringWidth(lesson.title)));
  const room = columns - width - 14;
  // Bars of a few cells say nothing that the number does not.
  const bar = room < 4 ? 0 : Math.min(20, room);
  return lessons.map((lesson): Line => {
    const { done, total } = tallyOf([lesson], progress);
    const full = bar === 0 ? 0 : filledCells(done, total, bar);
    return [
      { text: lesson.title + ' '.repeat(width - stringWidth(lesson.title) + 2) },
      { text: symbols.barFull.repeat(full), role: 'accent' },
      { text: symbols.barEmpty.repeat(bar - full), role: 'dim' },
      { text: `  ${done} of ${total}` },
    ];
  });
}

/** `12 cards are due today`, in words for every number. */
export function dueWords(due: number): string {
  if (due === 0) return 'nothing due today';
  return `${due} due today`;
}

function memoryLines(screen: 'review' | 'stats', { columns, due }: Look): readonly Line[] {
  if (screen === 'stats')
    return [
      ...title(STATS.title, columns),
      [],
      ...proseLines('What comes due on the days ahead, which topics are weak, and how sure you were against how right you were.', columns),
    ];
  return [
    ...title(due === undefined ? REVIEW.title : `${REVIEW.title}: ${dueWords(due)}`, columns),
    [],
    ...proseLines(
      'Every question that you answered, every prediction that the wire proved wrong and every line that an interview cost you comes back before you forget it: soon when it was wrong, later each time that it was right.',
      columns,
    ),
    [],
    ...proseLines('Cases that look alike are mixed, so that you learn to tell them apart.', columns),
  ];
}

/** What an entry is, what is in it, and how far one is. */
export function detailLines(entry: Entry, look: Look): readonly Line[] {
  const { columns, progress, symbols } = look;
  switch (entry.kind) {
    case 'go': {
      const enter: Line = [
        { text: 'enter', bold: true },
        { text: entry.first ? ' opens ' : ' goes back to ', role: 'dim' },
        { text: entry.step },
      ];
      return entry.first
        ? [...title(HEADLINE, columns), [], ...proseLines(WELCOME, columns), [], ...stepLines(columns), [], ...wrapParts(enter, columns)]
        : [
            ...title('Welcome back.', columns),
            [],
            ...wrapParts([{ text: 'You were at ' }, { text: entry.step, bold: true }, { text: '.' }], columns),
            [],
            ...wrapParts(enter, columns),
            [],
            [],
            ...standing(look),
          ];
    }
    case 'lesson': {
      const { lesson } = entry;
      const right = lesson.questions.filter(({ id }) => progress.questions.get(id) === 'correct').length;
      const run = lesson.experiments.filter(({ id }) => progress.experiments.has(id)).length;
      const { done, total } = tallyOf([lesson], progress);
      const myth = lesson.myths[0];
      return [
        ...title(lesson.title, columns),
        [],
        ...proseLines(lesson.summary, columns),
        [],
        ...facts(
          [
            ['Lesson', `${lesson.minutes} minutes${progress.lessonsRead.has(lesson.slug) ? `, read ${symbols.done}` : ''}`],
            ['Experiments', `${lesson.experiments.length}${run > 0 ? `, ${run} run` : ''}`],
            ['Questions', `${lesson.questions.length}${right > 0 ? `, ${right} right` : ''}`],
            ['Done', `${done} of ${total}`],
          ],
          columns,
        ),
        ...(myth === undefined
          ? []
          : [
              [],
              [{ text: 'You will hear', role: 'dim' as const }],
              ...proseLines(`“${myth.claim}”`, columns),
              [{ text: 'and be able to say what is true.', role: 'dim' as const }],
            ]),
      ];
    }
    case 'memory':
      return memoryLines(entry.route.screen, look);
    case 'topic':
      return [
        ...title(entry.topic.title, columns),
        [],
        ...proseLines(entry.topic.summary, columns),
        [],
        ...proseLines(entry.topic.planned, columns),
      ];
    case 'lab':
      return [
        ...title(`${entry.lab.title} lab`, columns),
        [],
        ...proseLines(entry.lab.summary, columns),
        [],
        ...proseLines(
          'A real server and a real client on this machine. You make it slow, cut it, heal it, and see what each side was told.',
          columns,
        ),
      ];
    case 'comparison':
      return [
        ...title(entry.comparison.title, columns),
        [],
        ...proseLines(entry.comparison.summary, columns),
        [],
        ...proseLines(
          'What is commonly said of each stands beside what was measured. Then estimate what a million clients would cost, and see.',
          columns,
        ),
        [],
        [{ text: `${entry.comparison.rows.length} rows`, role: 'dim' }],
        ...proseLines(entry.comparison.rows.map((row) => row.title).join(', '), columns),
      ];
    case 'interviews': {
      const passed = entry.interviews.filter(({ slug }) => progress.interviews.get(slug)?.passed === true).length;
      return [
        ...title(entry.title, columns),
        [],
        ...proseLines(
          'A vague question, as an interviewer puts it. Ask what decides, choose, defend it with a number, say what breaks, and think again when a requirement changes. Six lines, graded by the rules that the decision quiz uses.',
          columns,
        ),
        [],
        ...facts(
          [
            ['Interviews', `${entry.interviews.length}, on four levels`],
            ['Passed', `${passed} of ${entry.interviews.length}`],
          ],
          columns,
        ),
      ];
    }
    case 'design':
      return [
        ...title(entry.title, columns),
        [],
        ...proseLines(entry.design.story, columns),
        [],
        ...proseLines(
          'All families decided at once, what the choices mean for each other, and what to do about it. Change a requirement and see what flips.',
          columns,
        ),
      ];
    case 'decision':
      return [
        ...title(entry.book.title, columns),
        [],
        ...proseLines(
          `${entry.book.dimensions.length} questions, as an interviewer asks them; leave open what nobody stated. Then the options ranked, with reasons for and against, and the smallest change that would flip the answer.`,
          columns,
        ),
        [],
        [{ text: `${entry.book.candidates.length} options`, role: 'dim' }],
        ...proseLines(entry.book.candidates.map((candidate) => candidate.title).join(', '), columns),
      ];
  }
}
