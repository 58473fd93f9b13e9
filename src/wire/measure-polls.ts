// Numbers about asking again and again: how many requests at once, what an answer costs, how many brought nothing, and how
// old the news was. Pure, like measure.ts, which gathers them.
import type { EventName, EventOf, WireEvent } from './event.ts';
import type { Measure } from './measure.ts';

export const POLL_MEASURES = {
  peakRequests: { title: 'Most requests within 100 ms', unit: '', badge: 'live' },
  peakRequestsPerSecond: { title: 'Most requests within a second', unit: '', badge: 'live' },
  requestsOpen: { title: 'Most requests unanswered at once', unit: '', badge: 'live' },
  bytesPerRequest: { title: 'Bytes of a request and its answer, mean', unit: 'bytes', badge: 'live' },
  noContent: { title: 'Responses with status 204', unit: '', badge: 'live' },
  notModified: { title: 'Responses with status 304', unit: '', badge: 'live' },
  emptyAnswers: { title: 'Answers with nothing new', unit: '', badge: 'hook' },
  emptyShare: { title: 'Share of answers with nothing new', unit: '%', badge: 'hook' },
  requestsPerMessage: { title: 'Requests for each delivery', unit: '', badge: 'hook' },
  staleAnswers: { title: 'Answers older than what the client had', unit: '', badge: 'hook' },
  originRequests: { title: 'Requests that the origin answered', unit: '', badge: 'hook' },
  cancelled: { title: 'Requests that clients gave up, as the server noticed', unit: '', badge: 'hook' },
  latencyMean: { title: 'Publish to delivery, mean', unit: 'ms', badge: 'hook' },
  latencyPredicted: { title: 'Publish to delivery, mean as predicted', unit: 'ms', badge: 'model' },
} as const satisfies Readonly<Record<string, Measure>>;

/** Measures what a run has of polling; 0 where it has none. */
export function measurePolls(events: readonly WireEvent[]): Readonly<Record<keyof typeof POLL_MEASURES, number>> {
  const of = <Name extends EventName>(name: Name) => events.filter((event): event is EventOf<Name> => event.name === name);
  const requests = of('http:request');
  const answers = of('http:response').filter(({ data }) => data.status >= 200);
  const states = of('app:state');
  const count = (actor: 'client' | 'server', state: string) =>
    states.filter(({ data }) => data.actor === actor && data.state === state).length;
  const status = (wanted: number) => answers.filter(({ data }) => data.status === wanted).length;
  const times = requests.map(({ time }) => time);
  const bytes = events.reduce((sum, { size, direction }) => (direction === 'none' ? sum : sum + size), 0);
  const deliveries = of('app:deliver').length;
  const empty = count('client', 'empty');
  const prediction = states.find(({ data }) => data.state === 'predicts');
  return {
    peakRequests: mostWithin(times, 100),
    peakRequestsPerSecond: mostWithin(times, 1000),
    requestsOpen: mostOpen(events),
    bytesPerRequest: requests.length === 0 ? 0 : bytes / requests.length,
    noContent: status(204),
    notModified: status(304),
    emptyAnswers: empty,
    emptyShare: answers.length === 0 ? 0 : (100 * empty) / answers.length,
    requestsPerMessage: deliveries === 0 ? 0 : requests.length / deliveries,
    staleAnswers: count('client', 'stale'),
    originRequests: count('server', 'asked'),
    cancelled: count('server', 'gone'),
    latencyMean: meanLatency(of('app:publish'), of('app:deliver')),
    latencyPredicted: prediction === undefined ? 0 : Number(/([\d.]+) ms/.exec(prediction.data.detail)?.[1] ?? 0),
  };
}

/** The most of ascending times that lie within `span` milliseconds. */
function mostWithin(times: readonly number[], span: number): number {
  let first = 0;
  let most = 0;
  for (const [last, time] of times.entries()) {
    while (time - (times[first] as number) >= span) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

/** The most HTTP/1 requests that waited for the head of their answer at one time. */
function mostOpen(events: readonly WireEvent[]): number {
  const open = new Map<number, number>();
  let now = 0;
  let most = 0;
  for (const event of events) {
    const mine = open.get(event.connection) ?? 0;
    let next = mine;
    if (event.name === 'http:request') next = mine + 1;
    else if (event.name === 'http:response' && event.data.status >= 200) next = Math.max(0, mine - 1);
    else if (event.name === 'tcp:close') next = 0;
    if (next === mine) continue;
    open.set(event.connection, next);
    now += next - mine;
    most = Math.max(most, now);
  }
  return most;
}

/** Each delivery of a message against its publication; a client's second one of the same counts too. */
function meanLatency(publishes: readonly EventOf<'app:publish'>[], deliveries: readonly EventOf<'app:deliver'>[]): number {
  const publishedAt = new Map(publishes.map(({ data, time }) => [data.id, time]));
  const latencies = deliveries.flatMap(({ data, time }) => {
    const at = publishedAt.get(data.id);
    return at === undefined ? [] : [time - at];
  });
  return latencies.length === 0 ? 0 : latencies.reduce((sum, latency) => sum + latency, 0) / latencies.length;
}
