import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { logLine } from '../../../src/ui/components/wire-log.ts';
import { ASCII, UNICODE } from '../../../src/ui/theme.ts';
import { eventOf } from '../../wire/event-of.ts';

const text = (...args: Parameters<typeof logLine>) =>
  logLine(...args)
    .map((part) => part.text)
    .join('');

const request = eventOf(
  'http:request',
  { method: 'GET', target: '/feed', version: 'HTTP/1.1', headers: [] },
  { time: 13.097, direction: 'client-to-server', size: 200, connection: 2 },
);
const held = eventOf('path:hold', { bytes: 148, milliseconds: 200, reason: 'loss' }, { time: 61_234, source: 'model' });
const state = eventOf('app:state', { actor: 'client', state: 'open', detail: 'x'.repeat(90) }, { connection: 0, source: 'hook' });

describe('logLine', () => {
  it('has its columns under each other, and who says so at the end', () => {
    expect([request, held, state].map((event) => text(event, 72, UNICODE)).join('\n')).toMatchInlineSnapshot(`
      "   0.013  2 ─▶ GET /feed HTTP/1.1                                ● live
        61.234  1    path holds 148 B for 200 ms (loss)                ○ model
         0.000       client open: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx… ○ hook"
    `);
  });
  it('is never wider than its room', () => {
    for (const columns of [24, 40, 55, 56, 72, 140])
      for (const event of [request, held, state]) expect(stringWidth(text(event, columns, UNICODE))).toBeLessThanOrEqual(columns);
  });
  it('keeps the word of what is not live where there is little room', () => {
    expect(text(held, 40, ASCII)).toContain('o model');
    expect(text(request, 40, ASCII)).toMatch(/-> GET.* \*$/);
  });
});
