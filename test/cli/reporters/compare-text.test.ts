import { describe, expect, it } from 'vitest';
import { compareJson, compareText } from '../../../src/cli/reporters/compare-text.ts';
import { reportOf } from '../../../src/compare/report.ts';
import type { Comparison, ComparisonRow } from '../../../src/compare/schema.ts';
import { claimOf, settingsWith, streamOf } from '../../compare/rows.ts';
import { eventOf } from '../../wire/event-of.ts';

const rowOf = (lab: string, title: string): ComparisonRow => ({
  lab,
  title,
  params: {},
  care: {},
  start: [{ do: 'connect' }],
  stop: [],
  recovers: '',
  loses: '',
  claims: [claimOf({ by: 'direction', expects: 'down' })],
});
const comparison: Comparison = {
  id: 'cats',
  title: 'Cats, side by side',
  summary: '',
  feed: true,
  note: '',
  columns: ['direction', 'latencyMedian', 'bytesPerMessage', 'lost'],
  rows: [rowOf('a', 'Tom'), rowOf('b', 'Kitty')],
};
const report = reportOf(comparison, settingsWith({ rate: 10, fault: 'cut' }), 7, [
  { lab: 'a', events: streamOf({ cut: 4, back: 7 }) },
  { lab: 'b', events: streamOf({ requestEach: true, latency: 12 }) },
]);
const scale = { clients: 1_000_000, memory: new Map([['a', 10_000]]) };

describe('a comparison as text', () => {
  it('is a table, then each claim with its verdict', () => {
    expect(compareText(comparison, report, 90).join('\n')).toMatchInlineSnapshot(`
      "Cats, side by side
      10 messages a second of 120 bytes, 60 of them; a cut in the middle, no code for it; seed 7

             lost   way  median  B / msg
      Tom       2  down    1 ms       50
      Kitty     0  down   12 ms      150

      Bytes are those above TCP, after the connection is set up, both ways; all rows share one
      process and one clock, so processor time is not told apart: heads and frames are counted
      instead.

      Tom
        it         “It is so.” holds: Messages came down alone; from the client came 1 request
                   and no message. [rfc1]

      Kitty
        it         “It is so.” holds: Messages came down alone; from the client came 11 requests
                   and no message. [rfc1]"
    `);
  });
  it('leaves out the columns on the right that do not fit', () => {
    const lines = compareText(comparison, report, 32);
    expect(lines.find((line) => line.startsWith('Tom'))).toBe('Tom       2  down    1 ms');
    expect(lines.every((line) => line.length <= 40)).toBe(true);
  });
  it('works out what many clients cost, with the formula', () => {
    const lines = compareText(comparison, report, 100, scale);
    expect(lines.slice(lines.indexOf('1 million clients, computed from the above')).join('\n')).toMatchInlineSnapshot(`
      "1 million clients, computed from the above
             Connections open  Requests a second  Bytes a second  Memory for connections
      Tom           1 million                  0        500 MB/s                   10 GB
      Kitty         1 million         10 million        1.5 GB/s                       –

      Tom
        Connections open        clients × 1
        Requests a second       clients × 10 /s × 0 requests
        Bytes a second          clients × 10 /s × 50 B
        Memory for connections  clients × 10 kB a connection
      Kitty
        Connections open        clients × 1
        Requests a second       clients × 10 /s × 1 request
        Bytes a second          clients × 10 /s × 150 B
        Memory for connections  not measured"
    `);
  });
});

describe('a comparison as JSON', () => {
  it('has what was measured beside the claims; what a run has not is null', () => {
    const value = compareJson(comparison, report, scale) as {
      rows: { measurements: Record<string, unknown>; scale: Record<string, unknown> }[];
    };
    expect(value).toMatchObject({
      comparison: 'cats',
      feed: { rate: 10, size: 120, messages: 60, clients: 1, interval: 500, seed: 7 },
      fault: { fault: 'cut', care: 'none', rtt: 0, loss: 0 },
      rows: [
        {
          lab: 'a',
          measurements: { direction: 'down', lost: 2, latencyMedian: 1, cut: { resumed: 251, recovered: 0 } },
          claims: [{ about: 'it', claim: 'It is so.', verdict: 'holds', source: 'rfc1' }],
          scale: { clients: 1_000_000, badge: 'model', connectionMemory: 10_000, memory: { value: 1e10 } },
        },
        { lab: 'b', measurements: { cut: null }, scale: { connectionMemory: null, memory: { value: null, formula: 'not measured' } } },
      ],
    });
    expect(JSON.stringify(value)).not.toContain('"wire"');
  });
});

describe('a comparison without a feed', () => {
  const screens: Comparison = { ...comparison, feed: false, note: 'All alike.', columns: ['screenRequests', 'unusedFields'] };
  const mark = (phase: 'begin' | 'end') =>
    eventOf('app:screen', { api: 'rest', screen: 'list', phase, calls: 1, rounds: 1, fields: 9, unused: 4, reads: 1 });
  const events = [mark('begin'), mark('end')];
  const drawn = reportOf(screens, settingsWith({ rtt: 30 }), 7, [
    { lab: 'a', events },
    { lab: 'b', events: [...events, ...events] },
  ]);

  it('has a table of all and one of each screen, and what the columns mean', () => {
    expect(compareText(screens, drawn, 90).slice(0, 15).join('\n')).toMatchInlineSnapshot(`
      "Cats, side by side
      ; RTT 30 ms; seed 7

      All    reqs  unused
      Tom       0       4
      Kitty     0       8

      list   reqs  unused
      Tom       0       4
      Kitty     0       8

        reqs       Requests
        unused     Over-fetched: fields that came and were not shown

      All alike."
    `);
  });
  it('says in JSON what was measured, and nothing of messages that there were none of', () => {
    const value = compareJson(screens, drawn) as { rows: object[] };
    expect(value).toMatchObject({ comparison: 'cats', seed: 7, path: { rtt: 30, loss: 0 }, note: 'All alike.' });
    expect(value.rows[1]).toMatchObject({
      measurements: { screenRequests: 0, unusedFields: 8 },
      screens: { list: { screenRequests: 0, unusedFields: 8 } },
    });
    expect(JSON.stringify(value)).not.toMatch(/rate|clients|care|bytesPerMessage/);
  });
});
