import { expect, it } from 'vitest';
import type { EventOf, HeaderList } from '../../src/wire/event.ts';
import { measureHttp2 } from '../../src/wire/measure-http2.ts';
import { eventOf, type Place } from './event-of.ts';

const UP = { direction: 'client-to-server' } as const;
const DOWN = { direction: 'server-to-client' } as const;
const frame = (type: string, stream: number, place: Place, headers?: HeaderList) =>
  eventOf(
    'http2:frame',
    { type, stream, flags: [], length: 0, detail: '', ...(headers ? { headers } : {}) },
    place,
  ) as EventOf<'http2:frame'>;

it('sums what was pushed and what of it the client had reset, on each connection by itself', () => {
  const measured = measureHttp2([
    frame('HEADERS', 1, UP, [[':method', 'GET']]),
    frame('PUSH_PROMISE', 1, { ...DOWN, size: 40 }, [[':method', 'GET']]),
    frame('PUSH_PROMISE', 1, { ...DOWN, size: 30 }, [[':method', 'GET']]),
    frame('HEADERS', 2, { ...DOWN, size: 20 }, [[':status', '200']]),
    frame('DATA', 2, { ...DOWN, size: 1000 }),
    frame('DATA', 4, { ...DOWN, size: 500 }),
    frame('RST_STREAM', 2, { ...UP, size: 13 }),
    frame('DATA', 2, { ...DOWN, size: 200, connection: 2 }),
    frame('DATA', 1, { ...DOWN, size: 7 }),
  ]);
  expect(measured).toMatchObject({
    requests: 1,
    responses: 1,
    pushes: 2,
    pushedBytes: 40 + 30 + 20 + 1000 + 500 + 200,
    pushesCancelled: 1,
    wastedBytes: 1020,
    resets: 1,
    streams: 4,
  });
});

it('counts window updates of the client only', () => {
  expect(measureHttp2([frame('WINDOW_UPDATE', 0, UP), frame('WINDOW_UPDATE', 1, UP), frame('WINDOW_UPDATE', 0, DOWN)]).windowUpdates).toBe(
    2,
  );
});
