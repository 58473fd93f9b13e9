// The time line of visits through caches, downwards: when by the calendar, who got what from where and how much of its life
// the stored response had used up, what went over the wire and what that saved, and why.
//
//   calendar  visit               from the cache ○ hook                 wire ● live      saved
//       0 s   ann v1 en           ○ miss                                    20.3 kB
//       0 s   ann v1 en           ✓ hit          0 s of 1 h  ────────       nothing    20.0 kB
//                                   0 seconds old; max-age=3600 in Cache-Control: fresh for 3600 seconds
//       1 h   ╌ an hour passes ○ model
import stringWidth from 'string-width';
import { type CacheStep, cacheLineOf, type Decided } from '../../wire/cache-line.ts';
import { ageText, bytesText, outcomeMark, secondsText, sourceText } from '../cache-words.ts';
import { elide } from '../components/elide.ts';
import type { Line, Part } from '../components/line.tsx';
import { wrapParts } from '../components/prose.ts';
import type { Symbols } from '../theme.ts';
import type { View, ViewOptions, ViewRow } from './view.ts';

/** Cells of the columns; what is left is the visit's. */
const CALENDAR = 8;
const DID = 13;
const AGE = 14;
const WIRE = 10;
const SAVED = 9;
const BAR = 8;

interface Drawing {
  readonly columns: number;
  readonly symbols: Symbols;
  /** Reasons in full, not cut at the end of the line. */
  readonly wrap: boolean;
}

interface Columns {
  readonly visit: number;
  readonly bar: number;
  readonly saved: number;
}

function columnsOf(columns: number): Columns {
  let rest = columns - CALENDAR - 2 - DID - 1 - AGE - 1 - WIRE;
  const saved = rest >= 10 + SAVED + 1 ? SAVED + 1 : 0;
  rest -= saved;
  const bar = rest >= 12 + BAR + 1 ? BAR : 0;
  rest -= bar === 0 ? 0 : bar + 1;
  return { visit: Math.max(4, Math.min(24, rest - 1)), bar, saved };
}

const padded = (text: string, cells: number, symbols: Symbols) => {
  const cut = elide(text, cells, symbols.ellipsis);
  return cut + ' '.repeat(Math.max(0, cells - stringWidth(cut)));
};

/** How much of its life a stored response has behind it: full cells are used up. */
function barParts({ age, lifetime, outcome, storing }: Decided, cells: number, symbols: Symbols): Line {
  if (cells === 0 || symbols.barFull === '') return [];
  if (storing === 'not stored' || outcome === 'bypassed' || outcome === 'failed' || lifetime <= 0) return [{ text: ' '.repeat(cells + 1) }];
  const used = age < 0 ? cells : Math.min(cells, Math.round((age / lifetime) * cells));
  return [
    { text: ' ' },
    { text: symbols.barFull.repeat(used), role: 'warn' },
    { text: symbols.barEmpty.repeat(cells - used), role: 'good' },
  ];
}

function decidedParts(decided: Decided | undefined, { bar }: Columns, symbols: Symbols): Line {
  if (decided === undefined) return [{ text: ' '.repeat(DID + 1 + AGE + (bar === 0 ? 0 : bar + 1)) }];
  const { mark, role } = outcomeMark(decided.outcome, symbols);
  return [
    { text: `${mark} ${decided.outcome}`.padEnd(DID), role },
    { text: ` ${ageText(decided).padStart(AGE)}` },
    ...barParts(decided, bar, symbols),
  ];
}

const calendarPart = ({ calendar }: CacheStep): Part => ({ text: `${secondsText(calendar).padStart(CALENDAR)}  `, role: 'dim' });

type Visit = Extract<CacheStep, { kind: 'visit' }>;

function visitLines(step: Visit, { columns, symbols, wrap }: Drawing): readonly Line[] {
  const widths = columnsOf(columns);
  const { own, shared, wire, bytes, wrong } = step;
  const saved = Math.max(0, bytes - wire.bytes);
  const indent = ' '.repeat(CALENDAR + 2 + 2);
  const why = (because: string, source: string): readonly Line[] => {
    const parts: Part[] = [
      { text: indent },
      { text: because, role: 'dim' },
      ...(source === ''
        ? []
        : [{ text: ` [${sourceText(source)}]`.replaceAll(' ', '\u00a0').replace('\u00a0', ' '), role: 'dim' as const }]),
    ];
    if (wrap) return wrapParts(parts, columns, indent);
    const text = parts.map((part) => part.text).join('');
    return [[{ text: elide(text, columns, symbols.ellipsis), role: 'dim' }]];
  };
  const kept = own === undefined || own.storing === '' ? '' : `; ${own.storing}: ${own.storingBecause}`;
  return [
    [
      calendarPart(step),
      { text: `${padded(`${step.who} ${step.what.replace('version ', 'v')}`, widths.visit, symbols)} ` },
      ...decidedParts(own, widths, symbols),
      { text: ` ${(wire.requests === 0 ? 'nothing' : bytesText(wire.bytes)).padStart(WIRE - 1)}` },
      ...(widths.saved > 0 && saved > 0 ? [{ text: ` ${bytesText(saved).padStart(SAVED)}`, bold: true }] : []),
    ],
    ...(own === undefined ? [] : why(`${own.because}${kept}`, own.source)),
    ...(shared === undefined
      ? []
      : [
          [
            { text: ' '.repeat(CALENDAR + 2) },
            { text: padded('shared cache', widths.visit, symbols), role: 'dim' as const },
            { text: ' ' },
            ...decidedParts(shared, widths, symbols),
          ],
          ...why(shared.because, shared.source),
        ]),
    ...(wrong.length === 0
      ? []
      : [[{ text: indent }, { text: `${symbols.wrong} what ${step.who} got is ${wrong.join(', ')}`, role: 'bad' as const }]]),
  ];
}

function stepLines(step: CacheStep, drawing: Drawing): readonly Line[] {
  const { symbols } = drawing;
  switch (step.kind) {
    case 'visit':
      return visitLines(step, drawing);
    case 'passed':
      return [
        [calendarPart(step), { text: `${symbols.dashed.repeat(2)} ${step.text} ` }, { text: `${symbols.todo} model`, role: 'model' }],
      ];
    case 'changed':
      return [[calendarPart(step), { text: `${symbols.dashed.repeat(2)} the page changes: ${step.text}`, role: 'server' }]];
    case 'behind':
      return [
        [
          calendarPart(step),
          { text: `${symbols.dashed.repeat(2)} fetched anew behind that answer: ${bytesText(step.wire.bytes)} on the wire` },
        ],
      ];
  }
}

/** For a screen reader: a sentence a step. */
function spokenLine(step: CacheStep): string {
  switch (step.kind) {
    case 'passed':
      return `${step.text} (a model)`;
    case 'changed':
      return `the page changes: ${step.text}`;
    case 'behind':
      return `fetched anew behind that answer: ${bytesText(step.wire.bytes)} on the wire`;
    case 'visit': {
      const { who, what, own, wire, wrong } = step;
      const how = own === undefined ? '' : `: ${own.outcome}, ${own.because}`;
      const sent = wire.requests === 0 ? 'nothing' : bytesText(wire.bytes);
      return `${who}, ${what}${how}; ${sent} on the wire${wrong.length === 0 ? '' : `; ${wrong.join(', ')}`}`;
    }
  }
}

export const timeline: View = {
  title: 'Time line',
  head(input, { columns, symbols }) {
    if (symbols.barFull === '') return [];
    const { answers, content, wire } = cacheLineOf(input.events);
    if (answers === 0) return [];
    const widths = columnsOf(columns);
    const asked = Math.max(0, answers - wire.requests);
    const sum = `${answers} ${answers === 1 ? 'answer' : 'answers'}   saved ${asked} ${asked === 1 ? 'request' : 'requests'} and ${bytesText(Math.max(0, content - wire.bytes))} of ${bytesText(content)}`;
    const did = DID + 1 + AGE + (widths.bar === 0 ? 0 : widths.bar + 1);
    const hook: Part = { text: `${symbols.todo} hook`, role: 'hook' };
    return [
      [{ text: elide(sum, columns, symbols.ellipsis), bold: true }],
      [
        { text: `${'calendar'.padStart(CALENDAR)}  ${padded('visit', widths.visit, symbols)} `, role: 'dim' },
        { text: 'own cache ', role: 'dim' },
        hook,
        { text: `${'age of life'.padStart(Math.max(0, DID + 1 + AGE - 16))}${' '.repeat(did - DID - 1 - AGE)}`, role: 'dim' },
        { text: ` ${`${symbols.here} wire`.padStart(WIRE - 1)}`, role: 'live' },
        ...(widths.saved > 0 ? [{ text: ` ${'saved'.padStart(SAVED)}`, role: 'dim' as const }] : []),
      ],
    ];
  },
  rows(input, { columns, symbols, only, last }: ViewOptions) {
    const bySeq = only === undefined ? undefined : new Map(input.events.map((event) => [event.seq, event]));
    const passes = (seq: number) => {
      const event = bySeq?.get(seq);
      return event !== undefined && only?.(event) === true;
    };
    const steps = cacheLineOf(input.events).steps.filter(({ covers }) => only === undefined || covers.some(passes));
    const drawn = (wrap: boolean) =>
      steps.flatMap((step): readonly ViewRow[] => {
        const lines = symbols.barFull === '' ? [[{ text: spokenLine(step) }]] : stepLines(step, { columns, symbols, wrap });
        const event = step.covers.at(-1) ?? 0;
        return lines.map((line) => ({ line, event, covers: step.covers }));
      });
    // The reasons in full where all of it is in sight then.
    const whole = last === undefined ? undefined : drawn(true);
    return whole !== undefined && whole.length <= (last ?? 0) ? whole : drawn(false);
  },
};
