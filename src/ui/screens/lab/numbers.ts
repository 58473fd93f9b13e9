// Counters and small charts as lines, each with who says so. Pure.
import stringWidth from 'string-width';
import type { Badge } from '../../../wire/event.ts';
import type { LiveStats } from '../../../wire/live-stats.ts';
import { elide } from '../../components/elide.ts';
import type { Line } from '../../components/line.tsx';
import { sparkCells } from '../../components/sparkline.tsx';
import type { Role, Symbols } from '../../theme.ts';

/** Three digits or so, with a unit: `0.8 ms`, `12.4 kB`. */
export function amount(value: number, unit: string): string {
  const [scaled, prefix] = value >= 1e6 ? [value / 1e6, 'M'] : value >= 1e4 ? [value / 1e3, 'k'] : [value, ''];
  const digits = scaled >= 100 || Number.isInteger(scaled) ? 0 : 1;
  return `${scaled.toFixed(digits)} ${prefix}${unit}`.trimEnd();
}

/** A count in groups of three digits: `12,345`. */
export function count(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
}

export interface NumbersRoom {
  readonly columns: number;
  readonly rows: number;
  readonly symbols: Symbols;
  readonly screenReader?: boolean;
  /** Nobody speaks for the applications, or they do not publish: only what is seen on the wire is counted. */
  readonly foreign?: boolean;
}

interface Chart {
  readonly name: string;
  readonly value: string;
  readonly series: readonly number[];
  readonly badge: Badge;
  readonly role: Role;
}

interface Counter {
  readonly name: string;
  readonly value: string;
  readonly badge: Badge;
  /** Worth a look. */
  readonly warn?: boolean;
}

/** Requests from here on are a load that deserves a chart; one or two only open a stream. */
const MANY_REQUESTS = 3;

/** Whether caches are what this run is about. */
const isCaching = ({ caches, published }: LiveStats) => published === 0 && Object.values(caches).some((requests) => requests > 0);

export function chartsOf(stats: LiveStats, foreign = false): readonly Chart[] {
  if (foreign || isCaching(stats))
    return [
      { name: 'Requests', value: amount(stats.requestRate, 'req/s'), series: stats.requests, badge: 'live', role: 'live' },
      { name: 'Response', value: amount(stats.waitNow, 'ms'), series: stats.waits, badge: 'live', role: 'live' },
      { name: 'Bytes', value: amount(stats.byteRate, 'B/s'), series: stats.bytes, badge: 'live', role: 'live' },
      ...(stats.messages.some((messages) => messages > 0)
        ? [{ name: 'Messages', value: amount(stats.messageRate, '/s'), series: stats.messages, badge: 'live', role: 'live' } as const]
        : []),
    ];
  const asks = stats.requests.reduce((sum, requests) => sum + requests, 0) >= MANY_REQUESTS;
  return [
    { name: 'Messages', value: amount(stats.messageRate, '/s'), series: stats.messages, badge: 'hook', role: 'hook' },
    { name: 'Bytes', value: amount(stats.byteRate, 'B/s'), series: stats.bytes, badge: 'live', role: 'live' },
    { name: 'Latency', value: amount(stats.latencyNow, 'ms'), series: stats.latency, badge: 'hook', role: 'hook' },
    ...(asks
      ? [{ name: 'Requests', value: amount(stats.requestRate, 'req/s'), series: stats.requests, badge: 'live', role: 'live' } as const]
      : []),
  ];
}

function countersOf(stats: LiveStats, foreign: boolean): readonly Counter[] {
  const held: readonly Counter[] = [
    { name: 'Held back', value: `${amount(stats.heldBytes, 'B')} in ${count(stats.holds)}`, badge: 'model', warn: stats.holds > 0 },
    { name: 'Lost on the way', value: amount(stats.lostBytes, 'B'), badge: 'model', warn: stats.lostBytes > 0 },
  ];
  if (foreign)
    return [
      { name: 'Connections', value: `${stats.open} open, ${count(stats.opened)} in all`, badge: 'live' },
      { name: 'Up, down', value: `${amount(stats.bytesUp, 'B')}, ${amount(stats.bytesDown, 'B')}`, badge: 'live' },
      { name: 'Responses', value: count(stats.responses), badge: 'live' },
      {
        name: '4xx, 5xx',
        value: `${count(stats.clientErrors)}, ${count(stats.serverErrors)}`,
        badge: 'live',
        warn: stats.serverErrors > 0,
      },
      ...(stats.grpcEnded > 0
        ? [
            {
              name: 'gRPC other than OK',
              value: `${count(stats.grpcErrors)} of ${count(stats.grpcEnded)}`,
              badge: 'live',
              warn: stats.grpcErrors > 0,
            } as const,
          ]
        : []),
      { name: 'Wait for a response', value: count(stats.waiting), badge: 'live' },
      ...held,
    ];
  const seen: readonly Counter[] = [
    { name: 'Connections', value: `${stats.open} open, ${count(stats.opened)} in all`, badge: 'live' },
    { name: 'Up, down', value: `${amount(stats.bytesUp, 'B')}, ${amount(stats.bytesDown, 'B')}`, badge: 'live' },
  ];
  if (isCaching(stats)) return [...seen, ...cacheCounters(stats), ...held];
  return [
    ...seen,
    { name: 'Published', value: count(stats.published), badge: 'hook' },
    { name: 'Delivered', value: count(stats.delivered), badge: 'hook' },
    { name: 'Never got so far', value: count(stats.missing), badge: 'hook', warn: stats.missing > 0 },
    { name: 'Got twice', value: count(stats.duplicates), badge: 'hook', warn: stats.duplicates > 0 },
    { name: 'Reconnections', value: count(stats.reconnects), badge: 'hook', warn: stats.reconnects > 0 },
    { name: 'Waits in the sender', value: amount(stats.buffered, 'B'), badge: 'hook', warn: stats.buffered > 0 },
    ...held,
  ];
}

/** What caches did: of what they were asked, how much they answered without waiting for anybody. */
function cacheCounters({ caches, answers, responses }: LiveStats): readonly Counter[] {
  const asked = Object.values(caches).reduce((sum, requests) => sum + requests, 0) - caches.bypassed;
  const atOnce = caches.hit + caches.stale;
  return [
    { name: 'Answers got', value: count(answers), badge: 'hook' },
    { name: 'Responses on the wire', value: count(responses), badge: 'live' },
    { name: 'Hit ratio, all caches', value: asked === 0 ? 'none yet' : `${Math.floor((100 * atOnce) / asked)} %`, badge: 'hook' },
    { name: 'Fresh, stale', value: `${count(caches.hit)}, ${count(caches.stale)}`, badge: 'hook' },
    { name: 'Revalidated, collapsed', value: `${count(caches.revalidated)}, ${count(caches.collapsed)}`, badge: 'hook' },
    { name: 'Missed', value: count(caches.miss), badge: 'hook' },
    { name: 'No answer', value: count(caches.failed), badge: 'hook', warn: caches.failed > 0 },
  ];
}

const pad = (text: string, cells: number) => text + ' '.repeat(Math.max(0, cells - stringWidth(text)));
const badgePart = (badge: Badge, symbols: Symbols, words: boolean) => {
  const mark = badge === 'live' ? symbols.here : symbols.todo;
  return { text: words ? `  ${pad(`${mark} ${badge}`, 7)}` : ` ${mark}`, role: badge };
};

/** The highest of a series stands at two thirds of a cell: a steady rate is a line then, and no bar of paint. */
export function chartCells(series: readonly number[], width: number, symbols: Symbols): string {
  return sparkCells(series, width, symbols.spark, 1.5 * Math.max(0, ...series.slice(-width)));
}

/** Charts first, then counters; in two columns where a pane is wide and low. */
export function numbersLines(
  stats: LiveStats,
  { columns, rows, symbols, screenReader = false, foreign = false }: NumbersRoom,
): readonly Line[] {
  const two = columns >= 70 && rows < 13;
  const width = two ? Math.floor((columns - 3) / 2) : columns;
  const words = width >= 34;
  const tail = words ? 9 : 2;
  const charts = chartsOf(stats, foreign).map(({ name, value, series, badge, role }): Line => {
    const cells = Math.max(0, width - 9 - 10 - 1 - tail);
    return [
      { text: pad(name, 9) },
      { text: value.padStart(10), bold: true },
      { text: ' ' },
      { text: screenReader ? '' : chartCells(series, cells, symbols), role },
      badgePart(badge, symbols, words),
    ];
  });
  const counters = countersOf(stats, foreign).map(({ name, value, badge, warn = false }): Line => {
    const shown = elide(name, width - stringWidth(value) - tail - 1, symbols.ellipsis);
    const gap = width - stringWidth(shown) - stringWidth(value) - tail;
    return [
      { text: shown },
      { text: ' '.repeat(Math.max(1, gap)) },
      { text: value, ...(warn ? { role: 'warn' as const } : {}) },
      badgePart(badge, symbols, words),
    ];
  });
  const roomy = !two && rows >= charts.length + counters.length + 1;
  const all = [...charts, ...(roomy ? [[]] : []), ...counters];
  if (!two) return all.slice(0, rows);
  const half = Math.min(rows, Math.ceil(all.length / 2));
  return all.slice(0, half).map((line, index): Line => [...line, { text: '   ' }, ...(all[half + index] ?? [])]);
}
