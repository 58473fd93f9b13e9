// The labs by id. Each is imported, with the libraries that it needs, when it is first wanted.
import type { Lab } from './lab.ts';

interface Entry {
  readonly title: string;
  readonly summary: string;
  readonly load: () => Promise<Lab>;
}

export const LABS = {
  websocket: {
    title: 'WebSocket',
    summary: 'The upgrade, frames in both directions, what a cut loses, and what a heartbeat finds out.',
    load: async () => (await import('./websocket.ts')).websocket,
  },
  sse: {
    title: 'Server-sent events',
    summary: 'Events, ids and retry, a cut and the reconnection that resumes, six connections, and a proxy that buffers.',
    load: async () => (await import('./sse.ts')).sse,
  },
  'long-polling': {
    title: 'Long polling',
    summary: 'A request held until there is news, the gap before the next one, giving up, and a herd after a restart.',
    load: async () => (await import('./long-polling.ts')).longPolling,
  },
  'short-polling': {
    title: 'Short polling',
    summary: 'Asking at an interval: empty answers, how old news is, overlapping calls, 304, and a cache in front.',
    load: async () => (await import('./short-polling.ts')).shortPolling,
  },
  'http2-push': {
    title: 'HTTP/2 server push',
    summary: 'What push did for a page, what it wasted, what 103 Early Hints do instead, and why it carried no messages.',
    load: async () => (await import('./http2-push.ts')).http2Push,
  },
  'grpc-streaming': {
    title: 'gRPC streaming',
    summary: 'Four kinds of call on one connection, deadlines, cancellation, status and trailers, and what a slow reader does.',
    load: async () => (await import('./grpc-streaming.ts')).grpcStreaming,
  },
  webhook: {
    title: 'Webhooks',
    summary: 'A signed POST from server to server: retries with back-off, a lost answer, ids that make it once, and forgers.',
    load: async () => (await import('./webhook.ts')).webhook,
  },
  http1: {
    title: 'HTTP/1.1',
    summary: 'One request at a time on a connection, six connections, the queue behind them, and pipelining, which failed.',
    load: async () => (await import('./http1.ts')).http1,
  },
  http2: {
    title: 'HTTP/2',
    summary: 'Streams interleaved frame by frame, header blocks that shrink, flow control windows, RST_STREAM, GOAWAY and ALPN.',
    load: async () => (await import('./http2.ts')).http2,
  },
  http3: {
    title: 'HTTP/3',
    summary: 'A QUIC handshake beside that of TCP and TLS, a network that changes, UDP that is blocked, and the way there by Alt-Svc.',
    load: async () => (await import('./http3.ts')).http3,
  },
  race: {
    title: 'The race',
    summary: 'One page over HTTP/1.1, 2 and 3 at once: what a round trip, a narrow path and a lost packet do to each.',
    load: async () => (await import('./race.ts')).race,
  },
  caching: {
    title: 'HTTP caching',
    summary: 'A private and a shared cache after RFC 9111: each directive, ETag and Last-Modified, and a clock that you move.',
    load: async () => (await import('./caching.ts')).caching,
  },
  cdn: {
    title: 'CDN and edge',
    summary: 'Edges near the visitors and an origin far away: hits, deploys, purges, herds, an origin that is down, a leak.',
    load: async () => (await import('./cdn.ts')).cdn,
  },
  images: {
    title: 'Images at the edge',
    summary: 'One picture, resized and re-encoded for each browser: formats by Accept, bytes saved, and what the cache key must hold.',
    load: async () => (await import('./images.ts')).images,
  },
  'edge-functions': {
    title: 'Edge functions',
    summary: 'A small function for each request, at the edge or at the origin: round trips saved and spent, limits, and failures.',
    load: async () => (await import('./edge-functions.ts')).edgeFunctions,
  },
  rest: {
    title: 'REST',
    summary: 'A shop as resources: validators, pages, keys that make a POST repeatable, problem details, and what three screens take.',
    load: async () => (await import('./api-styles.ts')).rest,
  },
  graphql: {
    title: 'GraphQL',
    summary: 'The same shop as a graph: fields by choice, N+1 reads and their cure, stored operations, limits, partial data.',
    load: async () => (await import('./api-styles.ts')).graphql,
  },
  grpc: {
    title: 'gRPC',
    summary: 'The same shop as calls: protobuf field by field beside JSON, old and new versions, deadlines that travel, a page.',
    load: async () => (await import('./api-styles.ts')).grpc,
  },
  trpc: {
    title: 'tRPC',
    summary: 'The same shop as procedures: queries and mutations, calls that share a request, and errors in a batch.',
    load: async () => (await import('./api-styles.ts')).trpc,
  },
  'api-styles': {
    title: 'Four API styles',
    summary: 'One shop by REST, GraphQL, gRPC and tRPC on one port: the same three screens, each fetched by all four.',
    load: async () => (await import('./api-styles.ts')).apiStyles,
  },
  contract: {
    title: 'Change the contract',
    summary: 'One change of a contract made to REST, GraphQL, gRPC and tRPC: which installed client breaks, and who notices when.',
    load: async () => (await import('./contract.ts')).contract,
  },
} as const satisfies Readonly<Record<string, Entry>>;
