// The lines around the list of the edge screen: how it is and what was saved, what stands where nothing has come yet, and
// where something is typed. Pure.
import stringWidth from 'string-width';
import type { EdgeStats } from '../../../labs/edge.ts';
import { bytesText } from '../../cache-words.ts';
import { elide } from '../../components/elide.ts';
import type { Line, Part } from '../../components/line.tsx';
import { wrapParts } from '../../components/prose.ts';
import type { EdgeView } from '../../hooks/use-edge.ts';
import type { Symbols } from '../../theme.ts';
import { EDGE_FILTER_WORDS } from './filter.ts';
import type { EdgeState } from './state.ts';

export interface Said {
  readonly good: boolean;
  readonly text: string;
  /** A model of something, not the thing itself. */
  readonly model?: boolean;
}

const widthOf = (parts: Line) => stringWidth(parts.map(({ text }) => text).join(''));
const plural = (count: number, one: string) => `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`;
const percent = (part: number, whole: number) => Math.floor((100 * part) / whole);

/** How it goes, or what was just done. */
function situation({ phase, problem, total }: EdgeView, { frozen }: EdgeState, said: Said | undefined, symbols: Symbols): Line {
  if (phase === 'failed') return [{ text: `${symbols.wrong} ${problem ?? 'it failed'}`, role: 'bad', bold: true }];
  if (said !== undefined)
    return [
      said.model === true
        ? { text: `${symbols.todo} model`, role: 'model' }
        : { text: said.good ? symbols.done : symbols.wrong, role: said.good ? 'good' : 'bad' },
      { text: ` ${said.text}`, bold: true },
    ];
  if (phase === 'starting') return [{ text: 'Opening the edge', bold: true }];
  if (frozen !== undefined)
    return [
      { text: 'Standing still', role: 'warn' },
      { text: `, ${(total - frozen.total).toLocaleString('en')} new   ` },
      { text: 'space', bold: true },
      { text: ' goes on' },
    ];
  return total === 0
    ? [{ text: 'Nothing has been asked for yet', bold: true }]
    : [
        { text: `${symbols.here} live`, role: 'live' },
        { text: `  ${plural(total, 'request')}`, bold: true },
      ];
}

/** What was saved at the origin, as much of it as there is room for; all of it was counted on the sockets. */
export function savedParts(stats: EdgeStats, hits: { readonly good: number; readonly all: number }, room: number, symbols: Symbols): Line {
  const { requests, originRequests, bytesOut, originBytes, entries, bytes } = stats;
  if (requests === 0) return [];
  const ratio = hits.all === 0 ? 0 : percent(hits.good, hits.all);
  const cells = 10;
  const full = Math.round((ratio / 100) * cells);
  const bar: readonly Part[] =
    symbols.barFull === ''
      ? []
      : [
          { text: ' ' },
          { text: symbols.barFull.repeat(full), role: 'accent' },
          { text: symbols.barEmpty.repeat(cells - full), role: 'dim' },
        ];
  const saved = Math.max(0, bytesOut - originBytes);
  const groups: readonly (readonly Part[])[] = [
    [{ text: `hit ratio ${ratio} %`, bold: true }, ...bar],
    [{ text: `origin spared ${Math.max(0, requests - originRequests)} of ${plural(requests, 'request')}` }],
    [{ text: `${bytesText(saved)} of ${bytesText(bytesOut)}` }],
    [{ text: `${entries} stored, ${bytesText(bytes)}`, role: 'dim' }],
  ];
  const parts: Part[] = [];
  for (const group of groups) {
    if (widthOf(parts) + widthOf(group) + 3 > room) break;
    parts.push({ text: '   ' }, ...group);
  }
  return parts;
}

/** The line above everything. */
export function statusLine(
  view: EdgeView,
  state: EdgeState,
  { said, columns, symbols }: { readonly said: Said | undefined; readonly columns: number; readonly symbols: Symbols },
): Line {
  const left = situation(view, state, said, symbols);
  const room = columns - widthOf(left);
  const right = view.stats === undefined ? [] : savedParts(view.stats, view.hits, room, symbols);
  return [...left, { text: ' '.repeat(Math.max(0, room - widthOf(right))) }, ...right];
}

/** Until something has come: what to do. */
export function guideLines(url: string, origin: string, columns: number): readonly Line[] {
  const room = Math.max(20, Math.min(84, columns) - 2);
  const inset = (lines: readonly Line[], by = 2): readonly Line[] => lines.map((line) => [{ text: ' '.repeat(by) }, ...line]);
  return [
    [],
    ...inset(
      wrapParts(
        [
          { text: 'Open ' },
          { text: url, bold: true },
          { text: ` in place of ${origin}. Each request then stands here, with what a CDN would have done and why.` },
        ],
        room,
      ),
    ),
    [],
    ...inset([[{ text: `curl -i ${url}/`, role: 'function' }]], 4),
    [],
    ...inset(
      wrapParts(
        [
          {
            text: 'Twice, and the second may be a hit. Press u and an hour has passed for what is stored; p purges one URL, t a tag. Your server sees its own Host, and no X-Forwarded fields.',
            role: 'dim',
          },
        ],
        room,
      ),
    ),
  ];
}

/** Where a filter or a tag is typed. */
export function typingLine(state: EdgeState, tags: ReadonlyMap<string, number>, columns: number, symbols: Symbols): Line {
  const filter = state.asking?.what !== 'tag';
  const field: Part[] = [
    { text: filter ? 'Filter ' : 'Purge tag ', bold: true },
    { text: `${symbols.cursor} `, role: 'accent' },
    { text: filter ? state.filter : state.tag },
    { text: ' ', inverse: true },
  ];
  const known = [...tags].map(([tag, count]) => `${tag} ${count}`).join('   ');
  const hint = filter ? EDGE_FILTER_WORDS : known === '' ? 'nothing stored has a Cache-Tag or a Surrogate-Key' : known;
  const room = columns - widthOf(field) - 3;
  return room < 12 ? field : [...field, { text: `   ${elide(hint, room, symbols.ellipsis)}`, role: 'dim' }];
}
