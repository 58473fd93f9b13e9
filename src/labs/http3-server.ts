// An HTTP/3 server for resources (RFC 9114). What it says about its connections is the library's word: the wire is encrypted.
import { setMaxListeners } from 'node:events';
import { WasmH3ServerEventLoop } from '@currentspace/http3/wasm';
import type { HeaderList } from '../wire/event.ts';
import type { Certificate } from './certificate.ts';
import { bindUdp, createCore, EVENT } from './http3-core.ts';
import type { LabContext } from './lab.ts';
import { findResource, think } from './site.ts';

export interface Http3Server extends AsyncDisposable {
  readonly port: number;
}

export interface Http3ServerOptions {
  readonly certificate: Certificate;
  /** Whether a client must prove its address before the handshake goes on (RFC 9000 section 8.1.2). */
  readonly retry?: boolean;
  /** The tap's connection for the port that a client has; for the events. */
  readonly connectionOf?: (port: number) => number;
  /** Leaves handshakes, requests and responses out of the events. @default false */
  readonly quiet?: () => boolean;
}

/** A response that is being written. */
interface Job {
  readonly connection: number;
  readonly stream: number;
  readonly body: Uint8Array;
  sent: number;
}

/** Bytes that are handed to the library at a time. */
const PIECE = 16 * 1024;
/** How long the library may take to say goodbye, milliseconds. */
const FAREWELL = 60;

/** Starts the server on a free UDP port of the loopback interface. */
export async function startHttp3Server(
  { emit, signal }: Pick<LabContext, 'emit' | 'signal'>,
  { certificate, retry = false, connectionOf = () => 0, quiet = () => false }: Http3ServerOptions,
): Promise<Http3Server> {
  const ended = new AbortController();
  const stop = AbortSignal.any([signal, ended.signal]);
  setMaxListeners(0, stop); // one for each response that the server thinks about
  const connections = new Map<number, number>();
  let jobs: Job[] = [];
  let writing: ReturnType<typeof setImmediate> | undefined;
  const say = (state: string, detail: string, connection = 0) =>
    emit({ name: 'app:state', direction: 'none', size: 0, data: { actor: 'server', state, detail } }, { connection, source: 'hook' });
  const guarded = createCore((problem) => say('failed', `the HTTP/3 library stopped: ${problem}`));

  const write = () => {
    writing = undefined;
    const job = jobs.shift();
    if (job === undefined || stop.aborted) return;
    const piece = job.body.subarray(job.sent, job.sent + PIECE);
    const last = job.sent + piece.length === job.body.length;
    const taken = loop.streamSend(job.connection, job.stream, piece, last);
    job.sent += taken;
    // Blocked by flow control: `drain` goes on.
    if (taken < piece.length) return void blocked.set(`${job.connection} ${job.stream}`, job);
    if (!last) jobs.push(job); // responses take turns
    next();
  };
  const blocked = new Map<string, Job>();
  const next = () => {
    writing ??= jobs.length > 0 ? setImmediate(write) : undefined;
  };
  const answer = async (connection: number, stream: number, headers: readonly { readonly name: string; readonly value: string }[]) => {
    const value = (name: string) => headers.find((header) => header.name === name)?.value ?? '';
    const place = { connection: connections.get(connection) ?? 0, source: 'hook' } as const;
    const list = (fields: typeof headers): HeaderList => fields.map((field) => [field.name, field.value] as const);
    if (!quiet())
      emit(
        {
          name: 'http:request',
          direction: 'client-to-server',
          size: 0,
          data: { method: value(':method'), target: value(':path'), version: 'HTTP/3', headers: list(headers) },
        },
        place,
      );
    const resource = findResource(value(':path'));
    await think(resource?.delay ?? 0, stop);
    const fields = [
      { name: ':status', value: String(resource?.status ?? 404) },
      ...Object.entries(resource?.headers ?? {}).map(([name, text]) => ({ name, value: text })),
    ];
    const body = resource?.body ?? Buffer.alloc(0);
    loop.sendResponseHeaders(connection, stream, fields, body.length === 0);
    if (!quiet())
      emit(
        {
          name: 'http:response',
          direction: 'server-to-client',
          size: 0,
          data: { status: resource?.status ?? 404, reason: '', version: 'HTTP/3', headers: list(fields) },
        },
        place,
      );
    if (body.length > 0) jobs.push({ connection, stream, body, sent: 0 });
    next();
  };

  const loop = new WasmH3ServerEventLoop(
    {
      core: guarded.core,
      transportFactory: bindUdp,
      key: Buffer.from(certificate.key),
      cert: Buffer.from(certificate.cert),
      disableRetry: !retry,
      disableActiveMigration: false,
      initialMaxStreamsBidi: 200,
      maxIdleTimeoutMs: 30_000,
    },
    (events) => {
      for (const { eventType, connHandle, streamId, headers, meta } of events) {
        const key = `${connHandle} ${streamId}`;
        if (eventType === EVENT.newSession) connections.set(connHandle, connectionOf(meta?.remotePort ?? 0));
        else if (eventType === EVENT.handshakeComplete && !quiet())
          say('handshake', 'the handshake is complete', connections.get(connHandle) ?? 0);
        else if (eventType === EVENT.headers && headers !== undefined)
          answer(connHandle, streamId, headers).catch(() => {}); // the lab ends
        else if (eventType === EVENT.drain) {
          const job = blocked.get(key);
          blocked.delete(key);
          if (job !== undefined) jobs.push(job);
          next();
        } else if (eventType === EVENT.reset) {
          jobs = jobs.filter((job) => job.connection !== connHandle || job.stream !== streamId);
          blocked.delete(key);
        } else if (eventType === EVENT.sessionClose) {
          jobs = jobs.filter((job) => job.connection !== connHandle);
          for (const each of blocked.keys()) if (each.startsWith(`${connHandle} `)) blocked.delete(each);
        }
      }
    },
  );
  const { port } = await loop.listen(0, '127.0.0.1');

  return {
    port,
    async [Symbol.asyncDispose]() {
      ended.abort();
      clearImmediate(writing);
      const timer = setTimeout(guarded.abandon, FAREWELL);
      await loop.close();
      clearTimeout(timer);
    },
  };
}
