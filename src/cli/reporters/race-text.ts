// A race as text: a waterfall for each version, a table, and what may be read off it.
import { protocolName } from '../../wire/protocol-name.ts';
import type { RaceReport } from '../../wire/race-report.ts';
import { type Band, drawWaterfall } from '../../wire/waterfall.ts';
import { wrap } from '../wrap.ts';

const LABEL = 9;
const ROWS = 12;
const HEIGHTS = '▁▂▃▄▅▆▇█';

const NOTES: Readonly<Record<RaceReport['path'], string>> = {
  tap: "Through taps: the handshake of TCP and the loss of its segments are a model, QUIC's datagrams are really dropped.",
  direct: 'Without taps: what this machine does by itself. No bytes were watched, so round trips and bytes are not known.',
  kernel:
    'In a network namespace: the kernel really dropped packets, of TCP and UDP alike. The path has no delay of its own, so what is lost in the middle is made good at once; a stall is a time-out of 200 ms or more.',
};
const FAIR = 'One program serves and loads all three, HTTP/3 as WebAssembly: compare patterns, round trips and bytes, not milliseconds.';

/** Lines of at most `width`. */
export function raceText(report: RaceReport, width: number): readonly string[] {
  const { path, resources, size, rtt, bandwidth, loss, seed } = report;
  const setup = [
    `${resources} resources of ${size} B`,
    ...(path === 'tap' ? [`RTT ${rtt} ms`] : []),
    ...(bandwidth > 0 ? [`${bandwidth} B/s`] : []),
    `loss ${loss} %`,
    ...(path === 'tap' ? [`seed ${seed}`] : []),
  ];
  const cells = Math.max(16, Math.min(100, width - LABEL - 2));
  const now = Math.max(0, ...report.timelines.map((each) => each.end ?? each.failed ?? 0));
  const drawn = drawWaterfall(report.timelines, { cells, rows: ROWS, roundTrip: report.roundTrip, now });
  return [
    `The race   ${setup.join(', ')}`,
    '',
    `${' '.repeat(LABEL + 2)}0 ms${`${Math.round(drawn.span)} ms`.padStart(cells - 4)}`,
    ...drawn.bands.flatMap(band),
    '',
    ...table(report),
    '',
    ...wrap(NOTES[path], width),
    ...wrap(FAIR, width),
  ];
}

function band({ protocol, rows }: Band): readonly string[] {
  return [
    protocolName(protocol),
    ...rows.map((row) => {
      const name = (row.from === row.to ? `#${row.from}` : `${row.from}–${row.to}`).padStart(LABEL);
      const bar = row.cells.map(({ open }) => (open === 0 ? ' ' : HEIGHTS[Math.max(0, Math.ceil(open * HEIGHTS.length) - 1)]));
      return `${name}  ${bar.join('')}`.trimEnd();
    }),
  ];
}

function table({ protocols, resources, path }: RaceReport): readonly string[] {
  const watched = path === 'tap';
  const whole = (value: number) => Math.round(value).toLocaleString('en');
  const rows = protocols.map((each) => [
    protocolName(each.protocol),
    `${whole(each.firstByte)} ms`,
    `${whole(each.median)} ms`,
    `${whole(each.last)} ms`,
    `${each.late} of ${resources}`,
    ...(watched ? [String(each.roundTrips), whole(each.bytes)] : []),
  ]);
  const head = ['', 'first byte', 'half', 'all', 'late or stalled', ...(watched ? ['round trips', 'bytes'] : [])];
  const widths = head.map((name, index) => Math.max(name.length, ...rows.map((row) => (row[index] as string).length)));
  return [head, ...rows].map((row) =>
    row.map((cell, index) => (index === 0 ? cell.padEnd(widths[0] as number) : cell.padStart(widths[index] as number))).join('  '),
  );
}
