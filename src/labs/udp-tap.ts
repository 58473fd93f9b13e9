// The tap for QUIC: a UDP relay between client and server that records what it passes on. Unlike its TCP sibling it can
// really lose what it carries, and it can give a client another port, as a NAT or another network would.
import dgram, { type Socket } from 'node:dgram';
import type { Clock } from '../lib/clock.ts';
import type { Random } from '../lib/random.ts';
import type { Conditions } from '../wire/conditions.ts';
import type { Flow } from '../wire/decode/decoder.ts';
import { createQuicDecoder } from '../wire/decode/quic.ts';
import type { Emit } from './lab.ts';
import { createUdpPath, type UdpPath } from './udp-path.ts';

export interface UdpTapOptions {
  readonly upstreamPort: number;
  readonly conditions: Conditions;
  readonly emit: Emit;
  readonly clock: Clock;
  readonly random: Random;
  readonly signal: AbortSignal;
  /** The number of the next connection; for labs with several taps. Counts from 1 by default. */
  readonly number?: () => number;
  /** Where to listen; 0, any free port, is the default. */
  readonly port?: number | undefined;
}

export interface UdpTap extends AsyncDisposable {
  readonly port: number;
  /** Changes the path. The lab's TCP tap says so in an event; this one is silent. `cutAfter` and `buffering` mean nothing here. */
  setConditions(change: Partial<Conditions>): void;
  /** Gives every client another port towards the server, as if its network had changed. */
  rebind(): Promise<void>;
  /** Drops one of the next datagrams from a server that carry content: long ones with a short header. */
  loseOne(): void;
  /** Connection of a client that the server knows by this port; 0 where there is none. */
  connectionOf(serverSidePort: number): number;
}

interface Relayed {
  readonly connection: number;
  /** Towards the server; another one after a change of port. */
  socket: Socket;
  readonly up: UdpPath;
  readonly down: UdpPath;
  lastUsed: number;
}

/** Datagrams from here on are taken for content, not for acknowledgements. */
const CONTENT = 1000;
/** How many of them pass before the one that is lost: the first may only probe how large a datagram may be (RFC 9000 section 14.3). */
const AFTER = 5;

/** Starts a tap in front of a UDP server on this machine. Rejects with Node's error if the port cannot be had. */
export async function startUdpTap(options: UdpTapOptions): Promise<UdpTap> {
  const { emit, clock, random, signal, upstreamPort } = options;
  let conditions = options.conditions;
  let opened = 0;
  let stopped = false;
  /** Datagrams with content that still pass before one is lost; undefined: none is to be. */
  let toLoss: number | undefined;
  const loses = (datagram: Uint8Array) => {
    if (toLoss === undefined || datagram.length < CONTENT || ((datagram[0] as number) & 0x80) !== 0) return false;
    toLoss -= 1;
    if (toLoss >= 0) return false;
    toLoss = undefined;
    return true;
  };
  const flows = new Map<string, Relayed>();
  const ports = new Map<number, number>();
  const front = dgram.createSocket('udp4');

  /** A socket towards the server, whose datagrams go back to the client. */
  const towardsServer = async (flow: () => Relayed): Promise<Socket> => {
    const socket = dgram.createSocket('udp4');
    socket.on('error', () => {}); // a server that is gone: datagrams vanish, as they do
    socket.on('message', (datagram) => flow().down.push(datagram));
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
    if (stopped) socket.close();
    else ports.set(socket.address().port, flow().connection);
    return socket;
  };

  const open = (clientPort: number, address: string): Promise<Relayed> => {
    opened += 1;
    const connection = options.number?.() ?? opened;
    const decoder = createQuicDecoder();
    const leave = (direction: Flow, send: (datagram: Uint8Array) => void) => (datagram: Uint8Array, entered: number) => {
      if (stopped) return;
      send(datagram);
      for (const fact of decoder.push(direction, datagram)) emit(fact, { connection, source: 'tap', entered });
    };
    const drop = (direction: Flow) => (bytes: number, reason: string) =>
      emit({ name: 'path:drop', direction, size: 0, data: { bytes, reason } }, { connection, source: 'model' });
    const shared = { clock, random, conditions: () => conditions };
    const up = createUdpPath({
      ...shared,
      onLeave: leave('client-to-server', (datagram) => flow.socket.send(datagram, upstreamPort, '127.0.0.1')),
      onDrop: drop('client-to-server'),
    });
    const down = createUdpPath({
      ...shared,
      loses,
      onLeave: leave('server-to-client', (datagram) => front.send(datagram, clientPort, address)),
      onDrop: drop('server-to-client'),
    });
    const flow: Omit<Relayed, 'socket'> & { socket: Socket } = { connection, up, down, lastUsed: clock.now(), socket: front };
    return towardsServer(() => flow).then((socket) => {
      flow.socket = socket;
      return flow;
    });
  };

  const change = async (flow: Relayed, why: string) => {
    const old = flow.socket;
    const from = old.address().port;
    flow.socket = await towardsServer(() => flow);
    old.close();
    if (stopped) return;
    const detail = `${why}: the client's port is ${flow.socket.address().port} now, it was ${from}`;
    emit({ name: 'path:change', direction: 'none', size: 0, data: { detail } }, { connection: flow.connection, source: 'model' });
  };

  const opening = new Map<string, Promise<Relayed>>();
  front.on('error', () => {});
  front.on('message', async (datagram, { port, address }) => {
    const key = `${address}:${port}`;
    let flow = flows.get(key);
    if (flow === undefined) {
      let coming = opening.get(key);
      if (coming === undefined) {
        coming = open(port, address);
        opening.set(key, coming);
      }
      flow = await coming;
      flows.set(key, flow);
      opening.delete(key);
    }
    if (stopped) return;
    const { idleTimeout } = conditions;
    const idle = clock.now() - flow.lastUsed;
    flow.lastUsed = clock.now();
    // A NAT forgets who is silent and gives another port when it hears of him again.
    if (idleTimeout > 0 && idle > idleTimeout) await change(flow, `silent for ${Math.round(idle)} ms, forgotten by the NAT`);
    if (!stopped) flow.up.push(datagram);
  });
  await new Promise<void>((resolve, reject) => {
    front.once('error', reject);
    front.bind(options.port ?? 0, '127.0.0.1', () => {
      front.off('error', reject);
      resolve();
    });
  });

  const stop = async () => {
    if (stopped) return;
    stopped = true;
    signal.removeEventListener('abort', stopNow);
    for (const flow of flows.values()) {
      flow.up.stop();
      flow.down.stop();
      flow.socket.close();
    }
    await new Promise<void>((resolve) => front.close(() => resolve()));
  };
  const stopNow = () => void stop();
  signal.addEventListener('abort', stopNow);
  const port = front.address().port;

  return {
    port,
    setConditions(next) {
      conditions = { ...conditions, ...next };
    },
    async rebind() {
      await Promise.all([...flows.values()].map((flow) => change(flow, 'another network')));
    },
    loseOne() {
      toLoss = AFTER;
    },
    connectionOf: (serverSidePort) => ports.get(serverSidePort) ?? 0,
    [Symbol.asyncDispose]: stop,
  };
}
