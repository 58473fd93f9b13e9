import { describe, expect, it } from 'vitest';
import type { EventData, WireEvent } from '../../src/wire/event.ts';
import { measurePages } from '../../src/wire/measure-pages.ts';
import { eventOf, type Place } from './event-of.ts';

const up = { direction: 'client-to-server' } as const;
const down = { direction: 'server-to-client' } as const;
/** Gives events the order in which they stand. */
const inOrder = (events: readonly WireEvent[]) => events.map((event, seq) => ({ ...event, seq }) as WireEvent);
const frame = (data: Partial<EventData['http2:frame']>, place: Partial<Place> & { direction?: WireEvent['direction'] }) =>
  ({
    ...eventOf('http2:frame', { type: 'DATA', stream: 1, flags: [], length: 0, detail: '', ...data }, place as Place),
    ...place,
  }) as WireEvent;
const resource = (protocol: string, id: number, phase: EventData['app:resource']['phase'], time: number, gap = 0) =>
  eventOf('app:resource', { protocol, id, phase, bytes: 10, gap }, { time, connection: 0, source: 'hook' });

describe('header blocks', () => {
  it('of the client: the first, the tenth and the last, and what its table holds', () => {
    const blocks = Array.from({ length: 11 }, (_, index) =>
      frame({ type: 'HEADERS', length: 100 - index, table: { entries: index, size: index * 40 } }, up),
    );
    expect(measurePages(blocks)).toMatchObject({ firstBlock: 100, tenthBlock: 91, lastBlock: 90, tableEntries: 10 });
  });
});

describe('interleaving', () => {
  it('counts DATA frames and how often the stream changes', () => {
    const data = [1, 3, 3, 1].map((stream) => frame({ stream, length: 5 }, down));
    expect(measurePages(data)).toMatchObject({ dataFrames: 4, dataBytes: 20, streamSwitches: 2 });
  });
});

describe('round trips to the first byte', () => {
  /** Bytes that took 50 ms from one side to the other; given by when they came into the tap. */
  const bytes = (name: 'tls:record' | 'quic:packet', direction: typeof up | typeof down, entered: number, detail = '') => {
    const data =
      name === 'tls:record' ? { type: 'handshake', length: 5, detail } : { type: '1-RTT', header: 'short', length: 10, place: 1 };
    return { ...eventOf(name, data as never, { connection: 1, size: 10, time: entered + 25 }), ...direction, entered } as WireEvent;
  };

  it('over TCP and TLS: the handshake that is modelled, and each time the client speaks because the server did', () => {
    const events = inOrder([
      eventOf('path:hold', { bytes: 0, milliseconds: 50, reason: 'handshake' }, { connection: 1, source: 'model' }),
      bytes('tls:record', up, 0, 'ClientHello localhost offers h2'),
      bytes('tls:record', down, 30),
      bytes('tls:record', down, 31),
      bytes('tls:record', up, 60),
      bytes('tls:record', up, 61),
      bytes('tls:record', down, 62), // not because of what is still on its way
      bytes('tls:record', up, 88),
      bytes('tls:record', down, 90),
      resource('h2', 1, 'first-byte', 116),
      bytes('tls:record', up, 120),
    ]);
    expect(measurePages(events)).toMatchObject({ roundTripsH1: 0, roundTripsH2: 3, roundTripsH3: 0, bytesH2: 90, bytesH1: 0 });
  });

  it('over QUIC', () => {
    const events = inOrder([
      bytes('quic:packet', up, 0),
      bytes('quic:packet', down, 26),
      bytes('quic:packet', up, 52),
      bytes('quic:packet', up, 53),
      bytes('quic:packet', down, 80),
      resource('h3', 1, 'first-byte', 106),
    ]);
    expect(measurePages(events)).toMatchObject({ roundTripsH3: 2, bytesH3: 50, datagrams: 5 });
  });
});

describe('resources of a page', () => {
  it('are counted and timed for each protocol', () => {
    const events = inOrder([
      resource('http/1.1', 1, 'queued', 10),
      resource('http/1.1', 1, 'sent', 20),
      resource('h2', 1, 'sent', 20),
      resource('h2', 2, 'sent', 20),
      resource('h2', 1, 'first-byte', 60),
      resource('http/1.1', 1, 'first-byte', 61),
      resource('h2', 1, 'end', 70),
      resource('http/1.1', 1, 'end', 80),
      resource('h2', 2, 'first-byte', 220),
      resource('h2', 2, 'end', 230),
      resource('h3', 1, 'sent', 0),
      resource('h3', 1, 'failed', 300),
    ]);
    expect(measurePages(events)).toMatchObject({
      resources: 3,
      resourcesFailed: 1,
      resourcesQueued: 1,
      pageTime: 230,
      firstByteH1: 51,
      firstByteH2: 40,
      medianH2: 50,
      lastH2: 210,
      lastH1: 70,
      lateH1: 0,
      lateH2: 1,
      doneH2: 2,
      doneH3: 0,
      lastH3: 0,
    });
  });

  it('are nothing in a run without any', () => {
    expect(Object.values(measurePages([])).every((value) => value === 0)).toBe(true);
  });
});
