// The tap: a TCP relay between client and server, and the one place where bytes become events. It records what it passes
// on, in both directions, and makes the path as good or bad as its conditions say. One connection of it is relay.ts.
import net, { type AddressInfo } from 'node:net';
import type { Clock } from '../lib/clock.ts';
import { branch, type Random } from '../lib/random.ts';
import type { Conditions } from '../wire/conditions.ts';
import type { ProtoSchema } from '../wire/decode/protobuf-schema.ts';
import type { Emit } from './lab.ts';
import { type Relay, relay } from './relay.ts';

export interface TapOptions {
  readonly upstreamPort: number;
  /** Loopback addresses of the server, tried in order. @default 127.0.0.1 */
  readonly upstreamHosts?: readonly string[];
  readonly conditions: Conditions;
  readonly emit: Emit;
  readonly clock: Clock;
  readonly random: Random;
  readonly signal: AbortSignal;
  /** Names the fields of protobuf messages. */
  readonly schema?: ProtoSchema | undefined;
  /** Whether bytes of a protocol that nobody here reads are shown as they come. @default in pieces of a fixed size */
  readonly live?: boolean;
  /**
   * Whether opening a connection costs a round trip, as TCP's handshake does (RFC 9293 section 3.5). Both handshakes of a
   * relay are over at once on loopback, so the first bytes are held back instead: a model, and marked as one.
   */
  readonly handshake?: boolean;
  /** Leaves it to another tap of the lab to say that the path has changed. */
  readonly silent?: boolean;
  /** The number of the next connection; for labs with several taps. Counts from 1 by default. */
  readonly number?: () => number;
  /** Where to listen; 0, any free port, is the default. */
  readonly port?: number | undefined;
}

export interface Tap extends AsyncDisposable {
  readonly port: number;
  /** Connections that are open now. */
  readonly connections: number;
  setConditions(change: Partial<Conditions>): void;
  /** Resets every open connection, on both sides. */
  cut(): void;
  /** Loses one segment: the first of the next chunk from a server that is large enough to carry content. */
  loseOne(): void;
}

/** Starts a tap in front of a server on this machine. Rejects with Node's error if the port cannot be had. */
export async function startTap(given: TapOptions): Promise<Tap> {
  const options = { ...given, random: branch(given.random) };
  const { emit, signal } = options;
  let conditions = options.conditions;
  let opened = 0;
  const relays = new Set<Relay>();
  const losing = { one: false };
  const loses = () => {
    const now = losing.one;
    losing.one = false;
    return now;
  };
  const server = net.createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    opened += 1;
    relays.add(
      relay(
        client,
        options.number?.() ?? opened,
        options,
        port(),
        () => conditions,
        (self) => relays.delete(self),
        loses,
      ),
    );
  });
  const port = () => (server.address() as AddressInfo).port;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const listening = port();

  const cut = () => {
    for (const each of [...relays]) each.close({ by: 'tap', how: 'cut' }, true);
  };
  const stop = async () => {
    signal.removeEventListener('abort', stopNow);
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    cut();
    await closed;
  };
  const stopNow = () => void stop();
  signal.addEventListener('abort', stopNow);

  return {
    port: listening,
    get connections() {
      return relays.size;
    },
    setConditions(change) {
      for (const [name, value] of Object.entries(change)) {
        if (options.silent === true || conditions[name as keyof Conditions] === value) continue;
        const word = typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);
        emit({ name: 'path:change', direction: 'none', size: 0, data: { detail: `${name} ${word}` } }, { connection: 0, source: 'model' });
      }
      conditions = { ...conditions, ...change };
      for (const each of relays) each.wake();
    },
    cut,
    loseOne() {
      losing.one = true;
    },
    async [Symbol.asyncDispose]() {
      if (server.listening) await stop();
      else cut();
    },
  };
}
