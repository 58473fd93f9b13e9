import { describe, expect, it } from 'vitest';
import { revealedLines, type ScaleView, scaleLines } from '../../../../src/ui/screens/compare/scale-lines.ts';
import { type CompareState, startCompare } from '../../../../src/ui/screens/compare/state.ts';
import { UNICODE } from '../../../../src/ui/theme.ts';
import { textOf } from '../experiment/text-of.ts';
import { viewOf } from './comparisons.ts';
import { lineWidth } from './width.ts';

const row = viewOf().report?.rows[1];
if (row === undefined) throw new Error('the comparison has rows');
const view: ScaleView = { row, rate: 10, memory: 20_000 };
const room = (columns: number) => ({ columns, symbols: UNICODE });
const state: CompareState = { ...startCompare(), pane: 'scale', beneath: 'scale' };
const shown = (estimates: CompareState['estimates']): CompareState => ({ ...state, revealed: new Map([[0, estimates]]) });

describe('scale', () => {
  it('asks for an estimate first, beside what was measured', () => {
    const estimating: CompareState = { ...state, field: 1, estimates: { requests: '10M', bandwidth: '2', memory: '' } };
    expect(textOf(scaleLines(estimating, view, room(76)))).toMatchInlineSnapshot(`
      "A million clients on Poll, 10 messages a second to each: estimate first.
      Measured here: 1 request and 150 B for each message; 20 kB of memory for an
      idle connection.

        Requests a second       > 10M
      ❯ Bytes a second          > 2  B
        Memory for connections  >  B

      k, M, G and T may stand after a number. Within a factor of two is close; of
      ten, the right order."
    `);
  });
  it('then multiplies, with the formula, and holds each estimate against it', () => {
    expect(textOf(scaleLines(shown({ requests: '12M', bandwidth: '9G', memory: '900G' }), view, room(76)))).toMatchInlineSnapshot(`
      "○ model                      10 thousand       1 million     100 million
      Connections open                  10,000       1 million     100 million
        = clients × 1
      Requests a second                100,000      10 million       1 billion
        = clients × 10 /s × 1 request                  you: 12 million ✓ close
      Bytes a second                   15 MB/s        1.5 GB/s        150 GB/s
        = clients × 10 /s × 150 B                      you: 9 GB ◐ right order
      Memory for connections            200 MB           20 GB            2 TB
        = clients × 20 kB a connection             you: 900 GB ✗ off, 45 times

      Multiplied from one run on this machine: real servers batch, share and run
      out of other things first. Bytes are those above TCP; memory is that of this
      server’s process, the kernel’s buffers come on top."
    `);
  });
  it('says nothing of estimates that were not made', () => {
    expect(textOf(scaleLines(shown({ requests: '', bandwidth: '', memory: '' }), view, room(76)))).not.toContain('you:');
  });
  it('says what is still being measured, and what cannot be', () => {
    const none = shown({ requests: '', bandwidth: '', memory: '1G' });
    expect(textOf(scaleLines(none, { ...view, memory: 'measuring' }, room(76)))).toContain('= being measured');
    expect(textOf(scaleLines(none, { ...view, memory: undefined }, room(76)))).toContain('= not measured');
    expect(textOf(scaleLines(state, { ...view, memory: undefined }, room(76)))).toMatch(/memory was not\s+measured\s+here/);
  });
  it('is harsh about nothing', () => {
    const free = { ...view, row: { ...row, measured: { ...row.measured, requestsPerMessage: 0 } } };
    expect(textOf(scaleLines(shown({ requests: '5M', bandwidth: '', memory: '' }), free, room(76)))).toContain(
      'you: 5 million ✗ there are none',
    );
    expect(textOf(scaleLines(shown({ requests: '0', bandwidth: '', memory: '' }), free, room(76)))).toContain('you: 0 ✓ close');
  });
  it('warns that a run with a cut counts what coming back cost', () => {
    const cut = viewOf({ fault: 'cut' }).report?.rows[1];
    if (cut === undefined) throw new Error('no row');
    const lines = (of: ScaleView) => textOf(scaleLines(shown({ requests: '', bandwidth: '', memory: '' }), of, room(76)));
    expect(lines({ ...view, row: cut })).toContain('This run had a cut');
    expect(lines(view)).not.toContain('had a cut');
  });
  it('puts rows beside each other that are no secret any more', () => {
    const rows = (viewOf().report?.rows ?? []).slice(0, 2).map((each) => ({ row: each, memory: 20_000 }));
    expect(textOf(revealedLines(rows, 10, room(66)))).toMatchInlineSnapshot(`
      "
      1 million            Requests /s        Bytes /s          Memory
      Stream                         0        500 MB/s           20 GB
      Poll                  10 million        1.5 GB/s           20 GB"
    `);
    expect(revealedLines(rows.slice(0, 1), 10, room(66))).toEqual([]);
    for (const line of revealedLines(rows, 10, room(50))) expect(lineWidth(line)).toBeLessThanOrEqual(50);
  });
  it.each([58, 66, 76, 116])('fits into %i columns', (columns) => {
    for (const each of [state, shown({ requests: '12M', bandwidth: '900G', memory: '9' })])
      for (const line of scaleLines(each, view, room(columns))) expect(lineWidth(line)).toBeLessThanOrEqual(columns);
  });
});
