// The gRPC lab's server: the four kinds of call over grpc-js, and beside it HTTP/1.1 for what a browser may use. Both come in
// by one port.
import http from 'node:http';
import grpc from '@grpc/grpc-js';
import { listenForEither } from './either-server.ts';
import type { Feed } from './feed.ts';
import { createQuoteFeed, type QuoteFeed } from './grpc-feed.ts';
import { createWebHandler } from './grpc-page.ts';
import type { FeedProto, FeedService, Quote } from './grpc-proto.ts';
import { addReflection } from './grpc-reflection.ts';
import type { LabContext } from './lab.ts';

/** The server says how much waits for a slow reader each time that changes by this many bytes. */
const BUFFER_STEP = 16 * 1024;
/** How long streams go on after GOAWAY before the server ends them, and how long the connection is kept at most, milliseconds. */
const GRACE = 300;
const KEPT = 1000;

export interface GrpcServer extends AsyncDisposable {
  readonly port: number;
  readonly feed: Feed;
  /** Asks every client for a new connection (GOAWAY), lets streams go on for a moment, then ends them as UNAVAILABLE. */
  drain(): void;
}

type Unary<Method extends keyof FeedService> = grpc.handleUnaryCall<RequestOf<Method>, ResponseOf<Method>>;
type RequestOf<Method extends keyof FeedService> = Parameters<FeedService[Method]['requestSerialize']>[0];
type ResponseOf<Method extends keyof FeedService> = Parameters<FeedService[Method]['responseSerialize']>[0];

/** Starts the server on a free port of the loopback interface; the feed starts with the first follower. */
export async function startGrpcServer(context: LabContext, proto: FeedProto): Promise<GrpcServer> {
  const { params } = context;
  const quotes = createQuoteFeed(context);
  /** Ends a stream that follows, as UNAVAILABLE. */
  const enders = new Set<() => void>();
  let draining: ReturnType<typeof setTimeout> | undefined;
  const server = new grpc.Server({ 'grpc.enable_channelz': 0 });
  server.addService(proto.service as unknown as grpc.ServiceDefinition, {
    Latest: latest(quotes, Number(params.work)),
    Follow: follow(quotes, proto, context, enders),
    Report: report(quotes),
    Talk: talk(quotes),
  });
  addReflection(server, [proto.file]);
  const inject = () => server.createConnectionInjector(grpc.ServerCredentials.createInsecure());
  let injector = inject();
  const web = http.createServer(createWebHandler(context, proto, quotes));
  const listening = await listenForEither({
    http1: (socket) => void web.emit('connection', socket),
    http2: (socket) => injector.injectConnection(socket),
  });
  return {
    port: listening.port,
    feed: quotes.feed,
    drain() {
      quotes.say('draining', `GOAWAY: no new calls on these connections; what runs has ${GRACE} ms`);
      const old = injector;
      injector = inject();
      old.drain(KEPT);
      const mine = [...enders];
      clearTimeout(draining);
      draining = setTimeout(() => {
        for (const end of mine) end();
      }, GRACE);
    },
    async [Symbol.asyncDispose]() {
      quotes[Symbol.dispose]();
      clearTimeout(draining);
      server.forceShutdown();
      await listening[Symbol.asyncDispose]();
    },
  };
}

const failure = (code: grpc.status, details: string) => ({ code, details });

/** Unary: answers after `work` milliseconds, unless the caller does not wait any more. */
function latest(quotes: QuoteFeed, work: number): Unary<'Latest'> {
  return (call, answer) => {
    const { symbol } = call.request;
    let replied = false;
    const reply = () => {
      replied = true;
      const quote = quotes.latest(symbol);
      if (quote !== undefined) return answer(null, quote);
      answer(failure(grpc.status.NOT_FOUND, `there is no instrument '${symbol}'`));
    };
    quotes.say('accepted', `Latest${work > 0 ? `: works for ${work} ms` : ''}`);
    const timer = setTimeout(reply, work);
    // The library says so at the end of every call, also of one that was answered.
    call.on('cancelled', () => {
      if (replied) return;
      clearTimeout(timer);
      quotes.say('cancelled', 'Latest: the caller does not wait any more, the work is stopped');
    });
  };
}

/** Server streaming: writes each quote, whether or not the reader keeps up, and says how much waits. */
function follow(
  quotes: QuoteFeed,
  proto: FeedProto,
  { emit }: LabContext,
  enders: Set<() => void>,
): grpc.handleServerStreamingCall<{ since: number }, Quote> {
  return (call) => {
    let waiting = 0;
    let reported = 0;
    const report = () => {
      if (Math.abs(waiting - reported) < BUFFER_STEP) return;
      reported = waiting;
      emit(
        { name: 'app:buffered', direction: 'none', size: 0, data: { actor: 'server', bytes: waiting } },
        { connection: 0, source: 'hook' },
      );
    };
    // Headers at once: the client learns that it is heard before there is news.
    call.sendMetadata(new grpc.Metadata());
    const stop = quotes.follow(call.request.since, (quote) => {
      const bytes = proto.service.Follow.responseSerialize(quote).length;
      waiting += bytes;
      report();
      call.write(quote, () => {
        waiting -= bytes;
        report();
      });
    });
    const end = () => {
      stop();
      call.emit('error', failure(grpc.status.UNAVAILABLE, 'the server is going away'));
    };
    const gone = () => {
      stop();
      enders.delete(end);
    };
    enders.add(end);
    for (const event of ['cancelled', 'close', 'error']) call.on(event, gone);
  };
}

/** Client streaming: adds up what comes, answers when the client has ended. */
function report(quotes: QuoteFeed): grpc.handleClientStreamingCall<{ value: number }, { count: number; sum: number }> {
  return (call, answer) => {
    let count = 0;
    let sum = 0;
    call.on('data', ({ value }: { value: number }) => {
      count += 1;
      sum += value;
    });
    call.on('end', () => {
      quotes.say('answered', `Report: ${count} readings came, one summary goes back`);
      answer(null, { count, sum });
    });
    call.on('error', () => {});
  };
}

/** Bidirectional: speaks first, then answers each note while more may come. */
function talk(quotes: QuoteFeed): grpc.handleBidiStreamingCall<{ text: string }, { text: string }> {
  return (call) => {
    quotes.say('accepted', 'Talk');
    call.write({ text: 'welcome' });
    call.on('data', ({ text }: { text: string }) => call.write({ text: `you said: ${text}` }));
    call.on('end', () => call.end());
    call.on('error', () => {});
  };
}
