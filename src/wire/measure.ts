// Numbers read off the events of a run: pure arithmetic, 0 where nothing was seen. What each is called, its unit, and
// whether it rests on observed bytes alone (`live`), also on the application's own words (`hook`) or on what the tap did to
// the path (`model`) stands in MEASURES.
import type { Badge, EventName, EventOf, WireEvent } from './event.ts';
import { CACHE_MEASURES, measureCache } from './measure-cache.ts';
import { CONTRACT_MEASURES, measureContract } from './measure-contract.ts';
import { FUNCTION_MEASURES, measureFunctions } from './measure-functions.ts';
import { measureHttp2 } from './measure-http2.ts';
import { measurePages, PAGE_MEASURES } from './measure-pages.ts';
import { measurePictures, PICTURE_MEASURES } from './measure-pictures.ts';
import { measurePolls, POLL_MEASURES } from './measure-polls.ts';
import { measureScreens, SCREEN_MEASURES } from './measure-screens.ts';
import { measureVisits, VISIT_MEASURES } from './measure-visits.ts';

export interface Measure {
  readonly title: string;
  readonly unit: string;
  readonly badge: Badge;
}

/** All measurements there are, in the order in which they are shown. */
export const MEASURES = {
  connections: { title: 'Connections opened', unit: '', badge: 'live' },
  openPeak: { title: 'Most connections open at once', unit: '', badge: 'live' },
  requests: { title: 'Requests', unit: '', badge: 'live' },
  responses: { title: 'Responses', unit: '', badge: 'live' },
  refused: { title: 'Responses with status 400 or above', unit: '', badge: 'live' },
  streams: { title: 'HTTP/2 streams', unit: '', badge: 'live' },
  bytesUp: { title: 'Bytes from client to server', unit: 'bytes', badge: 'live' },
  bytesDown: { title: 'Bytes from server to client', unit: 'bytes', badge: 'live' },
  headBytes: { title: 'Bytes of HTTP/1 heads', unit: 'bytes', badge: 'live' },
  frames: { title: 'WebSocket frames', unit: '', badge: 'live' },
  framesUp: { title: 'WebSocket frames from the client', unit: '', badge: 'live' },
  framesDown: { title: 'WebSocket frames from the server', unit: '', badge: 'live' },
  frameOverhead: { title: 'Bytes of WebSocket frame headers', unit: 'bytes', badge: 'live' },
  messagesUp: { title: 'WebSocket messages from the client', unit: '', badge: 'live' },
  messagesDown: { title: 'WebSocket messages from the server', unit: '', badge: 'live' },
  wireDown: { title: 'Message payload down, as sent', unit: 'bytes', badge: 'live' },
  plainDown: { title: 'Message payload down, inflated', unit: 'bytes', badge: 'live' },
  pings: { title: 'Pings', unit: '', badge: 'live' },
  pongs: { title: 'Pongs', unit: '', badge: 'live' },
  hints: { title: 'Responses with status 103', unit: '', badge: 'live' },
  pushes: { title: 'Promises of a push', unit: '', badge: 'live' },
  pushesCancelled: { title: 'Pushes that the client reset', unit: '', badge: 'live' },
  pushedBytes: { title: 'Bytes of pushes', unit: 'bytes', badge: 'live' },
  wastedBytes: { title: 'Bytes of pushes that the client reset', unit: 'bytes', badge: 'live' },
  resets: { title: 'HTTP/2 streams reset', unit: '', badge: 'live' },
  windowUpdates: { title: 'Window updates from the client', unit: '', badge: 'live' },
  grpcUp: { title: 'gRPC messages from the client', unit: '', badge: 'live' },
  grpcDown: { title: 'gRPC messages from the server', unit: '', badge: 'live' },
  grpcStatuses: { title: 'Statuses that servers sent', unit: '', badge: 'live' },
  grpcFailures: { title: 'Statuses other than OK', unit: '', badge: 'live' },
  sseEvents: { title: 'Events of event streams', unit: '', badge: 'live' },
  sseComments: { title: 'Comments in event streams', unit: '', badge: 'live' },
  published: { title: 'Messages published', unit: '', badge: 'hook' },
  delivered: { title: 'Messages delivered to applications', unit: '', badge: 'hook' },
  clientsServed: { title: 'Clients that got something', unit: '', badge: 'hook' },
  duplicates: { title: 'Deliveries of what a client had already', unit: '', badge: 'hook' },
  lost: { title: 'Messages a client never got', unit: '', badge: 'hook' },
  bytesPerMessage: { title: 'Bytes down for each delivery', unit: 'bytes', badge: 'hook' },
  latencyMedian: { title: 'Publish to delivery, median', unit: 'ms', badge: 'hook' },
  latencyP99: { title: 'Publish to delivery, 99th percentile', unit: 'ms', badge: 'hook' },
  firstDelivery: { title: 'Connecting to first delivery', unit: 'ms', badge: 'hook' },
  longestGap: { title: 'Longest silence between deliveries', unit: 'ms', badge: 'hook' },
  reconnects: { title: 'Reconnections', unit: '', badge: 'hook' },
  closes: { title: 'Times a client was told it is closed', unit: '', badge: 'hook' },
  retries: { title: 'Attempts that were repeated', unit: '', badge: 'hook' },
  recognised: { title: 'Repetitions that the receiver recognised', unit: '', badge: 'hook' },
  failures: { title: 'Calls that ended in an error at a client', unit: '', badge: 'hook' },
  pageReady: { title: 'Visit to complete page, last visit', unit: 'ms', badge: 'hook' },
  detection: { title: 'Fault to its detection', unit: 'ms', badge: 'hook' },
  maxBuffered: { title: 'Most bytes waiting in a sender', unit: 'bytes', badge: 'hook' },
  heldBytes: { title: 'Bytes the path held back', unit: 'bytes', badge: 'model' },
  heldTime: { title: 'Time the path held bytes back', unit: 'ms', badge: 'model' },
  lostBytes: { title: 'Bytes that entered the path and never left it', unit: 'bytes', badge: 'model' },
  ...PAGE_MEASURES,
  ...POLL_MEASURES,
  ...CACHE_MEASURES,
  ...VISIT_MEASURES,
  ...PICTURE_MEASURES,
  ...FUNCTION_MEASURES,
  ...SCREEN_MEASURES,
  ...CONTRACT_MEASURES,
} as const satisfies Readonly<Record<string, Measure>>;

export type MeasureName = keyof typeof MEASURES;
export type Measurements = Readonly<Record<MeasureName, number>>;

/** Measures a run. */
export function measure(events: readonly WireEvent[]): Measurements {
  const of = <Name extends EventName>(name: Name) => events.filter((event): event is EventOf<Name> => event.name === name);
  const frames = of('ws:frame');
  const messages = of('ws:message');
  const down = <Event extends WireEvent>(list: readonly Event[]) => list.filter((event) => event.direction === 'server-to-client');
  const up = <Event extends WireEvent>(list: readonly Event[]) => list.filter((event) => event.direction === 'client-to-server');
  const bytesDown = sum(down(events).map((event) => event.size));
  const states = of('app:state').filter((event) => event.data.actor === 'client');
  const deliveries = measureDeliveries(of('app:publish'), of('app:deliver'));
  const firstOpen = of('tcp:open')[0];
  const firstDelivery = of('app:deliver')[0];
  const holds = of('path:hold');
  const http2 = measureHttp2(of('http2:frame'));
  // What a library says of an encrypted connection was not observed.
  const seen = (event: WireEvent) => event.source !== 'hook';
  const responses = of('http:response').filter(seen);

  return {
    connections: of('tcp:open').length,
    openPeak: openPeak(events),
    ...http2,
    requests: http2.requests + of('http:request').filter(seen).length,
    responses: http2.responses + responses.length,
    refused: http2.refused + responses.filter((event) => event.data.status >= 400).length,
    hints: http2.hints + responses.filter((event) => event.data.status === 103).length,
    bytesUp: sum(up(events).map((event) => event.size)),
    bytesDown,
    headBytes: sum([...of('http:request'), ...of('http:response')].map((event) => event.size)),
    frames: frames.length,
    framesUp: up(frames).length,
    framesDown: down(frames).length,
    frameOverhead: sum(frames.map((event) => event.size - event.data.length)),
    messagesUp: up(messages).length,
    messagesDown: down(messages).length,
    wireDown: sum(down(messages).map((event) => event.data.wireLength)),
    plainDown: sum(down(messages).map((event) => event.data.length)),
    pings: frames.filter((event) => event.data.kind === 'ping').length,
    pongs: frames.filter((event) => event.data.kind === 'pong').length,
    grpcUp: up(of('grpc:message')).length,
    grpcDown: down(of('grpc:message')).length,
    grpcStatuses: of('grpc:status').length,
    grpcFailures: of('grpc:status').filter((event) => event.data.code !== 0).length,
    sseEvents: of('sse:event').length,
    sseComments: of('sse:comment').length,
    ...deliveries,
    bytesPerMessage: deliveries.delivered === 0 ? 0 : bytesDown / deliveries.delivered,
    firstDelivery: firstOpen === undefined || firstDelivery === undefined ? 0 : firstDelivery.time - firstOpen.time,
    reconnects: states.filter((event) => event.data.state === 'reconnecting').length,
    closes: states.filter((event) => event.data.state === 'closed').length,
    retries: states.filter((event) => event.data.state === 'retrying').length,
    recognised: of('app:state').filter((event) => event.data.actor === 'server' && event.data.state === 'ignored').length,
    failures: states.filter((event) => event.data.state === 'failed').length,
    pageReady: pageReady(states),
    detection: detection(events),
    maxBuffered: largest(of('app:buffered').map((event) => event.data.bytes)),
    heldBytes: sum(holds.map((event) => event.data.bytes)),
    heldTime: sum(holds.map((event) => event.data.milliseconds)),
    lostBytes: sum([...of('tcp:close').map((event) => event.data.lostBytes), ...of('path:drop').map((event) => event.data.bytes)]),
    ...measurePages(events),
    ...measurePolls(events),
    ...measureCache(events),
    ...measureVisits(events),
    ...measurePictures(events),
    ...measureFunctions(events),
    ...measureScreens(events),
    ...measureContract(events),
  };
}

/** What the applications published and got, each client for itself. */
function measureDeliveries(publishes: readonly EventOf<'app:publish'>[], deliveries: readonly EventOf<'app:deliver'>[]) {
  const publishedAt = new Map<number, number>();
  for (const { data, time } of publishes) if (!publishedAt.has(data.id)) publishedAt.set(data.id, time);

  const clients = new Map<string, { readonly got: Set<number>; first: number; lastTime: number }>();
  const latencies: number[] = [];
  let duplicates = 0;
  let longestGap = 0;
  for (const { data, time } of deliveries) {
    const client = clients.get(data.client);
    if (client === undefined) clients.set(data.client, { got: new Set([data.id]), first: data.id, lastTime: time });
    else {
      longestGap = Math.max(longestGap, time - client.lastTime);
      client.lastTime = time;
      if (client.got.has(data.id)) {
        duplicates += 1;
        continue;
      }
      client.got.add(data.id);
    }
    const at = publishedAt.get(data.id);
    if (at !== undefined) latencies.push(time - at);
  }
  latencies.sort((one, other) => one - other);
  const served = [...clients.values()];
  return {
    published: publishedAt.size,
    delivered: sum(served.map((client) => client.got.size)),
    clientsServed: served.length,
    duplicates,
    lost: sum(served.map(({ got, first }) => [...publishedAt.keys()].filter((id) => id >= first && !got.has(id)).length)),
    latencyMedian: percentile(latencies, 0.5),
    latencyP99: percentile(latencies, 0.99),
    longestGap,
  };
}

/** Milliseconds from the first fault to the first sign that somebody noticed. */
function detection(events: readonly WireEvent[]): number {
  const fault = events.find(
    (event) =>
      (event.name === 'path:change' && event.data.detail.startsWith('blackhole on')) ||
      (event.name === 'tcp:close' && event.data.by === 'tap' && event.data.how === 'cut'),
  );
  if (fault === undefined) return 0;
  const noticed = events.find(
    (event) => event.seq > fault.seq && event.name === 'app:state' && /^(dead|closed|reconnecting)$/.test(event.data.state),
  );
  return noticed === undefined ? 0 : noticed.time - fault.time;
}

/** Milliseconds of the last visit of a page that became complete. */
function pageReady(states: readonly EventOf<'app:state'>[]): number {
  const ready = states.findLast((event) => event.data.state === 'ready');
  const visit = states.findLast((event) => event.data.state === 'visiting' && event.seq < (ready?.seq ?? 0));
  return ready === undefined || visit === undefined ? 0 : ready.time - visit.time;
}

function openPeak(events: readonly WireEvent[]): number {
  const open = new Set<number>();
  let peak = 0;
  for (const event of events) {
    if (event.name === 'tcp:open') open.add(event.connection);
    if (event.name === 'tcp:close') open.delete(event.connection);
    peak = Math.max(peak, open.size);
  }
  return peak;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const largest = (numbers: readonly number[]) => numbers.reduce((most, number) => Math.max(most, number), 0);

/** The nearest-rank percentile of sorted numbers; 0 of none. */
function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
