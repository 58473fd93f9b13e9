// What is said of a transport beside what was measured of it, as lines. Pure.
import type { ReportedClaim, ReportedRow } from '../../../compare/report.ts';
import type { ComparisonRow } from '../../../compare/schema.ts';
import { milliseconds, NONE } from '../../../compare/words.ts';
import type { Line, Part } from '../../components/line.tsx';
import { type Cite, partsOf, wrapParts } from '../../components/prose.ts';
import type { Symbols } from '../../theme.ts';
import { VERDICT_LOOK } from './table.ts';

export interface ClaimsRoom {
  readonly columns: number;
  readonly symbols: Symbols;
  readonly cite: Cite;
}

/** Cells of what a claim is about. */
const ABOUT = 12;

/** The claims of one row with their verdicts; without a report, what will be judged. */
export function claimLines(row: ComparisonRow, reported: ReportedRow | undefined, room: ClaimsRoom): readonly Line[] {
  const { columns, symbols } = room;
  if (reported?.problem !== undefined)
    return wrapParts([{ text: `${symbols.wrong} ${row.title} did not run: ${reported.problem}`, role: 'bad' }], columns);
  const claims = reported?.claims ?? row.claims.map(({ about, says }) => ({ about, claim: says }));
  const lines = claims.flatMap((claim, index): readonly Line[] => [
    ...(index === 0 ? [] : [[]]),
    ...wrapParts(
      [{ text: claim.about.padEnd(ABOUT).replaceAll(' ', '\u00a0'), bold: true }, { text: `“${claim.claim}”` }],
      columns,
      ' '.repeat(ABOUT),
    ),
    ...('verdict' in claim ? verdictLines(claim, room) : []),
  ]);
  return [...lines, ...cutLines(row, reported, room), ...lossLines(row, reported, room)];
}

function verdictLines({ verdict, because, source }: ReportedClaim, { columns, symbols, cite }: ClaimsRoom): readonly Line[] {
  const { symbol, role, words } = VERDICT_LOOK[verdict];
  const indent = ' '.repeat(ABOUT);
  const parts: readonly Part[] = [
    { text: indent.replaceAll(' ', '\u00a0') },
    {
      text: `${verdict === 'not-measurable' ? NONE : symbols[symbol]} ${words}.`.replaceAll(' ', '\u00a0'),
      role,
      ...(verdict === 'not-measurable' ? {} : { bold: true }),
    },
    { text: ' ' },
    ...partsOf(because),
    { text: ` [${cite(source).replaceAll(' ', '\u00a0')}]`, role: 'dim' },
  ];
  return wrapParts(parts, columns, indent);
}

/** What the cut did, where there was one. */
function cutLines({ recovers }: ComparisonRow, reported: ReportedRow | undefined, { columns }: ClaimsRoom): readonly Line[] {
  const cut = reported?.measured.cut;
  if (cut === undefined || cut === null || reported === undefined) return [];
  const { lost, delivered } = reported.measured;
  const back =
    cut.resumed !== null
      ? `the next message ${milliseconds(cut.resumed)} later`
      : cut.reopened !== null
        ? `a connection ${milliseconds(cut.reopened)} later`
        : 'nobody came back';
  const got = delivered === 0 ? 'no application was to get any' : `${lost} lost, ${cut.recovered} got back`;
  const how = cut.recovered > 0 && recovers !== '' ? `: ${recovers}` : '';
  return [
    [],
    ...wrapParts(
      [{ text: 'the cut'.padEnd(ABOUT).replaceAll(' ', '\u00a0'), bold: true }, { text: `${back}; ${got}${how}.` }],
      columns,
      ' '.repeat(ABOUT),
    ),
  ];
}

/** Losses that no cut explains. */
function lossLines({ loses }: ComparisonRow, reported: ReportedRow | undefined, { columns }: ClaimsRoom): readonly Line[] {
  const lost = reported?.measured.lost ?? 0;
  if (reported?.measured.cut != null || lost === 0 || reported?.measured.delivered === 0) return [];
  const why = loses === '' ? '' : `: ${loses}`;
  return [
    [],
    ...wrapParts(
      [
        { text: 'lost'.padEnd(ABOUT).replaceAll(' ', '\u00a0'), bold: true },
        { text: `${lost === 1 ? '1 message' : `${lost} messages`}${why}.` },
      ],
      columns,
      ' '.repeat(ABOUT),
    ),
  ];
}

/** What the columns of the table mean, for where there is room. */
export function legendLines(heads: readonly { readonly head: string; readonly title: string }[], columns: number): readonly Line[] {
  const width = Math.max(ABOUT, ...heads.map(({ head }) => head.length + 2));
  return heads.flatMap(({ head, title }) =>
    wrapParts([{ text: head.padEnd(width).replaceAll(' ', '\u00a0'), role: 'dim' }, { text: title }], columns, ' '.repeat(width)),
  );
}
