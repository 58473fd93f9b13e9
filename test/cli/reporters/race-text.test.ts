import { describe, expect, it } from 'vitest';
import { raceText } from '../../../src/cli/reporters/race-text.ts';
import type { RaceReport } from '../../../src/wire/race-report.ts';

const one = (protocol: string, last: number, late: number) => ({
  protocol,
  done: 2,
  late,
  firstByte: 100.4,
  median: last / 2,
  last,
  roundTrips: 3,
  bytes: 12_345,
});
const report: RaceReport = {
  path: 'tap',
  resources: 2,
  size: 500,
  rtt: 100,
  bandwidth: 0,
  loss: 2,
  seed: 7,
  roundTrip: 100,
  protocols: [one('http/1.1', 1234.5, 1), one('h2', 400, 2), one('h3', 300, 0)],
  timelines: ['http/1.1', 'h2', 'h3'].flatMap((protocol, index) =>
    [1, 2].map((id) => ({ protocol, id, sent: 0, firstByte: 100, end: 200 + index * 100 + id * 50, bytes: 500, gap: 0 })),
  ),
};

describe('a race as text', () => {
  it('is a waterfall, a table and what may be read off it', () => {
    expect(raceText(report, 70).join('\n')).toMatchInlineSnapshot(`
      "The race   2 resources of 500 B, RTT 100 ms, loss 2 %, seed 7

                 0 ms                                                 500 ms
      HTTP/1.1
             #1  █████████████████████████████
             #2  ███████████████████████████████████
      HTTP/2
             #1  █████████████████████████████████████████
             #2  ███████████████████████████████████████████████
      HTTP/3
             #1  █████████████████████████████████████████████████████
             #2  ███████████████████████████████████████████████████████████

                first byte    half       all  late or stalled  round trips   bytes
      HTTP/1.1      100 ms  617 ms  1,235 ms           1 of 2            3  12,345
      HTTP/2        100 ms  200 ms    400 ms           2 of 2            3  12,345
      HTTP/3        100 ms  150 ms    300 ms           0 of 2            3  12,345

      Through taps: the handshake of TCP and the loss of its segments are a
      model, QUIC's datagrams are really dropped.
      One program serves and loads all three, HTTP/3 as WebAssembly: compare
      patterns, round trips and bytes, not milliseconds."
    `);
  });

  it('says of a run in the kernel what it is, and nothing of what no tap saw', () => {
    const text = raceText({ ...report, path: 'kernel' }, 100).join('\n');
    expect(text).toContain('the kernel really dropped packets');
    expect(text).not.toContain('round trips  ');
    expect(text).not.toContain('RTT');
  });

  it('fits its width', () => {
    expect(Math.max(...raceText(report, 80).map((line) => line.length))).toBeLessThanOrEqual(80);
  });
});
