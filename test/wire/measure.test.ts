import { describe, expect, it } from 'vitest';
import type { EventData } from '../../src/wire/event.ts';
import { MEASURES, type MeasureName, measure } from '../../src/wire/measure.ts';
import { eventOf, type Place, runOf } from './event-of.ts';

const DOWN = { direction: 'server-to-client' } as const;
const UP = { direction: 'client-to-server' } as const;
const frame = (kind: string, length: number): EventData['ws:frame'] => ({
  fin: true,
  rsv1: false,
  opcode: 1,
  kind,
  masked: false,
  maskKey: '',
  length,
  preview: '',
});
const publish = (id: number, time: number) => eventOf('app:publish', { id }, { time, source: 'hook' });
const deliver = (id: number, time: number, client = 'a') => eventOf('app:deliver', { id, client }, { time, source: 'hook' });
const state = (word: string, time: number, actor: 'client' | 'server' = 'client') =>
  eventOf('app:state', { actor, state: word, detail: '' }, { time, source: 'hook' });

it('is 0 everywhere where nothing was seen', () => {
  const nothing = measure([]);
  expect(Object.keys(nothing).sort()).toEqual(Object.keys(MEASURES).sort());
  expect(Object.values(nothing).every((value) => value === 0)).toBe(true);
});

it('says of each measurement what it is, and calls none live that rests on the application or a model', () => {
  for (const [name, { title }] of Object.entries(MEASURES)) expect(title, name).not.toBe('');
  const badge = (name: MeasureName) => MEASURES[name].badge;
  expect(badge('bytesDown')).toBe('live');
  expect(badge('latencyMedian')).toBe('hook');
  expect(badge('bytesPerMessage')).toBe('hook');
  expect(badge('heldBytes')).toBe('model');
});

describe('connections and bytes', () => {
  it('counts connections and how many were open at once', () => {
    const open = (connection: number) => eventOf('tcp:open', { clientPort: 1, serverPort: 2 }, { connection });
    const close = (connection: number, lostBytes: number) => eventOf('tcp:close', { by: 'client', how: 'fin', lostBytes }, { connection });
    const run = runOf(open(1), open(2), close(1, 5), open(3), close(2, 0), eventOf('path:drop', { bytes: 7, reason: 'blackhole' }));
    expect(measure(run)).toMatchObject({ connections: 3, openPeak: 2, lostBytes: 12 });
  });

  it('sums sizes by direction, and heads', () => {
    const run = runOf(
      eventOf('http:request', { method: 'GET', target: '/', version: 'HTTP/1.1', headers: [] }, { ...UP, size: 100 }),
      eventOf('http:response', { status: 404, reason: '', version: 'HTTP/1.1', headers: [] }, { ...DOWN, size: 50 }),
      eventOf('http:body', { length: 9, preview: '' }, { ...DOWN, size: 9 }),
    );
    expect(measure(run)).toMatchObject({ bytesUp: 100, bytesDown: 59, headBytes: 150, requests: 1, responses: 1, refused: 1 });
  });

  it('counts HTTP/2 streams of each connection, not the connection itself', () => {
    const on = (stream: number, connection: number) =>
      eventOf('http2:frame', { type: 'DATA', stream, flags: [], length: 0, detail: '' }, { connection });
    expect(measure(runOf(on(0, 1), on(1, 1), on(1, 1), on(3, 1), on(1, 2))).streams).toBe(3);
  });

  it('sums what the path held', () => {
    const hold = eventOf('path:hold', { bytes: 10, milliseconds: 200, reason: 'loss' }, { source: 'model' });
    expect(measure(runOf(hold, hold))).toMatchObject({ heldBytes: 20, heldTime: 400 });
  });
});

it('counts requests and responses of HTTP/1 and HTTP/2 alike, and 103 by itself', () => {
  const headers = (name: string, value: string, place: Place) =>
    eventOf('http2:frame', { type: 'HEADERS', stream: 1, flags: [], length: 0, headers: [[name, value]], detail: '' }, place);
  const run = runOf(
    headers(':method', 'GET', UP),
    headers(':status', '103', DOWN),
    headers(':status', '200', DOWN),
    headers('grpc-status', '0', DOWN),
    eventOf('http:request', { method: 'GET', target: '/', version: 'HTTP/1.1', headers: [] }, UP),
    eventOf('http:response', { status: 103, reason: '', version: 'HTTP/1.1', headers: [] }, DOWN),
    eventOf('http:response', { status: 404, reason: '', version: 'HTTP/1.1', headers: [] }, DOWN),
  );
  expect(measure(run)).toMatchObject({ requests: 2, responses: 4, hints: 2, refused: 1 });
});

it('counts gRPC messages by direction, statuses, and what failed at the client', () => {
  const message = { stream: 1, method: '', type: '', compressed: false, length: 1, text: '' };
  const status = (code: number) => eventOf('grpc:status', { stream: 1, method: '', code, status: '', message: '' }, DOWN);
  const run = runOf(
    eventOf('grpc:message', message, UP),
    eventOf('grpc:message', message, DOWN),
    eventOf('grpc:message', message, DOWN),
    status(0),
    status(5),
    state('failed', 1),
    state('failed', 2, 'server'),
  );
  expect(measure(run)).toMatchObject({ grpcUp: 1, grpcDown: 2, grpcStatuses: 2, grpcFailures: 1, failures: 1 });
});

it('times the last visit that became complete', () => {
  const run = runOf(state('visiting', 1), state('ready', 50), state('visiting', 60), state('ready', 70), state('visiting', 80));
  expect(measure(run).pageReady).toBe(10);
});

it('counts frames, their headers, and messages by direction', () => {
  const message = { kind: 'text', text: '', length: 100, wireLength: 60, frames: 1, compressed: true } as const;
  const run = runOf(
    eventOf('ws:frame', frame('text', 60), { ...DOWN, size: 62 }),
    eventOf('ws:message', message, DOWN),
    eventOf('ws:frame', frame('ping', 2), { ...DOWN, size: 4 }),
    eventOf('ws:frame', frame('pong', 2), { ...UP, size: 8 }),
    eventOf('ws:frame', frame('text', 3), { ...UP, size: 9 }),
    eventOf('ws:message', { ...message, length: 3, wireLength: 3 }, UP),
  );
  expect(measure(run)).toMatchObject({
    frames: 4,
    framesUp: 2,
    framesDown: 2,
    frameOverhead: 16,
    messagesUp: 1,
    messagesDown: 1,
    wireDown: 60,
    plainDown: 100,
    pings: 1,
    pongs: 1,
  });
});

it('counts events and comments of streams', () => {
  const event = eventOf('sse:event', { type: 'message', data: '', lastEventId: '' }, DOWN);
  expect(measure(runOf(event, event, eventOf('sse:comment', { text: '' }, DOWN)))).toMatchObject({ sseEvents: 2, sseComments: 1 });
});

describe('deliveries', () => {
  it('are counted for each client, once for each message', () => {
    const run = runOf(publish(1, 0), publish(2, 10), publish(2, 11), deliver(1, 5), deliver(1, 6), deliver(2, 20), deliver(2, 21, 'b'));
    expect(measure(run)).toMatchObject({ published: 2, delivered: 3, duplicates: 1, clientsServed: 2, lost: 0 });
  });

  it('are lost where a later or equal id than the first was published and never came', () => {
    const run = runOf(publish(1, 0), publish(2, 1), publish(3, 2), publish(4, 3), deliver(2, 5), deliver(4, 6), deliver(4, 6, 'b'));
    expect(measure(run).lost).toBe(1);
  });

  it('give latencies by nearest rank; a delivery again counts no latency', () => {
    const run = runOf(
      ...[1, 2, 3, 4].map((id) => publish(id, 0)),
      deliver(1, 10),
      deliver(2, 20),
      deliver(3, 30),
      deliver(4, 90),
      deliver(1, 500),
    );
    expect(measure(run)).toMatchObject({ latencyMedian: 20, latencyP99: 90 });
  });

  it('show the longest silence of one client, not between clients', () => {
    const run = runOf(deliver(1, 0), deliver(1, 100, 'b'), deliver(2, 150), deliver(2, 160, 'b'));
    expect(measure(run).longestGap).toBe(150);
  });

  it('count from the first connection, and share the bytes', () => {
    const run = runOf(
      eventOf('tcp:open', { clientPort: 1, serverPort: 2 }, { time: 3 }),
      eventOf('http:body', { length: 0, preview: '' }, { ...DOWN, size: 300 }),
      deliver(1, 10),
      deliver(2, 11),
    );
    expect(measure(run)).toMatchObject({ firstDelivery: 7, bytesPerMessage: 150 });
  });
});

describe('what a client notices', () => {
  it('counts reconnections and closings of clients', () => {
    const run = runOf(state('reconnecting', 1), state('closed', 2), state('closed', 3, 'server'), state('open', 4));
    expect(measure(run)).toMatchObject({ reconnects: 1, closes: 1 });
  });

  it('counts what a sender repeats and what its receiver recognises', () => {
    const run = runOf(state('retrying', 1), state('retrying', 2), state('ignored', 3, 'server'), state('ignored', 4));
    expect(measure(run)).toMatchObject({ retries: 2, recognised: 1 });
  });

  it.each([
    ['a blackhole', eventOf('path:change', { detail: 'blackhole on' }, { time: 100, source: 'model' })],
    ['a cut', eventOf('tcp:close', { by: 'tap', how: 'cut', lostBytes: 0 }, { time: 100 })],
  ])('takes the time from %s to the first word about it', (_, fault) => {
    expect(measure(runOf(state('reconnecting', 50), fault, state('open', 120), state('dead', 400), state('closed', 500))).detection).toBe(
      300,
    );
    expect(measure(runOf(state('closed', 50), fault)).detection).toBe(0);
    expect(measure(runOf(state('closed', 50))).detection).toBe(0);
  });

  it('an orderly end is no fault', () => {
    const end = eventOf('tcp:close', { by: 'client', how: 'fin', lostBytes: 0 }, { time: 1 });
    expect(measure(runOf(end, state('closed', 9))).detection).toBe(0);
  });

  it('keeps the most that waited in a sender', () => {
    const buffered = (bytes: number) => eventOf('app:buffered', { actor: 'server', bytes }, { source: 'hook' });
    expect(measure(runOf(buffered(5), buffered(50), buffered(10))).maxBuffered).toBe(50);
  });
});
