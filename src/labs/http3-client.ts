// An HTTP/3 client: one QUIC connection, opened when it is first needed and again when it is gone.
import { WasmH3ClientEventLoop } from '@currentspace/http3/wasm';
import { SERVER_NAME } from './certificate.ts';
import { connectUdp, createCore, EVENT } from './http3-core.ts';
import type { LabContext } from './lab.ts';
import { createIntake, type Loader, type Report, resourceReporter } from './loader.ts';

export interface Http3Options {
  /** Of the tap. */
  readonly port: number;
  /** PEM of the certificate that is trusted. */
  readonly cert: string;
  /** Milliseconds without a packet after which the connection is given up (RFC 9000 section 10.1). */
  readonly idleTimeout?: number;
  readonly report?: Report;
  readonly onHandshake?: () => void;
}

export interface Http3Client extends Loader {
  /** Opens a connection, if there is none; whether there is one in the end. */
  connected(): Promise<boolean>;
  /** Gives up the connection, if there is one: the next request opens another. */
  reset(): Promise<void>;
}

interface Connection {
  readonly loop: WasmH3ClientEventLoop;
  readonly ready: Promise<boolean>;
  readonly streams: Map<
    number,
    { readonly take: (bytes: number) => void; readonly finish: (phase: 'end' | 'failed') => void; begin(): void }
  >;
  readonly abandon: () => void;
  closed: boolean;
}

/** How long the library may take to say goodbye, milliseconds. */
const FAREWELL = 60;
/** Milliseconds until a request that could not be sent is tried again. */
const AGAIN = 20;

/**
 * Has the library's code compiled before anything is measured, by a request to the server itself, past the tap: its first
 * handshake takes several times as long as every later one.
 */
export async function warmUp({ clock }: Pick<LabContext, 'clock'>, server: Pick<Http3Options, 'port' | 'cert'>): Promise<void> {
  const client = createHttp3Client({ emit: () => {}, clock }, { ...server, idleTimeout: 2000 });
  await client.load(0, '/r/0?size=5000');
  await client[Symbol.asyncDispose]();
}

/** A client that opens nothing before the first request. */
export function createHttp3Client({ emit, clock }: Pick<LabContext, 'emit' | 'clock'>, options: Http3Options): Http3Client {
  const { port, cert, idleTimeout = 30_000, onHandshake } = options;
  const report = options.report ?? resourceReporter(emit, 'h3');
  const say = (state: string, detail: string) =>
    emit({ name: 'app:state', direction: 'none', size: 0, data: { actor: 'client', state, detail } }, { connection: 0, source: 'hook' });
  const fieldsOf = (path: string) =>
    Object.entries({
      ':method': 'GET',
      ':scheme': 'https',
      ':authority': `localhost:${port}`,
      ':path': path,
      'user-agent': 'wirewise-lab',
    }).map(([name, value]) => ({ name, value }));
  let current: Connection | undefined;

  // Made in advance: what instantiating takes says nothing about HTTP/3.
  const prepare = () => createCore((problem) => say('failed', `the HTTP/3 library stopped: ${problem}`));
  let prepared: ReturnType<typeof prepare> | undefined = prepare();

  const connect = (): Connection => {
    const guarded = prepared ?? prepare();
    prepared = undefined;
    const streams: Connection['streams'] = new Map();
    let opened: (success: boolean) => void = () => {};
    const ready = new Promise<boolean>((resolve) => {
      opened = resolve;
    });
    const end = () => {
      connection.closed = true;
      opened(false);
      for (const stream of [...streams.values()]) stream.finish('failed');
    };
    const loop = new WasmH3ClientEventLoop(
      {
        core: guarded.core,
        transportFactory: connectUdp,
        ca: Buffer.from(cert),
        rejectUnauthorized: true,
        maxIdleTimeoutMs: idleTimeout,
        // Wide enough never to be in the way: what the labs compare is the order of delivery, not windows.
        initialMaxData: 16_000_000,
        initialMaxStreamDataBidiLocal: 4_000_000,
      },
      (events) => {
        for (const { eventType, streamId, data, fin } of events) {
          const stream = streams.get(streamId);
          if (eventType === EVENT.handshakeComplete) {
            onHandshake?.();
            opened(true);
          } else if (eventType === EVENT.headers) stream?.begin();
          else if (eventType === EVENT.reset) stream?.finish('failed');
          else if (eventType === EVENT.sessionClose) end();
          if (data !== undefined && (eventType === EVENT.headers || eventType === EVENT.data)) stream?.take(data.length);
          if (eventType === EVENT.finished || (fin === true && (eventType === EVENT.headers || eventType === EVENT.data)))
            stream?.finish('end');
        }
      },
    );
    const connection: Connection = { loop, ready, streams, abandon: guarded.abandon, closed: false };
    loop.connect(`127.0.0.1:${port}`, SERVER_NAME).catch(end);
    return connection;
  };

  const close = async (connection: Connection) => {
    connection.closed = true;
    const timer = setTimeout(connection.abandon, FAREWELL);
    await connection.loop.close();
    clearTimeout(timer);
    for (const stream of [...connection.streams.values()]) stream.finish('failed');
  };

  return {
    async load(id, path) {
      if (current === undefined || current.closed) current = connect();
      const connection = current;
      if (!(await connection.ready) || connection.closed) return report(id, 'failed');
      await new Promise<void>((resolve) => {
        const intake = createIntake(clock);
        let over = false;
        let number = -1;
        const streams = connection.streams;
        const stream = {
          begin() {
            intake.take(0);
            report(id, 'first-byte');
          },
          take: intake.take,
          finish(phase: 'end' | 'failed') {
            if (over) return;
            over = true;
            streams.delete(number);
            if (phase === 'end') report(id, 'end', intake.bytes(), intake.gap());
            else report(id, 'failed');
            resolve();
          },
        };
        const send = () => {
          if (connection.closed) return stream.finish('failed');
          try {
            number = connection.loop.sendRequest(fieldsOf(path), true);
          } catch {
            // The window of the connection has no room, or too many streams are open: it may go in a moment.
            return void setTimeout(send, AGAIN);
          }
          streams.set(number, stream);
          report(id, 'sent');
        };
        send();
      });
    },
    async connected() {
      if (current === undefined || current.closed) current = connect();
      return current.ready;
    },
    async reset() {
      const connection = current;
      current = undefined;
      prepared ??= prepare();
      if (connection !== undefined) await close(connection);
    },
    async [Symbol.asyncDispose]() {
      if (current !== undefined) await close(current);
    },
  };
}
