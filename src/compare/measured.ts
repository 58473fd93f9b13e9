// What a comparison measures of one row: numbers of a trace that can stand beside those of another transport. Pure
// arithmetic over observed events; null where a run gives no such number. Bytes are those above TCP, heads included.
import type { EventOf, WireEvent } from '../wire/event.ts';
import { type Measurements, measure } from '../wire/measure.ts';
import { measureEachScreen, type ScreenNumbers } from '../wire/measure-screens.ts';

export interface Measured {
  /** `both`: messages went both ways on one exchange. Requests are no messages. */
  readonly direction: 'both' | 'down' | 'none';
  readonly published: number;
  /** Messages that clients got, each client for itself, each once. */
  readonly delivered: number;
  /** Clients that got something. */
  readonly clients: number;
  /** Messages that a client never got, from its first one on; those of all clients together. */
  readonly lost: number;
  readonly duplicates: number;
  readonly requests: number;
  readonly connections: number;
  /** Most connections open at once. */
  readonly openPeak: number;
  readonly bytesUp: number;
  readonly bytesDown: number;
  /** Bytes before the first publication: what coming in cost. */
  readonly setupBytes: number;
  /** What the three numbers below are divided by: deliveries, or publications where nothing reached an application. */
  readonly per: 'delivery' | 'publication' | 'nothing';
  /** Bytes in both directions after the setup, for each. */
  readonly bytesPerMessage: number | null;
  readonly requestsPerMessage: number | null;
  /** Heads, bodies, chunks and frames that the server read or wrote, for each: counted work, no processor time. */
  readonly workPerMessage: number | null;
  /** From publication to delivery, the first tenth of the publications left out: all rows start at once then. */
  readonly latencyMedian: number | null;
  readonly latencyP99: number | null;
  /** What the cut did; null where nothing was cut. */
  readonly cut: CutOutcome | null;
  /** Milliseconds from the first publication to one period after the last: what the numbers for each message are over. */
  readonly span: number;
  /** Everything else that is measured of a run. */
  readonly wire: Measurements;
  /** Of each screen that was drawn, by its name. */
  readonly screens: Readonly<Record<string, ScreenNumbers>>;
}

export interface CutOutcome {
  /** Milliseconds from the cut to the next connection; null where none was opened. */
  readonly reopened: number | null;
  /** Milliseconds from the cut to the first delivery of what was published after it; null where nothing came. */
  readonly resumed: number | null;
  /** Messages published while a client was away that it got afterwards, those of all clients together. */
  readonly recovered: number;
}

/** Measures a row. */
export function measureRow(events: readonly WireEvent[]): Measured {
  const all = measure(events);
  const publishes = events.filter((event): event is EventOf<'app:publish'> => event.name === 'app:publish');
  const deliveries = events.filter((event): event is EventOf<'app:deliver'> => event.name === 'app:deliver');
  const first = publishes[0]?.time ?? Number.POSITIVE_INFINITY;
  const end = endOf(publishes);
  // By when bytes came into the tap: what the path delays counts to the message that caused it.
  const steady = events.filter(({ entered }) => entered >= first && entered <= end);
  const per = all.delivered > 0 ? 'delivery' : all.published > 0 ? 'publication' : 'nothing';
  const count = per === 'delivery' ? all.delivered : all.published;
  const each = (total: number) => (count === 0 ? null : total / count);
  const bytes = (list: readonly WireEvent[]) => list.reduce((sum, { size, direction }) => (direction === 'none' ? sum : sum + size), 0);
  const latencies = latenciesOf(publishes, deliveries);
  const at = (share: number) => latencies[Math.max(0, Math.ceil(share * latencies.length) - 1)] ?? null;
  return {
    direction: directionOf(events),
    published: all.published,
    delivered: all.delivered,
    clients: all.clientsServed,
    lost: all.lost,
    duplicates: all.duplicates,
    requests: all.requests,
    connections: all.connections,
    openPeak: all.openPeak,
    bytesUp: all.bytesUp,
    bytesDown: all.bytesDown,
    setupBytes: bytes(events.filter(({ entered }) => entered < first)),
    per,
    bytesPerMessage: each(bytes(steady)),
    requestsPerMessage: each(measure(steady).requests),
    workPerMessage: each(steady.filter(({ size }) => size > 0).length),
    latencyMedian: at(0.5),
    latencyP99: at(0.99),
    cut: cutOutcome(events, publishes, deliveries),
    span: Number.isFinite(first) ? end - first : 0,
    wire: all,
    screens: measureEachScreen(events),
  };
}

/** What was measured of one screen, in the place of all of them. */
export function onScreen(measured: Measured, screen: string): Measured {
  return { ...measured, wire: { ...measured.wire, ...measured.screens[screen] } };
}

/** Least milliseconds after the last publication in which its bytes are on their way. */
const TAIL = 20;

/** One period after the last publication: then as many periods have passed as messages were published. */
function endOf(publishes: readonly EventOf<'app:publish'>[]): number {
  const [first, last] = [publishes[0], publishes.at(-1)];
  if (first === undefined || last === undefined) return 0;
  const period = publishes.length < 2 ? 0 : (last.time - first.time) / (publishes.length - 1);
  return last.time + Math.max(TAIL, period);
}

/** The share of publications at the start of a run that no latency is taken of. */
const WARM_UP = 0.1;

/** Milliseconds from publication to delivery, ascending; what a client gets twice counts once. */
function latenciesOf(publishes: readonly EventOf<'app:publish'>[], deliveries: readonly EventOf<'app:deliver'>[]): readonly number[] {
  const counted = new Map(publishes.slice(Math.floor(publishes.length * WARM_UP)).map(({ data, time }) => [data.id, time]));
  const seen = new Set<string>();
  const latencies = deliveries.flatMap(({ data, time }) => {
    const at = counted.get(data.id);
    const key = `${data.client} ${data.id}`;
    if (at === undefined || seen.has(key)) return [];
    seen.add(key);
    return [time - at];
  });
  return latencies.sort((one, other) => one - other);
}

/** Both ways where one WebSocket, or one gRPC call beyond the message that opened it, carried messages of both sides. */
export function createDirection() {
  const exchanges = new Map<string, { up: number; down: number }>();
  let both = false;
  let down = false;
  return {
    see(event: WireEvent) {
      if (event.direction === 'server-to-client' && event.size > 0) down = true;
      if (event.name !== 'ws:message' && event.name !== 'grpc:message') return;
      const key = event.name === 'ws:message' ? `${event.connection}` : `${event.connection}/${event.data.stream}`;
      const exchange = exchanges.get(key) ?? { up: event.name === 'ws:message' ? 1 : 0, down: 0 };
      exchange[event.direction === 'client-to-server' ? 'up' : 'down'] += 1;
      exchanges.set(key, exchange);
      both ||= exchange.up > 1 && exchange.down > 0;
    },
    now: (): Measured['direction'] => (both ? 'both' : down ? 'down' : 'none'),
  };
}

function directionOf(events: readonly WireEvent[]): Measured['direction'] {
  const direction = createDirection();
  for (const event of events) direction.see(event);
  return direction.now();
}

/** What became of the clients after the first cut that the tap made. */
function cutOutcome(
  events: readonly WireEvent[],
  publishes: readonly EventOf<'app:publish'>[],
  deliveries: readonly EventOf<'app:deliver'>[],
): CutOutcome | null {
  const cut = events.find((event) => event.name === 'tcp:close' && event.data.by === 'tap' && event.data.how === 'cut');
  if (cut === undefined) return null;
  const opened = events.find((event) => event.name === 'tcp:open' && event.seq > cut.seq);
  const publishedAt = new Map(publishes.map(({ data, time }) => [data.id, time]));
  const late = deliveries.filter(({ data }) => (publishedAt.get(data.id) ?? 0) > cut.time);
  const back = new Map<string, number>();
  for (const { data, time } of late) if (!back.has(data.client)) back.set(data.client, time);
  const resumed = [...back.values()].reduce((soonest, time) => Math.min(soonest, time), Number.POSITIVE_INFINITY);
  // A message had to wait for its client where it was published before a connection was open for it again.
  const reopened = opened?.time ?? Number.POSITIVE_INFINITY;
  const got = new Set(late.filter(({ data }) => (publishedAt.get(data.id) ?? 0) < reopened).map(({ data }) => `${data.client} ${data.id}`));
  return {
    reopened: opened === undefined ? null : opened.time - cut.time,
    resumed: Number.isFinite(resumed) ? resumed - cut.time : null,
    recovered: Number.isFinite(reopened) ? got.size : 0,
  };
}
