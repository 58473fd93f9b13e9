// The gRPC lab's client: one channel over grpc-js, the four kinds of call, and what the library leaves to its user: calling
// again after a stream broke, and from where.
import grpc from '@grpc/grpc-js';
import { branch } from '../lib/random.ts';
import { statusName } from '../wire/decode/grpc-status.ts';
import type { FeedProto, FeedService, Quote } from './grpc-proto.ts';
import type { LabContext } from './lab.ts';

/** Least wait before a call is made again, milliseconds; doubled with each failure in a row. */
const FIRST_WAIT = 200;
const LONGEST_WAIT = 5000;
/** Messages of a client stream, and notes of a talk. */
const READINGS = [3, -1, 4, -1, 5] as const;
const NOTES = 3;

export interface GrpcClient extends Disposable {
  /** Server streaming, for each of the lab's `clients`. */
  follow(): void;
  unary(symbol: string): void;
  report(): void;
  talk(): void;
  cancel(): void;
  pauseReading(): void;
  resumeReading(): void;
}

/** A client for the tap at `port`; it does nothing until told to. */
export function createGrpcClient(port: number, context: LabContext, proto: FeedProto): GrpcClient {
  const { params, emit, signal, clock } = context;
  const random = branch(context.random);
  const { service } = proto;
  const say = (state: string, detail = '') =>
    emit({ name: 'app:state', direction: 'none', size: 0, data: { actor: 'client', state, detail } }, { connection: 0, source: 'hook' });
  const channel = new grpc.Client(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), channelOptions(params));
  const running = new Set<{ cancel(): void }>();
  const waits = new Set<ReturnType<typeof setTimeout>>();
  const followers = new Map<string, grpc.ClientReadableStream<Quote>>();
  let paused = false;

  const options = (): grpc.CallOptions => {
    const deadline = Number(params.deadline);
    return deadline > 0 ? { deadline: new Date(clock.date().getTime() + deadline) } : {};
  };
  /** The outcome of a call, in words: the status is the server's, or the library's own where none came. */
  const failed = (what: string, { code, details }: grpc.ServiceError) => {
    if (!signal.aborted) say(code === grpc.status.CANCELLED ? 'cancelled' : 'failed', `${what}: ${code} ${statusName(code)}: ${details}`);
  };
  const track = <Call extends grpc.ClientUnaryCall | grpc.ClientReadableStream<unknown> | grpc.ClientWritableStream<never>>(call: Call) => {
    running.add(call);
    call.on('status', () => running.delete(call));
    return call;
  };
  const answered =
    <Response>(what: string, words: (response: Response) => string) =>
    (problem: grpc.ServiceError | null, response?: Response) => {
      if (problem !== null) failed(what, problem);
      else if (response !== undefined) say('answered', `${what}: ${words(response)}`);
    };

  const follow = (name: string, memory: { last: number; failures: number }) => {
    const since = params.resume === true ? memory.last : 0;
    say('connecting', `${name}${since > 0 ? `, since #${since}` : ''}`);
    const { path, requestSerialize, responseDeserialize } = service.Follow;
    const call = track(channel.makeServerStreamRequest(path, requestSerialize, responseDeserialize, { since }, options()));
    followers.set(name, call);
    if (paused) call.pause();
    call.on('metadata', () => {
      memory.failures = 0;
      say('open', name);
    });
    call.on('data', ({ id }: Quote) => {
      memory.last = Math.max(memory.last, id);
      emit({ name: 'app:deliver', direction: 'none', size: 0, data: { id, client: name } }, { connection: 0, source: 'hook' });
    });
    call.on('error', () => {}); // `status` says it too
    call.on('status', (status) => {
      if (followers.get(name) === call) followers.delete(name);
      if (signal.aborted) return;
      if (status.code === grpc.status.OK) return say('closed', `${name}: the server has ended the stream`);
      failed(name, status as grpc.ServiceError);
      if (params.reconnect !== true || status.code !== grpc.status.UNAVAILABLE) return say('closed', `${name}: nobody calls again`);
      // gRPC does not make a stream anew that has begun (gRPC, Retry): this is the application's own loop.
      const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** memory.failures) * (0.5 + random.next() / 2);
      memory.failures += 1;
      say('reconnecting', `${name}: calls again in ${Math.round(wait)} ms`);
      const timer = setTimeout(() => {
        waits.delete(timer);
        follow(name, memory);
      }, wait);
      waits.add(timer);
    });
  };

  return {
    follow() {
      if (followers.size > 0 || waits.size > 0) return;
      const clients = Number(params.clients);
      for (let index = 1; index <= clients; index++) follow(clients === 1 ? 'client' : `client ${index}`, { last: 0, failures: 0 });
    },
    unary(symbol) {
      say('asking', `Latest ${symbol}`);
      const { path, requestSerialize, responseDeserialize } = service.Latest;
      track(
        channel.makeUnaryRequest(
          path,
          requestSerialize,
          responseDeserialize,
          { symbol },
          options(),
          answered<Quote>('Latest', ({ id }) => `#${id}`),
        ),
      );
    },
    report() {
      say('asking', `Report, ${READINGS.length} readings`);
      const { path, requestSerialize, responseDeserialize } = service.Report;
      const words = ({ count, sum }: { count: number; sum: number }) => `${count} readings, sum ${sum}`;
      const call = channel.makeClientStreamRequest(path, requestSerialize, responseDeserialize, options(), answered('Report', words));
      track(call as unknown as grpc.ClientWritableStream<never>);
      call.on('error', () => {});
      for (const value of READINGS) call.write({ value });
      call.end();
    },
    talk() {
      say('asking', `Talk, ${NOTES} notes`);
      const { path, requestSerialize, responseDeserialize }: FeedService['Talk'] = service.Talk;
      const call = channel.makeBidiStreamRequest(path, requestSerialize, responseDeserialize, options());
      track(call as unknown as grpc.ClientReadableStream<unknown>);
      let said = 0;
      call.on('data', ({ text }: { text: string }) => {
        say('heard', text);
        said += 1;
        if (said <= NOTES) call.write({ text: `note ${said}` });
        else call.end();
      });
      call.on('error', (problem) => failed('Talk', problem as grpc.ServiceError));
      call.on('status', ({ code }) => {
        if (code === grpc.status.OK) say('answered', `Talk: ${said} notes came back, both sides have ended`);
      });
    },
    cancel() {
      if (running.size > 0) say('cancelling', `${running.size} ${running.size === 1 ? 'call' : 'calls'}`);
      for (const call of [...running]) call.cancel();
    },
    pauseReading() {
      paused = true;
      if (followers.size === 0) return;
      for (const call of followers.values()) call.pause();
      say('paused', 'the client does not read any more');
    },
    resumeReading() {
      if (!paused) return;
      paused = false;
      for (const call of followers.values()) call.resume();
      say('resumed-reading');
    },
    [Symbol.dispose]() {
      for (const timer of waits) clearTimeout(timer);
      for (const call of [...running]) call.cancel();
      channel.close();
    },
  };
}

function channelOptions({ window, compression, keepalive }: LabContext['params']): grpc.ClientOptions {
  const interval = Number(keepalive);
  return {
    // Nothing of the environment and of other runs may reach in: no proxy, no DNS, no shared connections.
    'grpc.enable_http_proxy': 0,
    'grpc.service_config_disable_resolution': 1,
    'grpc.use_local_subchannel_pool': 1,
    'grpc.enable_channelz': 0,
    'grpc.initial_reconnect_backoff_ms': FIRST_WAIT,
    'grpc.max_reconnect_backoff_ms': LONGEST_WAIT,
    'grpc-node.flow_control_window': Number(window),
    ...(compression === true ? { 'grpc.default_compression_algorithm': grpc.compressionAlgorithms.gzip } : {}),
    ...(interval > 0
      ? { 'grpc.keepalive_time_ms': interval, 'grpc.keepalive_timeout_ms': interval, 'grpc.keepalive_permit_without_calls': 1 }
      : {}),
  };
}
