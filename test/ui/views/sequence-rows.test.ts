import { describe, expect, it } from 'vitest';
import { sequenceRows, widestLanes } from '../../../src/ui/views/sequence-rows.ts';
import type { WireEvent } from '../../../src/wire/event.ts';
import { eventOf, type Place, runOf } from '../../wire/event-of.ts';

const DOWN = { direction: 'server-to-client' } as const;
const HOOK = { connection: 0, source: 'hook' } as const;
const open = (connection: number) => eventOf('tcp:open', { clientPort: 1, serverPort: 2 }, { connection, direction: 'client-to-server' });
const close = (connection: number) => eventOf('tcp:close', { by: 'tap', how: 'cut', lostBytes: 0 }, { connection, source: 'model' });
const publish = (id: number, time = 0) => eventOf('app:publish', { id }, { ...HOOK, time });
const deliver = (id: number, client = 'client', time = 0) => eventOf('app:deliver', { id, client }, { ...HOOK, time });
const chunk = (place: Place = {}) => eventOf('http:chunk', { length: 10, preview: 'data', last: false }, { ...DOWN, size: 16, ...place });
const sse = (data: string, place: Place = {}) => eventOf('sse:event', { type: 'update', data, lastEventId: '' }, { ...DOWN, ...place });
const frame = (place: Place = {}) =>
  eventOf(
    'ws:frame',
    { fin: true, rsv1: false, opcode: 1, kind: 'text', masked: false, maskKey: '', length: 4, preview: 'abcd' },
    { ...DOWN, size: 6, ...place },
  );
const message = (data: Partial<{ frames: number; compressed: boolean }> = {}, place: Place = {}) =>
  eventOf(
    'ws:message',
    { kind: 'text', text: 'abcd', length: 4, wireLength: 4, frames: 1, compressed: false, ...data },
    { ...DOWN, ...place },
  );

const rowsOf = (...events: readonly WireEvent[]) =>
  sequenceRows({ events: runOf(...events).map((event) => ({ ...event, entered: event.time })), openBefore: [] });
const kinds = (...events: readonly WireEvent[]) => rowsOf(...events).map(({ kind }) => kind);

describe('sequenceRows', () => {
  it('gives every event that has bytes a row of its own', () => {
    expect(kinds(frame(), frame(), frame({ direction: 'client-to-server' }))).toEqual(['arrow', 'arrow', 'arrow']);
  });

  it('lets a layer above say what the bytes of an arrow are, once', () => {
    const rows = rowsOf(chunk(), sse('one'), sse('two'), chunk(), sse('three'));
    expect(rows.map(({ kind }) => kind)).toEqual(['arrow', 'meaning', 'arrow']);
    expect(rows[0]?.means?.name).toBe('sse:event');
    expect(rows[0]?.covers).toEqual([0, 1]);
  });

  it('never lets an event explain the bytes of another connection or direction', () => {
    expect(kinds(chunk({ connection: 1 }), sse('one', { connection: 2 }))).toEqual(['arrow', 'meaning']);
    expect(kinds(frame({ direction: 'client-to-server' }), message())).toEqual(['arrow', 'meaning']);
  });

  it('folds a message into its only frame, and keeps it where it was in several or had to be inflated', () => {
    expect(rowsOf(frame(), message())).toMatchObject([{ kind: 'arrow', covers: [0, 1] }]);
    expect(rowsOf(frame(), message())[0]?.means).toBeUndefined();
    expect(rowsOf(frame(), message({ compressed: true }))[0]?.means?.name).toBe('ws:message');
    expect(kinds(frame(), frame(), message({ frames: 2 }))).toEqual(['arrow', 'arrow', 'meaning']);
  });

  it('keeps all layers apart when asked', () => {
    const events = runOf(chunk(), sse('one'));
    expect(sequenceRows({ events, openBefore: [] }, true).map(({ kind }) => kind)).toEqual(['arrow', 'meaning']);
  });

  it('puts one publish, its arrow and its delivery on one row', () => {
    const rows = rowsOf(publish(1, 10), frame({ time: 11 }), message(), deliver(1, 'client', 12));
    expect(rows).toMatchObject([
      { kind: 'arrow', told: { server: { what: 'published', from: 1 }, client: { what: 'delivered', from: 1 } }, covers: [0, 1, 2, 3] },
    ]);
  });

  it('keeps apart what is apart in time, so that a delay is seen', () => {
    const late = runOf(publish(1, 10), { ...frame({ time: 110 }), entered: 10 }, deliver(1, 'client', 111));
    const rows = sequenceRows({ events: late, openBefore: [] });
    expect(rows.map(({ kind }) => kind)).toEqual(['app', 'arrow']);
    expect(rows[1]?.told.client).toMatchObject({ from: 1 });
    expect(kinds(frame({ time: 10 }), deliver(1, 'client', 300))).toEqual(['arrow', 'app']);
  });

  it('claims no arrow for a delivery when several came at once', () => {
    const rows = rowsOf(publish(7), chunk({ connection: 1 }), chunk({ connection: 2 }), deliver(7, 'client 1'), deliver(7, 'client 2'));
    expect(rows.map(({ kind }) => kind)).toEqual(['arrow', 'arrow', 'app']);
    expect(rows[2]?.told.client).toEqual({ what: 'delivered', from: 7, to: 7, count: 2, client: undefined });
  });

  it('folds a burst of publishes into one row', () => {
    const rows = rowsOf(...Array.from({ length: 2000 }, (_, id) => publish(id + 1)));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ kind: 'app', told: { server: { from: 1, to: 2000, count: 2000 } } });
  });

  it('puts what a client publishes and a server is handed on their own sides', () => {
    const up = { direction: 'client-to-server' } as const;
    const rows = rowsOf(
      eventOf('app:publish', { id: 1, actor: 'client' }, { ...HOOK, time: 10 }),
      frame({ ...up, time: 11 }),
      eventOf('app:deliver', { id: 1, client: 'endpoint', actor: 'server' }, { ...HOOK, time: 12 }),
    );
    expect(rows).toMatchObject([
      { kind: 'arrow', told: { client: { what: 'published' }, server: { what: 'delivered' } }, covers: [0, 1, 2] },
    ]);
  });

  it('draws no arrow for what was not seen as bytes', () => {
    const heard = { direction: 'client-to-server', source: 'hook' } as const;
    expect(kinds(eventOf('http:request', { method: 'GET', target: '/', version: 'HTTP/3', headers: [] }, heard))).toEqual(['note']);
    expect(kinds(eventOf('app:resource', { protocol: 'h3', id: 1, phase: 'sent', bytes: 0, gap: 0 }, HOOK))).toEqual(['note']);
  });

  it('gives a connection over UDP its lane with its first bytes', () => {
    const rows = rowsOf(frame({ connection: 3 }), frame({ connection: 4 }));
    expect(rows.map(({ lanes }) => lanes)).toEqual([[3], [3, 4]]);
    expect(widestLanes({ events: runOf(frame({ connection: 3 }), frame({ connection: 4 })), openBefore: [] })).toBe(2);
  });

  it('does not fold ids with a gap between them', () => {
    expect(rowsOf(deliver(1), deliver(2), deliver(5)).map(({ told }) => [told.client?.from, told.client?.to])).toEqual([
      [1, 2],
      [5, 5],
    ]);
  });

  it('gives each connection a lane until it ends, and the lane to the next', () => {
    const rows = rowsOf(open(1), open(2), close(1), open(3), close(2), close(3), frame());
    expect(rows.map(({ lanes }) => lanes)).toEqual([[1], [1, 2], [1, 2], [3, 2], [3, 2], [3], [1]]);
  });

  it('knows the lanes of connections whose opening is no longer kept', () => {
    const rows = sequenceRows({ events: runOf(frame({ connection: 4 }), close(4)), openBefore: [2, 4] });
    expect(rows[0]?.lanes).toEqual([2, 4]);
    expect(widestLanes({ events: [], openBefore: [2, 4] })).toBe(2);
  });

  it('has the lanes right also when only the newest events are wanted', () => {
    const events = runOf(open(1), open(2), close(1), frame({ connection: 2 }));
    expect(sequenceRows({ events, openBefore: [] }, false, 3)[0]?.lanes).toEqual([undefined, 2]);
  });

  it('makes a note of what a library says, and no arrow: it was not seen passing', () => {
    const said = eventOf('http:response', { status: 200, reason: '', version: 'HTTP/3', headers: [] }, { ...DOWN, source: 'hook' });
    const resource = eventOf('app:resource', { protocol: 'h3', id: 1, phase: 'end', bytes: 9, gap: 0 }, HOOK);
    expect(rowsOf(said, resource, chunk()).map(({ kind }) => kind)).toEqual(['note', 'note', 'arrow']);
  });

  it('covers every event exactly once', () => {
    const events = [open(1), publish(1), chunk(), sse('a'), sse('b'), deliver(1), publish(2), publish(3), message(), close(1)];
    const covered = rowsOf(...events).flatMap(({ covers }) => covers);
    expect([...covered].sort((one, other) => one - other)).toEqual(events.map((_, index) => index));
  });
});
