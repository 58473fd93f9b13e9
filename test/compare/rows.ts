// Runs of comparisons for tests: a feed at ten messages a second, and what becomes of it.
import type { Claim, Judge } from '../../src/compare/schema.ts';
import { COMPARE_SETTINGS, type CompareSettings, compareSettings } from '../../src/compare/settings.ts';
import type { WireEvent } from '../../src/wire/event.ts';
import { defaultsOf } from '../../src/wire/setting.ts';
import { eventOf, runOf } from '../wire/event-of.ts';

export const settingsWith = (changes: Partial<CompareSettings> = {}): CompareSettings => ({
  ...compareSettings(defaultsOf(COMPARE_SETTINGS)),
  ...changes,
});

export const claimOf = (judge: Judge): Claim => ({ about: 'it', says: 'It is so.', judge, source: 'rfc1' });

const open = (time: number, connection = 1) =>
  eventOf('tcp:open', { clientPort: 1, serverPort: 2 }, { time, connection, direction: 'client-to-server' });
const cutAt = (time: number) => eventOf('tcp:close', { by: 'tap', how: 'cut', lostBytes: 0 }, { time, source: 'model' });

export interface StreamOptions {
  readonly messages?: number;
  /** Milliseconds from publication to delivery. */
  readonly latency?: number;
  /** Cut after that many messages. */
  readonly cut?: number;
  /** Id of the first message that is published when a connection is open again; those before it are lost. */
  readonly back?: number;
  /** Whether what was missed is delivered on the way back. */
  readonly replay?: boolean;
  readonly requestEach?: boolean;
  readonly client?: string;
}

/** A stream: one request of 100 bytes first, then 50 bytes for each message, one every 100 ms from 100 ms on. */
export function streamOf(options: StreamOptions = {}): WireEvent[] {
  const { messages = 10, latency = 1, cut, back, replay = false, requestEach = false, client = 'client' } = options;
  const request = (time: number) =>
    eventOf('http:request', { method: 'GET', target: '/', version: 'HTTP/1.1', headers: [] }, {
      time,
      entered: time,
      size: 100,
      direction: 'client-to-server',
    } as never);
  const events: WireEvent[] = [open(0), request(1)];
  const deliver = (id: number, time: number) => {
    events.push(
      eventOf('http:chunk', { length: 40, preview: '', last: false }, {
        time,
        entered: time,
        size: 50,
        direction: 'server-to-client',
      } as never),
      eventOf('app:deliver', { id, client }, { time, source: 'hook' }),
    );
    if (requestEach) events.push(request(time + 1));
  };
  for (let id = 1; id <= messages; id++) {
    const time = id * 100;
    events.push(eventOf('app:publish', { id }, { time, source: 'hook' }));
    const away = cut !== undefined && id > cut && (back === undefined || id < back);
    if (!away) deliver(id, time + latency);
    if (id === cut) events.push(cutAt(time + 50));
    if (cut !== undefined && back !== undefined && id === back - 1) {
      events.push(open(time + 10, 2));
      if (replay) for (let missed = cut + 1; missed < back; missed++) deliver(missed, time + 20);
    }
  }
  // Facts of layers that carry bytes come in when they pass, in these runs.
  return runOf(...events.sort((one, other) => one.time - other.time)).map((event) => ({ ...event, entered: event.time }));
}
