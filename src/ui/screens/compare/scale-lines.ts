// What many clients would cost, as lines: first the learner's estimate, then the multiplication with its numbers. Pure.
import stringWidth from 'string-width';
import type { ReportedRow } from '../../../compare/report.ts';
import {
  COSTS,
  type Cost,
  type EstimateGrade,
  gradeEstimate,
  POPULATIONS,
  parseEstimate,
  type Scaled,
  scale,
} from '../../../compare/scale.ts';
import { amount, bytes } from '../../../compare/words.ts';
import { badgeText } from '../../components/badge-mark.tsx';
import type { Line, Part } from '../../components/line.tsx';
import { wrapParts } from '../../components/prose.ts';
import type { Role, Symbols } from '../../theme.ts';
import { type CompareState, ESTIMATED, type Estimated, type Estimates } from './state.ts';

const POPULATION_WORDS = ['10 thousand', '1 million', '100 million'] as const;
const TITLES: Readonly<Record<Estimated, { readonly title: string; readonly unit: string }>> = {
  requests: { title: 'Requests a second', unit: '' },
  bandwidth: { title: 'Bytes a second', unit: 'B' },
  memory: { title: 'Memory for connections', unit: 'B' },
};
const NAME = 24;
/** Cells of a number. */
const CELL = 13;
/** Where there is no room for whole names. */
const SHORT = 13;
const SHORTS: Readonly<Record<Cost, string>> = {
  connections: 'Connections',
  requests: 'Requests /s',
  bandwidth: 'Bytes /s',
  memory: 'Memory',
};

export interface ScaleView {
  readonly row: ReportedRow;
  readonly rate: number;
  /** Resident bytes of an idle connection; `measuring` while that is not known yet. */
  readonly memory: number | 'measuring' | undefined;
}

/** A row that was estimated, for the list of them. */
export interface Revealed {
  readonly row: ReportedRow;
  readonly memory: number | undefined;
}

export interface ScaleRoom {
  readonly columns: number;
  readonly symbols: Symbols;
}

/** The estimate, or what comes out. */
export function scaleLines(state: CompareState, view: ScaleView, room: ScaleRoom): readonly Line[] {
  const estimates = state.revealed.get(state.row);
  return estimates === undefined ? estimateLines(state, view, room) : resultLines(estimates, view, room);
}

function estimateLines(state: CompareState, { row, rate, memory }: ScaleView, { columns, symbols }: ScaleRoom): readonly Line[] {
  const { bytesPerMessage, requestsPerMessage } = row.measured;
  const idle =
    memory === 'measuring'
      ? 'memory of an idle connection: being measured'
      : memory === undefined
        ? 'memory was not measured here'
        : `${bytes(memory)} of memory for an idle connection`;
  return [
    ...wrapParts(
      [{ text: `A million clients on ${row.title}, ${rate} messages a second to each:`, bold: true }, { text: ' estimate first.' }],
      columns,
    ),
    ...wrapParts(
      [
        {
          text: `Measured here: ${amount(requestsPerMessage)} ${requestsPerMessage === 1 ? 'request' : 'requests'} and ${bytes(bytesPerMessage)} for each message; ${idle}.`,
        },
      ],
      columns,
    ),
    [],
    ...ESTIMATED.flatMap((cost, index): readonly Line[] => {
      const here = state.pane === 'scale' && index === state.field;
      const text = state.estimates[cost];
      const { title, unit } = TITLES[cost];
      return [
        [
          { text: here ? `${symbols.cursor} ` : '  ', role: 'accent' },
          { text: title.padEnd(NAME), ...(here ? { bold: true } : {}) },
          { text: '> ', role: 'accent' },
          { text, bold: true },
          ...(here ? [{ text: ' ', inverse: true }] : []),
          ...(unit === '' ? [] : [{ text: ` ${unit}`, role: 'dim' as const }]),
        ],
        ...(here && state.mistake !== undefined ? [[{ text: ' '.repeat(2 + NAME) }, { text: state.mistake, role: 'bad' as const }]] : []),
      ];
    }),
    [],
    ...wrapParts([{ text: 'k, M, G and T may stand after a number. Within a factor of two is close; of ten, the right order.' }], columns),
  ];
}

const GRADE_LOOK: Readonly<Record<EstimateGrade, { readonly symbol: 'done' | 'partly' | 'wrong'; readonly role: Role }>> = {
  close: { symbol: 'done', role: 'good' },
  order: { symbol: 'partly', role: 'warn' },
  off: { symbol: 'wrong', role: 'bad' },
};

function gradeWords(estimate: number, actual: number): string {
  const { grade, factor } = gradeEstimate(estimate, actual);
  if (grade === 'close') return 'close';
  if (grade === 'order') return 'right order';
  if (actual === 0) return 'there are none';
  return Number.isFinite(factor) ? `off, ${amount(factor)} times` : 'it is not 0';
}

function resultLines(estimates: Estimates, { row, rate, memory }: ScaleView, { columns, symbols }: ScaleRoom): readonly Line[] {
  const basis = { measured: row.measured, rate, memory: typeof memory === 'number' ? memory : undefined };
  const all = POPULATIONS.map((clients) => scale(basis, clients));
  const badge = badgeText('model', symbols);
  const name = columns < NAME + 3 * CELL ? SHORT : NAME;
  const width = Math.min(CELL + 3, Math.floor((columns - name) / 3));
  return [
    [
      { text: badge, role: 'model' },
      { text: ' '.repeat(Math.max(1, name - stringWidth(badge))) },
      ...POPULATION_WORDS.map((words): Part => ({ text: words.padStart(width), role: 'dim' })),
    ],
    ...COSTS.flatMap((cost): readonly Line[] => {
      const formula = cost === 'memory' && memory === 'measuring' ? 'being measured' : (all[0]?.[cost].formula ?? '');
      const [guessed] = [all[1]?.[cost]];
      const graded = cost === 'connections' || guessed === undefined ? [] : gradedParts(cost, estimates[cost], guessed, symbols);
      return [
        [
          { text: (name === SHORT ? SHORTS[cost] : (all[0]?.[cost].title ?? '')).padEnd(name) },
          ...all.map((each): Part => ({ text: each[cost].text.padStart(width), bold: true })),
        ],
        ...withGrade(
          [
            { text: '  = ', role: 'dim' },
            { text: formula, role: 'model' },
          ],
          graded,
          name + 3 * width,
        ),
      ];
    }),
    [],
    ...(row.measured.cut === null
      ? []
      : wrapParts(
          [
            {
              text: 'This run had a cut: what coming back cost is in it, as if every client were cut once in each such run.',
              role: 'warn',
            },
          ],
          columns,
        )),
    ...wrapParts(
      [
        {
          text: 'Multiplied from one run on this machine: real servers batch, share and run out of other things first. Bytes are those above TCP; memory is that of this server’s process, the kernel’s buffers come on top.',
        },
      ],
      columns,
    ),
  ];
}

/** The grade at the right end of the formula's line, or in a line of its own. */
function withGrade(formula: Line, graded: Line, columns: number): readonly Line[] {
  if (graded.length === 0) return [formula];
  const gap = columns - widthOf(formula) - widthOf(graded);
  return gap >= 2
    ? [[...formula, { text: ' '.repeat(gap) }, ...graded]]
    : [formula, [{ text: ' '.repeat(Math.max(4, columns - widthOf(graded))) }, ...graded]];
}

const widthOf = (parts: Line) => stringWidth(parts.map(({ text }) => text).join(''));

/** What was estimated for a million clients, and how near it is; nothing where nothing was. */
function gradedParts(cost: Estimated, said: string, { value }: Scaled, symbols: Symbols): Line {
  const estimate = parseEstimate(said);
  if (Number.isNaN(estimate)) return [];
  const you: Part = { text: `you: ${TITLES[cost].unit === '' ? amount(estimate) : bytes(estimate)} ` };
  if (value === null) return [you];
  const { symbol, role } = GRADE_LOOK[gradeEstimate(estimate, value).grade];
  return [you, { text: `${symbols[symbol]} ${gradeWords(estimate, value)}`, role, bold: true }];
}

/** Rows that are no secret any more, side by side for a million clients; nothing of one alone. */
export function revealedLines(revealed: readonly Revealed[], rate: number, { columns }: ScaleRoom): readonly Line[] {
  if (revealed.length < 2) return [];
  const name = NAME - 8;
  const width = Math.min(CELL + 3, Math.floor((columns - name) / 3));
  return [
    [],
    [
      { text: '1 million'.padEnd(name), bold: true },
      ...ESTIMATED.map((cost): Part => ({ text: SHORTS[cost].padStart(width), role: 'dim' })),
    ],
    ...revealed.map(({ row, memory }): Line => {
      const costs = scale({ measured: row.measured, rate, memory }, POPULATIONS[1]);
      return [{ text: row.title.padEnd(name) }, ...ESTIMATED.map((cost): Part => ({ text: costs[cost].text.padStart(width) }))];
    }),
  ];
}
