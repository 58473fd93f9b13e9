// The map of a CDN: visitors at the left, edges between, the origin at the right, and on each way what goes over it.
//
//   visitors     edges, hits ○ hook      way to the origin ● live
//     12 got ──▶ edge-1  83 % ━━━━━━━━──  ─●─●───────────╮
//       3 ms     ✓ 10 hit  ○ 2 miss       2 asked, 312 ms│
//                                                        ├─▶ origin
//     10 got ──▶ edge-2  80 % ━━━━━━━━──  ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╯   ✓ release 1
//
// A dot on the way to the origin is a request that is under way. The origin's side is what the tap saw.
import stringWidth from 'string-width';
import { type CdnMap, cdnMapOf, type EdgeOnMap } from '../../wire/cdn-map.ts';
import { bytesText, timeText } from '../cache-words.ts';
import type { Line, Part } from '../components/line.tsx';
import type { Symbols } from '../theme.ts';
import { cell, OUTCOMES, originLines, outcomeLines, ratioParts, visitorParts, wayParts } from './map-parts.ts';
import type { View, ViewInput, ViewOptions, ViewRow } from './view.ts';

interface Widths {
  readonly visitors: number;
  readonly edge: number;
  readonly way: number;
  readonly origin: number;
}

/** Cells of the arrow from visitors to an edge, and of the line that the ways meet in. */
const ARROW = 5;
const BUS = 4;

function widthsOf(columns: number): Widths {
  const visitors = columns >= 90 ? 10 : 8;
  const origin = columns >= 90 ? 18 : 13;
  const rest = columns - visitors - ARROW - BUS - origin;
  const way = Math.max(10, Math.min(28, Math.floor(rest * 0.4)));
  return { visitors, origin, way, edge: Math.max(12, rest - way - 1) };
}

interface Drawn {
  readonly line: Line;
  readonly covers: readonly number[];
}

/** Rows of an edge: two, three where its last decision has room, one where there is hardly any. */
function edgeRows(edge: EdgeOnMap, height: number, widths: Widths, symbols: Symbols): readonly Line[] {
  const got = edge.requests === 0 ? '' : `${edge.requests} got`;
  const [first = [], second] = outcomeLines(edge, widths.edge, symbols);
  const last: Line = edge.last === undefined ? [] : [{ text: `last ${edge.last.target}`, role: 'dim' }];
  const left = (text: string): Line => [{ text: `${text.padStart(widths.visitors)}`, role: 'client' }];
  const arrow = edge.requests === 0 ? ' '.repeat(ARROW) : ` ${symbols.line}${symbols.line}${symbols.right} `;
  const asked = edge.asked === 0 ? '' : `${edge.asked} asked${edge.wait === undefined ? '' : `, ${timeText(edge.wait)}`}`;
  const rows: readonly Line[] = [
    [
      ...left(got),
      { text: arrow, role: 'dim' },
      ...cell(ratioParts(edge, widths.edge, symbols), widths.edge, symbols),
      { text: ' ' },
      ...wayParts(edge, widths.way, symbols),
    ],
    [
      ...left(edge.mean === undefined ? '' : timeText(edge.mean)),
      { text: ' '.repeat(ARROW) },
      ...cell(second !== undefined && height < 3 ? [...first, { text: ` ${symbols.ellipsis}` }] : first, widths.edge, symbols),
      { text: ' ' },
      ...cell([{ text: asked.padStart(Math.floor((widths.way + stringWidth(asked)) / 2)) }], widths.way, symbols),
    ],
    [{ text: ' '.repeat(widths.visitors + ARROW) }, ...cell(second ?? last, widths.edge, symbols), { text: ' '.repeat(widths.way + 1) }],
  ];
  return rows.slice(0, height);
}

function drawn(map: CdnMap, { columns, symbols, last = 14 }: ViewOptions): readonly Drawn[] {
  const widths = widthsOf(columns);
  const { edges } = map;
  const summary = visitorParts(map, symbols);
  const room = last - (summary.length > 0 ? 2 : 0);
  const gap = edges.length > 0 && room >= edges.length * 4 - 1 ? 1 : 0;
  const height = Math.max(1, Math.min(3, Math.floor((room + gap) / Math.max(1, edges.length)) - gap));
  const left: { line: Line; covers: readonly number[]; way: boolean }[] = edges.flatMap((edge, index) => {
    const rows = edgeRows(edge, height, widths, symbols).map((line, at) => ({ line, covers: edge.covers, way: at === 0 }));
    return index > 0 && gap > 0 ? [{ line: [], covers: edge.covers, way: false }, ...rows] : rows;
  });
  const right = originLines(map, widths.origin, symbols);
  const width = columns - BUS - widths.origin;
  const total = Math.max(left.length, Math.min(right.length, room));
  const ways = left.flatMap(({ way }, index) => (way ? [index] : []));
  const [first, final] = [ways[0] ?? 0, ways.at(-1) ?? 0];
  const middle = Math.floor((first + final) / 2);
  // The origin's name stands where the ways meet, if what follows it then fits.
  const from = Math.max(0, Math.min(middle, total - right.length));
  const rows = Array.from({ length: total }, (_, index): Drawn => {
    const mine = left[index];
    const way = mine?.way === true;
    const one = first === final;
    const { topRight, bottomRight } = symbols.corners;
    const corner = one ? symbols.line : index === first ? topRight : index === final ? bottomRight : way ? '┤' : symbols.vertical;
    const meets = index === middle;
    const met = meets && !one && index > first && index < final ? (way ? '┼' : '├') : corner;
    const bus: Part = { text: meets ? `${symbols.line}${symbols.right} ` : '   ', role: 'dim' };
    return {
      line: [
        ...cell(mine?.line ?? [], width, symbols),
        { text: index < first || index > final ? ' ' : met, role: 'dim' },
        bus,
        ...cell(right[index - from] ?? [], widths.origin, symbols),
      ],
      covers: mine?.covers ?? [],
    };
  });
  if (summary.length === 0) return rows;
  return [...rows, ...(rows.length + 2 <= last ? [{ line: [], covers: [] }] : []), { line: summary, covers: [] }];
}

/** For a screen reader: a sentence each. */
function spoken(map: CdnMap): readonly Drawn[] {
  const { origin } = map;
  return [
    ...map.edges.map((edge): Drawn => {
      const counts = OUTCOMES.filter(([outcome]) => edge.outcomes[outcome] > 0).map(([outcome]) => `${edge.outcomes[outcome]} ${outcome}`);
      const text =
        edge.requests === 0
          ? `${edge.name}: idle`
          : `${edge.name}: ${edge.requests} answers, ${Math.floor((100 * edge.hits) / edge.requests)} percent hits (${counts.join(', ')}); ${edge.asked} asked of the origin`;
      return { line: [{ text }], covers: edge.covers };
    }),
    {
      line: [
        {
          text: `origin: ${origin.down ? 'down' : `release ${origin.release}`}, ${origin.requests} requests, ${bytesText(origin.bytes)} sent`,
        },
      ],
      covers: [],
    },
  ];
}

const hasMap = ({ events }: ViewInput) =>
  events.some(({ name, data }) => name === 'app:state' || (name === 'cache:decision' && 'cache' in data));

export const map: View = {
  title: 'Map',
  head(input, { columns, symbols }) {
    if (symbols.barFull === '' || !hasMap(input)) return [];
    const widths = widthsOf(columns);
    const hook: Part = { text: `${symbols.todo} hook`, role: 'hook' };
    const live: Part = { text: `${symbols.here} live`, role: 'live' };
    return [
      [
        { text: 'visitors'.padStart(widths.visitors), role: 'client', bold: true },
        { text: ' '.repeat(ARROW) },
        ...cell([{ text: 'edges, hits ', bold: true }, hook], widths.edge + 1, symbols),
        ...cell([{ text: 'way to the origin ', bold: true }, live], widths.way + BUS + widths.origin, symbols),
      ],
    ];
  },
  rows(input, options) {
    const newest = input.events.at(-1)?.seq;
    if (newest === undefined || !hasMap(input)) return [];
    const found = cdnMapOf(input.events, widthsOf(options.columns).origin - 5);
    const rows = options.symbols.barFull === '' ? spoken(found) : drawn(found, options);
    return rows.map(
      ({ line, covers }): ViewRow => ({ line, event: covers.at(-1) ?? newest, covers: covers.length > 0 ? covers : [newest] }),
    );
  },
};
