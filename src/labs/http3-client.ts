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

/** A client that opens nothing before the first request. */
export function createHttp3Client({ emit, clock }: Pick<LabContext, 'emit' | 'clock'>, options: Http3Options): Http3Client {
  const { port, cert, idleTimeout = 30_000, onHandshake } = options;
  const report = options.report ?? resourceReporter(emit, 'h3');
  const say = (state: string, detail: string) =>
    emit({ name: 'app:state', direction: 'none', size: 0, data: { actor: 'client', state, detail } }, { connection: 0, source: 'hook' });
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
        const fields = {
          ':method': 'GET',
          ':scheme': 'https',
          ':authority': `localhost:${port}`,
          ':path': path,
          'user-agent': 'wirewise-lab',
        };
        try {
          number = connection.loop.sendRequest(
            Object.entries(fields).map(([name, value]) => ({ name, value })),
            true,
          );
        } catch {
          return stream.finish('failed'); // no more streams, or the connection is closing
        }
        streams.set(number, stream);
        report(id, 'sent');
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
