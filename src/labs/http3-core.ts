// The HTTP/3 library (quiche and BoringSSL, as one wasm module) as the labs use it: loaded when an HTTP/3 lab starts, with
// UDP sockets of our own on loopback, and never able to take the program down or to keep it waiting.
import dgram from 'node:dgram';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import {
  type DatagramServerTransport,
  type DatagramTransport,
  type Http3WasmCore,
  loadHttp3WasmCoreFromFile,
} from '@currentspace/http3/wasm';

/** Set by the build: the module's address, seen from the bundle. In the sources it stands in the package. */
declare const WIREWISE_HTTP3_WASM: string | undefined;

/** Events of the library (its `EVENT_` constants). */
export const EVENT = {
  newSession: 1,
  headers: 3,
  data: 4,
  finished: 5,
  reset: 6,
  sessionClose: 7,
  drain: 8,
  error: 10,
  handshakeComplete: 11,
} as const;

export interface GuardedCore {
  readonly core: Http3WasmCore;
  /** Makes the library believe that everything is closed: it stops waiting for the peer's last words. */
  abandon(): void;
}

/**
 * An instance with memory of its own (33 MB for a server, 18 MB for a client). A trap inside it, such as running out of its
 * 64 MB, is told to `onTrap` once; after it the instance does nothing any more.
 */
export function createCore(onTrap: (problem: string) => void): GuardedCore {
  const core = loadHttp3WasmCoreFromFile(wasmPath());
  let over = false;
  let abandoned = false;
  const guard = (name: string, call: (...given: unknown[]) => unknown) => {
    const asksIfDone = name.endsWith('_is_done');
    return (...given: unknown[]) => {
      if (over || (abandoned && asksIfDone)) return asksIfDone ? 1 : 0;
      try {
        return call(...given);
      } catch (problem) {
        over = true;
        onTrap(problem instanceof Error ? problem.message : String(problem));
        return asksIfDone ? 1 : 0;
      }
    };
  };
  const guarded = Object.fromEntries(
    Object.entries(core.exports).map(([name, value]) => [name, typeof value === 'function' ? guard(name, value as never) : value]),
  );
  return {
    core: Object.create(core, { exports: { value: guarded } }) as Http3WasmCore,
    abandon() {
      abandoned = true;
    },
  };
}

function wasmPath(): string {
  if (typeof WIREWISE_HTTP3_WASM === 'string') return fileURLToPath(new URL(WIREWISE_HTTP3_WASM, import.meta.url));
  return createRequire(import.meta.url)
    .resolve('@currentspace/http3/wasm')
    .replace(/index\.js$/, 'http3_client.wasm');
}

/** A client's socket: bound to loopback, connected to one peer. */
export async function connectUdp(host: string, port: number): Promise<DatagramTransport> {
  const socket = await boundSocket(0);
  await new Promise<void>((resolve) => socket.connect(port, host, resolve));
  let receive: ((datagram: Uint8Array) => void) | undefined;
  socket.on('message', (datagram) => receive?.(datagram));
  return {
    send: (datagram) => socket.send(datagram, () => {}), // lost is lost: QUIC sees to it
    onMessage(callback) {
      receive = callback;
    },
    localAddress: () => socket.address(),
    close: () => closed(socket),
  };
}

/** A server's socket, on loopback whatever host is asked for. */
export async function bindUdp(port: number): Promise<DatagramServerTransport> {
  const socket = await boundSocket(port);
  let receive: ((datagram: Uint8Array, from: string) => void) | undefined;
  socket.on('message', (datagram, from) => receive?.(datagram, `${from.address}:${from.port}`));
  return {
    send(datagram, to) {
      const at = to.lastIndexOf(':');
      socket.send(datagram, Number(to.slice(at + 1)), to.slice(0, at), () => {});
    },
    onMessage(callback) {
      receive = callback;
    },
    localAddress: () => socket.address(),
    close: () => closed(socket),
  };
}

async function boundSocket(port: number) {
  const socket = dgram.createSocket({ type: 'udp4', recvBufferSize: 1 << 20 });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(port, '127.0.0.1', () => {
      socket.off('error', reject);
      resolve();
    });
  });
  socket.on('error', () => {}); // an ICMP message that a peer is gone: QUIC has time-outs for that
  return socket;
}

const closed = (socket: dgram.Socket) => new Promise<void>((resolve) => socket.close(() => resolve()));
