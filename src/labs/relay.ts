// One connection of a tap: what comes from either side is read, held back as the path says, passed on, and told of.
import type { Socket } from 'node:net';
import type { Random } from '../lib/random.ts';
import type { Conditions } from '../wire/conditions.ts';
import { createConnectionDecoder } from '../wire/decode/connection.ts';
import type { Flow } from '../wire/decode/decoder.ts';
import type { EventData } from '../wire/event.ts';
import { createBufferingGate } from './buffering.ts';
import { createPath } from './path.ts';
import type { TapOptions } from './tap.ts';
import { connectUpstream } from './upstream.ts';

type Close = EventData['tcp:close'];

export interface Relay {
  wake(): void;
  close(close: Omit<Close, 'lostBytes'>, reset: boolean): void;
}

export type RelayOptions = Pick<
  TapOptions,
  'upstreamPort' | 'upstreamHosts' | 'emit' | 'clock' | 'random' | 'schema' | 'live' | 'handshake'
>;

/** Relays one connection until both sides have ended it, or it is closed; `gone` is called then. */
export function relay(
  client: Socket,
  connection: number,
  options: RelayOptions,
  tapPort: number,
  conditions: () => Conditions,
  gone: (relay: Relay) => void,
  loses: () => boolean,
): Relay {
  const { emit, clock, random } = options;
  const server = connectUpstream(options.upstreamHosts ?? ['127.0.0.1'], options.upstreamPort);
  const decoder = createConnectionDecoder({ schema: options.schema, live: options.live });
  const gate = createBufferingGate();
  const model = { connection, source: 'model' } as const;
  let closed = false;
  let finished = 0;
  let first: 'client' | 'server' | undefined;
  let down = 0;
  let idle: ReturnType<typeof setTimeout> | undefined;

  const report = (flow: Flow, bytes: Uint8Array | undefined, entered?: number) => {
    const facts = bytes === undefined ? decoder.end(flow) : decoder.push(flow, bytes);
    for (const fact of facts) emit(fact, { connection, source: 'tap', ...(entered === undefined ? {} : { entered }) });
  };
  const touch = () => {
    clearTimeout(idle);
    const { idleTimeout } = conditions();
    if (idleTimeout > 0 && !closed) idle = setTimeout(() => self.close({ by: 'tap', how: 'idle' }, true), idleTimeout);
  };
  const leave = (flow: Flow, to: Socket) => (bytes: Uint8Array, entered: number) => {
    touch();
    const { cutAfter } = conditions();
    const room = flow === 'server-to-client' && cutAfter > 0 ? Math.max(0, cutAfter - down) : bytes.length;
    const passed = bytes.subarray(0, Math.min(room, bytes.length));
    if (flow === 'server-to-client') down += passed.length;
    if (passed.length > 0) {
      to.write(passed);
      report(flow, passed, entered);
    }
    if (passed.length < bytes.length || (flow === 'server-to-client' && cutAfter > 0 && down >= cutAfter)) {
      self.close({ by: 'tap', how: 'cut' }, true, bytes.length - passed.length);
    }
  };
  const finish = (flow: Flow, to: Socket, by: 'client' | 'server') => () => {
    first ??= by;
    report(flow, undefined);
    to.end();
    finished += 1;
    if (finished === 2) self.close({ by: first, how: 'fin' }, false);
  };
  const hold = (direction: Flow) => (bytes: number, milliseconds: number) =>
    emit({ name: 'path:hold', direction, size: 0, data: { bytes, milliseconds, reason: 'loss' } }, model);

  const handshake = options.handshake === true ? handshakeTime(conditions(), random) : 0;
  const began = clock.now();
  const shared = { clock, random, conditions };
  const up = createPath({
    ...shared,
    // SYN and SYN-ACK go to and fro, then the bytes themselves go one way.
    notBefore: began + handshake + conditions().rtt / 2,
    from: client,
    to: server,
    onLeave: leave('client-to-server', server),
    onEnd: finish('client-to-server', server, 'client'),
    onHold: hold('client-to-server'),
  });
  const back = createPath({
    ...shared,
    // A server that speaks first does so when the last part of the handshake has come.
    notBefore: began + handshake + conditions().rtt,
    loses,
    from: server,
    to: client,
    onLeave: leave('server-to-client', client),
    onEnd: finish('server-to-client', client, 'server'),
    onHold: hold('server-to-client'),
  });

  const self = {
    wake() {
      if (!conditions().buffering) for (const bytes of gate.flush()) back.push(bytes);
      up.wake();
      back.wake();
      touch();
    },
    close(close: Omit<Close, 'lostBytes'>, reset: boolean, cutOff = 0) {
      if (closed) return;
      closed = true;
      clearTimeout(idle);
      const lostBytes = up.waiting() + back.waiting() + gate.held() + cutOff;
      up.stop();
      back.stop();
      if (finished < 2) {
        report('client-to-server', undefined);
        report('server-to-client', undefined);
      }
      for (const socket of [client, server]) {
        if (reset) socket.resetAndDestroy();
        else socket.destroySoon();
      }
      emit(
        { name: 'tcp:close', direction: 'none', size: 0, data: { ...close, lostBytes } },
        { connection, source: close.by === 'tap' ? 'model' : 'tap' },
      );
      gone(self);
    },
  };

  emit(
    { name: 'tcp:open', direction: 'client-to-server', size: 0, data: { clientPort: client.remotePort ?? 0, serverPort: tapPort } },
    { connection, source: 'tap' },
  );
  if (handshake > 0)
    emit(
      { name: 'path:hold', direction: 'client-to-server', size: 0, data: { bytes: 0, milliseconds: handshake, reason: 'handshake' } },
      model,
    );
  touch();
  let connected = false;
  // What a client says before there is a server is not taken in: nobody can say yet that it passed.
  server.once('connect', () => {
    connected = true;
    client.on('data', (bytes) => {
      gate.request(bytes);
      up.push(bytes);
    });
  });
  server.on('data', (bytes) => {
    const before = gate.held();
    const passed = gate.response(bytes, conditions().buffering);
    if (before === 0 && passed.length === 0)
      emit({ name: 'path:change', direction: 'server-to-client', size: 0, data: { detail: 'the proxy buffers this response' } }, model);
    if (before > 0 && passed.length > 0)
      emit(
        {
          name: 'path:hold',
          direction: 'server-to-client',
          size: 0,
          data: { bytes: gate.held() + before, milliseconds: 0, reason: 'buffering' },
        },
        model,
      );
    for (const each of passed) back.push(each);
  });
  client.on('end', () => up.end());
  server.on('end', () => {
    for (const bytes of gate.flush()) back.push(bytes);
    back.end();
  });
  client.on('error', () => self.close({ by: 'client', how: 'reset' }, true));
  server.on('error', ({ code }: NodeJS.ErrnoException) => {
    // A server that takes a connection and resets it at once may be heard before it is known to have taken it.
    self.close({ by: 'server', how: connected || code === 'ECONNRESET' ? 'reset' : 'refused' }, true);
  });
  client.on('close', () => self.close({ by: first ?? 'client', how: 'fin' }, false));
  server.on('close', () => {
    if (finished === 0 && back.waiting() === 0) self.close({ by: first ?? 'server', how: 'fin' }, false);
  });
  return self;
}

/** Until a SYN that is lost is sent again, milliseconds (RFC 6298 section 2.1). */
const FIRST_RTO = 1000;

/** What opening a connection takes: a round trip, and a time-out for SYN or SYN-ACK if the path loses it. */
function handshakeTime({ rtt, loss }: Conditions, random: Random): number {
  const lost = () => (loss > 0 && random.next() < loss / 100 ? FIRST_RTO : 0);
  return rtt + lost() + lost();
}
