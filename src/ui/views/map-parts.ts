// What stands at the places of the map: an edge's share of hits and what it did, its way to the origin, the origin itself, and
// what became of the visitors. Each is a line or some, in as many cells as it is given. Pure.
import stringWidth from 'string-width';
import type { CdnMap, EdgeOnMap } from '../../wire/cdn-map.ts';
import type { CacheOutcome } from '../../wire/event.ts';
import { bytesText } from '../cache-words.ts';
import { elide } from '../components/elide.ts';
import type { Line, Part } from '../components/line.tsx';
import type { Role, Symbols } from '../theme.ts';

export const widthOf = (parts: Line) => stringWidth(parts.map(({ text }) => text).join(''));

/** The parts in exactly so many cells. */
export function cell(parts: Line, cells: number, symbols: Symbols): Line {
  const out: Part[] = [];
  let used = 0;
  for (const part of parts) {
    const text = elide(part.text, cells - used, symbols.ellipsis);
    if (text === '') continue;
    out.push({ ...part, text });
    used += stringWidth(text);
  }
  return used < cells ? [...out, { text: ' '.repeat(cells - used) }] : out;
}

/** In the order in which they matter; each with its mark, and always its word. */
export const OUTCOMES: readonly (readonly [CacheOutcome, Role, 'done' | 'partly' | 'todo' | 'wrong'])[] = [
  ['hit', 'good', 'done'],
  ['miss', 'text', 'todo'],
  ['failed', 'bad', 'wrong'],
  ['stale', 'warn', 'partly'],
  ['collapsed', 'good', 'partly'],
  ['revalidated', 'accent', 'partly'],
  ['bypassed', 'dim', 'todo'],
];

export function ratioParts({ name, hits, requests }: EdgeOnMap, cells: number, symbols: Symbols): Line {
  const head: Part = { text: name, bold: true };
  if (requests === 0) return [head, { text: '  idle', role: 'dim' }];
  const ratio = Math.floor((100 * hits) / requests);
  const share: Part = { text: ` ${String(ratio).padStart(3)} % ` };
  const room = Math.min(20, cells - widthOf([head, share]));
  if (room < 4) return [head, share];
  const full = Math.round((ratio / 100) * room);
  return [head, share, { text: symbols.barFull.repeat(full), role: 'accent' }, { text: symbols.barEmpty.repeat(room - full), role: 'dim' }];
}

/** What it did, in as many lines as it takes. */
export function outcomeLines({ outcomes }: EdgeOnMap, cells: number, symbols: Symbols): readonly Line[] {
  const lines: Part[][] = [[]];
  for (const [outcome, role, mark] of OUTCOMES) {
    if (outcomes[outcome] === 0) continue;
    const text = `${outcomes[outcome]} ${outcome}`;
    let line = lines.at(-1) as Part[];
    if (line.length > 0 && widthOf(line) + 2 + 2 + stringWidth(text) > cells) {
      line = [];
      lines.push(line);
    }
    line.push(...(line.length > 0 ? [{ text: '  ' }] : []), { text: `${symbols[mark]} `, role }, { text });
  }
  return lines;
}

/** The way of an edge to the origin: a dot for each request under way, as many as there is room for. */
export function wayParts({ underWay }: EdgeOnMap, cells: number, symbols: Symbols): Line {
  if (underWay === 0) return [{ text: symbols.dashed.repeat(cells), role: 'dim' }];
  const shown = Math.min(underWay, Math.floor((cells - 2) / 2));
  const count = underWay > shown ? ` ${underWay} ` : '';
  const dots = `${symbols.line}${symbols.here}`.repeat(shown - (count === '' ? 0 : Math.ceil(count.length / 2)));
  return [
    { text: dots, role: 'live' },
    { text: count, bold: true },
    { text: symbols.line.repeat(Math.max(0, cells - stringWidth(dots + count))), role: 'live' },
  ];
}

export function originLines({ origin }: CdnMap, cells: number, symbols: Symbols): readonly Line[] {
  const most = Math.max(1, ...origin.load);
  const spark = origin.load
    .map((count) => (count === 0 ? ' ' : (symbols.spark[Math.max(0, Math.ceil((count / most) * symbols.spark.length) - 1)] ?? '')))
    .join('');
  const atOnce = cells >= 18 && origin.most > 1 ? `, ${origin.most} at once` : '';
  return [
    [{ text: 'origin', role: 'server', bold: true }],
    origin.down
      ? [{ text: `${symbols.wrong} down`, role: 'bad', bold: true }]
      : [{ text: `${symbols.done} `, role: 'good' }, { text: `release ${origin.release}` }],
    [{ text: `${origin.requests} asked${atOnce}` }],
    [{ text: `${origin.underWay} under way`, ...(origin.underWay === 0 ? { role: 'dim' as const } : { bold: true }) }],
    [{ text: `${bytesText(origin.bytes)} sent` }],
    ...(origin.requests === 0
      ? []
      : [
          [
            { text: 'load ', role: 'dim' as const },
            { text: spark, role: 'server' as const },
          ],
        ]),
  ];
}

/** What became of the visitors: only what there was. */
export function visitorParts({ visitors }: CdnMap, symbols: Symbols): Line {
  const { whole, broken, outdated, leaked, poisoned, failed, own } = visitors;
  const said: readonly (readonly [number, string, Role, string])[] = [
    [whole, whole === 1 ? 'page works' : 'pages work', 'good', symbols.done],
    [broken, 'broken', 'bad', symbols.wrong],
    [outdated, 'out of date', 'warn', symbols.partly],
    [leaked, 'saw the account of another', 'bad', symbols.wrong],
    [poisoned, "got an attacker's script", 'bad', symbols.wrong],
    [failed, 'got an error', 'bad', symbols.wrong],
    [own, 'from their own caches', 'dim', symbols.todo],
  ];
  return said
    .filter(([count]) => count > 0)
    .flatMap(([count, text, role, mark], index): Part[] => [
      ...(index === 0 ? [] : [{ text: '   ' }]),
      { text: `${mark} `, role },
      { text: `${count} ${text}` },
    ]);
}
