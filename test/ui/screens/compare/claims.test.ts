import { describe, expect, it } from 'vitest';
import { claimLines, legendLines } from '../../../../src/ui/screens/compare/claims.ts';
import { UNICODE } from '../../../../src/ui/theme.ts';
import { textOf } from '../experiment/text-of.ts';
import { comparison, viewOf } from './comparisons.ts';
import { lineWidth } from './width.ts';

const room = { columns: 66, symbols: UNICODE, cite: (reference: string) => reference };
const [stream, poll] = comparison.rows;
if (stream === undefined || poll === undefined) throw new Error('the comparison has rows');

describe('claims', () => {
  it('stand with their verdicts, why, and who says so', () => {
    expect(textOf(claimLines(stream, viewOf().report?.rows[0], room))).toMatchInlineSnapshot(`
      "direction   “It goes down only.”
                  ✓ holds. Messages came down alone; from the client
                  came 1 request and no message. [rfc6455#1.2]

      latency     “It is very-low.”
                  ✓ holds. Median 1 ms, p99 1 ms. [rfc6455#1.1]

      reconnect   “It comes back.”
                  – not measurable here. Nothing was cut in this run:
                  set the fault to a cut. [rfc6455#7.2.3]

      use         “It is for cats.”
                  ✗ does not hold. Cats use none of it. [rfc6455#1.1]"
    `);
  });
  it('end with what a cut did', () => {
    const lines = textOf(claimLines(poll, viewOf({ fault: 'cut' }).report?.rows[1], room));
    expect(lines.slice(lines.lastIndexOf('the cut'))).toMatchInlineSnapshot(`
      "the cut     the next message 170 ms later; 0 lost, 2 got back: it
                  names the last id."
    `);
  });
  it('stand alone while the run goes on', () => {
    const lines = textOf(claimLines(stream, undefined, room));
    expect(lines).toContain('“It comes back.”');
    expect(lines).not.toContain('holds');
  });
  it('say why a row did not run', () => {
    const [row] = viewOf().report?.rows ?? [];
    if (row === undefined) throw new Error('no row');
    expect(textOf(claimLines(stream, { ...row, problem: 'no port is free' }, room))).toBe('✗ Stream did not run: no port is free');
  });
  it('name a loss that no cut explains', () => {
    const [row] = viewOf().report?.rows ?? [];
    if (row === undefined) throw new Error('no row');
    const lines = claimLines(stream, { ...row, measured: { ...row.measured, lost: 2 } }, room);
    expect(textOf(lines)).toContain('lost        2 messages: a request misses what came before it.');
  });
  it('fit, and so does what the columns mean', () => {
    const legend = legendLines([{ head: 'parts', title: 'Heads, bodies and frames that the server read or wrote for each message' }], 40);
    for (const line of [...claimLines(poll, viewOf({ fault: 'cut' }).report?.rows[1], { ...room, columns: 40 }), ...legend])
      expect(lineWidth(line)).toBeLessThanOrEqual(40);
  });
});
