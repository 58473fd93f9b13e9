import { describe, expect, it } from 'vitest';
import type { WireEvent } from '../../src/wire/event.ts';
import { createExchangeCounter } from '../../src/wire/live-exchanges.ts';
import { eventOf } from './event-of.ts';

const at = (event: WireEvent, time: number): WireEvent => ({ ...event, time, entered: time });
const request = (time: number, connection = 1) =>
  at(
    eventOf(
      'http:request',
      { method: 'GET', target: '/', version: 'HTTP/1.1', headers: [] },
      { connection, direction: 'client-to-server' },
    ),
    time,
  );
const response = (time: number, status = 200, connection = 1) =>
  at(
    eventOf('http:response', { status, reason: '', version: 'HTTP/1.1', headers: [] }, { connection, direction: 'server-to-client' }),
    time,
  );
const frame = (
  time: number,
  direction: 'client-to-server' | 'server-to-client',
  stream: number,
  headers: [string, string][],
  type = 'HEADERS',
) => at(eventOf('http2:frame', { type, stream, flags: [], length: 1, headers, detail: '' }, { direction }), time);

const play = (...events: readonly WireEvent[]) => {
  const counter = createExchangeCounter();
  return { exchanges: events.flatMap((event) => counter.see(event) ?? []), waiting: counter.waiting() };
};

describe('createExchangeCounter', () => {
  it('answers requests of one connection in their order, those of another by themselves', () => {
    expect(play(request(0), request(10), request(20, 2), response(25, 500, 2), response(30), response(70, 404)).exchanges).toEqual([
      { status: 500, wait: 5 },
      { status: 200, wait: 30 },
      { status: 404, wait: 60 },
    ]);
  });

  it('waits through interim responses, and not through an upgrade', () => {
    expect(play(request(0), response(5, 103), response(9)).exchanges).toEqual([{ status: 200, wait: 9 }]);
    expect(play(request(0), response(5, 101)).exchanges).toEqual([{ status: 101, wait: 5 }]);
  });

  it('answers streams of HTTP/2 in whatever order they come; trailers answer nothing', () => {
    const played = play(
      frame(0, 'client-to-server', 1, [[':method', 'GET']]),
      frame(1, 'client-to-server', 3, [[':method', 'GET']]),
      frame(4, 'server-to-client', 3, [[':status', '200']]),
      frame(5, 'server-to-client', 3, [['grpc-status', '0']]),
      frame(9, 'server-to-client', 1, [[':status', '503']]),
    );
    expect(played.exchanges).toEqual([
      { status: 200, wait: 3 },
      { status: 503, wait: 9 },
    ]);
  });

  it('knows what waits, and forgets it with its connection or its stream', () => {
    expect(play(request(0), request(1), request(2, 2), response(3)).waiting).toBe(2);
    expect(play(request(0), eventOf('tcp:close', { by: 'client', how: 'fin', lostBytes: 0 })).waiting).toBe(0);
    const asked = frame(0, 'client-to-server', 1, [[':method', 'GET']]);
    expect(play(asked, frame(1, 'client-to-server', 1, [], 'RST_STREAM')).waiting).toBe(0);
  });

  it('takes a response that nobody asked for', () => {
    expect(play(response(1))).toEqual({ exchanges: [], waiting: 0 });
  });
});
