// A conversation that has everything a picture has to draw: opening, the upgrade, messages, a delay, a loss, a cut, a return.
import type { WireEvent } from '../../../src/wire/event.ts';
import { eventOf, type Place, runOf } from '../../wire/event-of.ts';

const UP = { direction: 'client-to-server' } as const;
const DOWN = { direction: 'server-to-client' } as const;
const HOOK = { connection: 0, source: 'hook' } as const;

const frame = (kind: string, preview: string, place: Place): WireEvent =>
  eventOf(
    'ws:frame',
    {
      fin: true,
      rsv1: false,
      opcode: kind === 'text' ? 1 : 9,
      kind,
      masked: place.direction === 'client-to-server',
      maskKey: '',
      length: preview.length,
      preview,
    },
    { size: preview.length + 2, ...place },
  );
const state = (actor: 'client' | 'server', word: string, detail: string, time: number) =>
  eventOf('app:state', { actor, state: word, detail }, { ...HOOK, time });
const open = (connection: number, time: number) =>
  eventOf('tcp:open', { clientPort: 41_460 + connection, serverPort: 39_919 }, { ...UP, connection, time });

/** Events with `entered` equal to `time` unless they were delayed. */
export const conversation: readonly WireEvent[] = runOf(
  state('client', 'connecting', '', 3),
  open(1, 10),
  eventOf('http:request', { method: 'GET', target: '/feed', version: 'HTTP/1.1', headers: [] }, { ...UP, size: 230, time: 13 }),
  state('server', 'accepted', '1 connected', 15),
  eventOf(
    'http:response',
    { status: 101, reason: 'Switching Protocols', version: 'HTTP/1.1', headers: [] },
    { ...DOWN, size: 129, time: 17 },
  ),
  eventOf('ws:open', { key: 'k', accept: 'a', expected: 'a', protocol: '', extensions: '' }, { ...DOWN, time: 17 }),
  state('client', 'open', '', 18),
  eventOf('app:publish', { id: 1 }, { ...HOOK, time: 115 }),
  frame('text', '{"id":1,"at":100,"symbol":"CORE"}', { ...DOWN, time: 117 }),
  eventOf('app:deliver', { id: 1, client: 'client' }, { ...HOOK, time: 118 }),
  frame('ping', 'are you there?', { ...UP, time: 160 }),
  eventOf('path:change', { detail: 'rtt 200' }, { connection: 0, source: 'model', time: 180 }),
  eventOf('app:publish', { id: 2 }, { ...HOOK, time: 215 }),
  eventOf('path:hold', { bytes: 35, milliseconds: 200, reason: 'loss' }, { ...DOWN, source: 'model', time: 216 }),
  frame('text', '{"id":2,"at":200,"symbol":"BYTE"}', { ...DOWN, time: 516 }),
  eventOf('app:deliver', { id: 2, client: 'client' }, { ...HOOK, time: 517 }),
  open(2, 600),
  frame('text', 'on the second connection', { ...UP, connection: 2, time: 610 }),
  frame('text', 'on the first', { ...DOWN, connection: 1, time: 620 }),
  eventOf('tcp:close', { by: 'tap', how: 'cut', lostBytes: 154 }, { source: 'model', time: 700 }),
  eventOf('tcp:close', { by: 'server', how: 'fin', lostBytes: 0 }, { connection: 2, time: 710 }),
  state('client', 'reconnecting', 'in 76 ms', 712),
  eventOf('app:publish', { id: 3 }, { ...HOOK, time: 715 }),
  eventOf('app:publish', { id: 4 }, { ...HOOK, time: 815 }),
).map((event) => ({ ...event, entered: event.seq === 14 ? 216 : event.time }));
