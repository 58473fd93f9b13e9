// gRPC-Web and Connect: what a browser is allowed of gRPC, through Connect's own libraries on both sides. Loaded when the
// first such call is made.
import http from 'node:http';
import type { DescService } from '@bufbuild/protobuf';
import { type Client, Code, ConnectError, createClient } from '@connectrpc/connect';
import { connectNodeAdapter, createConnectTransport, createGrpcWebTransport } from '@connectrpc/connect-node';
import { serviceOf } from './grpc-descriptor.ts';
import type { QuoteFeed } from './grpc-feed.ts';
import type { FeedProto, Quote } from './grpc-proto.ts';
import type { LabContext } from './lab.ts';

/** Quotes that a browser-like client takes before it goes. */
const ENOUGH = 5;

/** Messages as these libraries want them: 64 bits as a bigint. */
const messageOf = (quote: Quote) => ({ ...quote, at: BigInt(quote.at), instrument: quote.instrument ?? undefined });

/** Answers gRPC-Web and Connect over HTTP/1.1. */
export function createConnectHandler({ signal }: LabContext, proto: FeedProto, quotes: QuoteFeed): http.RequestListener {
  const handle = connectNodeAdapter({
    grpc: false,
    routes: (router) =>
      void router.service(serviceOf(proto.file, 'wirewise.Feed'), {
        latest({ symbol }: { symbol: string }) {
          const quote = quotes.latest(symbol);
          if (quote === undefined) throw new ConnectError(`there is no instrument '${symbol}'`, Code.NotFound);
          quotes.say('accepted', 'Latest, from a browser-like client');
          return messageOf(quote);
        },
        follow: ({ since }: { since: number }, call: { signal: AbortSignal }) =>
          followed(quotes, since, AbortSignal.any([signal, call.signal])),
      } as never),
  });
  return (request, response) => void handle(request, response);
}

/** What follows, one quote after the other, until the signal ends it. */
async function* followed(quotes: QuoteFeed, since: number, signal: AbortSignal) {
  const waiting: Quote[] = [];
  let wake = () => {};
  const stop = quotes.follow(since, (quote) => {
    waiting.push(quote);
    wake();
  });
  signal.addEventListener('abort', () => wake());
  try {
    while (!signal.aborted) {
      const quote = waiting.shift();
      if (quote !== undefined) yield messageOf(quote);
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
          if (signal.aborted) resolve();
        });
    }
  } finally {
    stop();
  }
}

export interface WebClient extends Disposable {
  unary(): Promise<void>;
  stream(): Promise<void>;
}

type Calls = Record<'latest' | 'follow', (request: object, options: { signal: AbortSignal }) => unknown>;

/** A client that does what a page could do, over HTTP/1.1 through the tap at `port`. */
export function createWebClient(port: number, context: LabContext, proto: FeedProto): WebClient {
  const { params, emit, signal } = context;
  const say = (state: string, detail: string) =>
    emit({ name: 'app:state', direction: 'none', size: 0, data: { actor: 'client', state, detail } }, { connection: 0, source: 'hook' });
  const agent = new http.Agent({ keepAlive: true, maxSockets: 6 });
  const ended = new AbortController();
  const given = { signal: AbortSignal.any([signal, ended.signal]) };
  const options = { baseUrl: `http://127.0.0.1:${port}`, httpVersion: '1.1', nodeOptions: { agent } } as const;
  const name = params.web === 'connect' ? 'Connect' : 'gRPC-Web';
  const transport =
    params.web === 'connect' ? createConnectTransport({ ...options, useBinaryFormat: false }) : createGrpcWebTransport(options);
  const client = createClient(serviceOf(proto.file, 'wirewise.Feed'), transport) as Client<DescService> as unknown as Calls;

  /** Says how a call ended that broke. */
  const attempt = async (what: string, call: () => Promise<void>) => {
    try {
      await call();
    } catch (problem) {
      const { code, rawMessage } = ConnectError.from(problem);
      if (!given.signal.aborted) say('failed', `${name} ${what}: ${code} ${Code[code]}: ${rawMessage}`);
    }
  };
  return {
    unary: () =>
      attempt('Latest', async () => {
        say('asking', `${name} Latest, as a page would`);
        const quote = (await client.latest({ symbol: 'ACME' }, given)) as { id: number };
        say('answered', `${name} Latest: #${quote.id}`);
      }),
    stream: () =>
      attempt('Follow', async () => {
        say('asking', `${name} Follow, as a page would`);
        const left = new AbortController();
        const until = { signal: AbortSignal.any([given.signal, left.signal]) };
        let taken = 0;
        for await (const { id } of client.follow({}, until) as AsyncIterable<{ id: number }>) {
          emit({ name: 'app:deliver', direction: 'none', size: 0, data: { id, client: 'page' } }, { connection: 0, source: 'hook' });
          taken += 1;
          if (taken === ENOUGH) break;
        }
        left.abort(); // leaving the loop does not end the request
        say('answered', `${name} Follow: ${taken} quotes, then the page has left`);
      }),
    [Symbol.dispose]() {
      ended.abort();
      agent.destroy();
    },
  };
}
