import { describe, expect, it } from 'vitest';
import { statusLine, stripLine } from '../../../../src/ui/screens/compare/status.ts';
import { UNICODE } from '../../../../src/ui/theme.ts';
import { textOf } from '../experiment/text-of.ts';
import { viewOf } from './comparisons.ts';
import { lineWidth } from './width.ts';

const status = (view = viewOf(), changed = false, columns = 112) => textOf([statusLine(view, changed, columns, UNICODE)]);

describe('the line above a comparison', () => {
  it('says how far the run is, over what', () => {
    expect(status(viewOf({}, 550))).toBe('● live  5 of 10   10 messages a second of 120 bytes');
    expect(status(viewOf({ clients: 6 }, 550))).toContain(', 6 clients');
  });
  it('says what is not clean, as ours', () => {
    expect(status(viewOf({ fault: 'cut', rtt: 80 }, 550))).toContain('○ model RTT 80 ms, a cut in the middle, no code for it');
  });
  it('says what to do when the run is over', () => {
    expect(status()).toMatch(/^Measured .* R runs again$/);
    expect(status(viewOf(), true)).toContain('R runs with the new settings');
  });
  it('says why it failed', () => {
    expect(status({ ...viewOf(), phase: 'failed', problem: 'no lab runs here' })).toBe('✗ no lab runs here   R starts again');
    expect(status({ ...viewOf(), settings: undefined, phase: 'idle' })).toBe('Starting');
  });
  it.each([58, 76, 112])('fits into %i columns', (columns) => {
    for (const view of [viewOf({ fault: 'cut', rtt: 1000, care: 'resume', clients: 100 }), viewOf({ fault: 'buffering' }, 300)])
      expect(lineWidth(statusLine(view, true, columns, UNICODE))).toBeLessThanOrEqual(columns);
  });
});

describe('the names of the panes', () => {
  it('mark the one on the screen', () => {
    expect(textOf([stripLine('scale', 'Stream', 56, UNICODE)])).toBe(' 1 Claims  ▎2 Scale it   3 Settings  ──────────── Stream');
    expect(lineWidth(stripLine('claims', '↓ 9 more, space', 40, UNICODE))).toBeLessThanOrEqual(40);
  });
});
