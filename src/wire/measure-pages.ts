// Numbers about pages over the versions of HTTP: header blocks, frames, round trips, and how resources fared. Pure, like
// measure.ts, which gathers them.
import type { Direction, EventName, EventOf, WireEvent } from './event.ts';
import type { Measure } from './measure.ts';
import { lateResources, medianOf, resourcesOf, roundTripOf, type Timeline } from './resources.ts';

export const PAGE_MEASURES = {
  resources: { title: 'Resources loaded', unit: '', badge: 'hook' },
  resourcesFailed: { title: 'Resources that failed', unit: '', badge: 'hook' },
  resourcesQueued: { title: 'Resources that waited for a connection', unit: '', badge: 'hook' },
  pageTime: { title: 'First request to last resource', unit: 'ms', badge: 'hook' },
  dataFrames: { title: 'HTTP/2 DATA frames', unit: '', badge: 'live' },
  dataBytes: { title: 'Bytes of content in HTTP/2 DATA frames', unit: 'bytes', badge: 'live' },
  streamSwitches: { title: 'DATA frames of another stream than the one before', unit: '', badge: 'live' },
  goaways: { title: 'HTTP/2 GOAWAY frames', unit: '', badge: 'live' },
  firstBlock: { title: "Bytes of the client's first header block", unit: 'bytes', badge: 'live' },
  tenthBlock: { title: "Bytes of the client's tenth header block", unit: 'bytes', badge: 'live' },
  lastBlock: { title: "Bytes of the client's last header block", unit: 'bytes', badge: 'live' },
  tableEntries: { title: "Entries of the client's dynamic table, at the end", unit: '', badge: 'live' },
  tlsRecords: { title: 'TLS records', unit: '', badge: 'live' },
  datagrams: { title: 'QUIC datagrams', unit: '', badge: 'live' },
  longPackets: { title: 'QUIC packets with a long header', unit: '', badge: 'live' },
  shortPackets: { title: 'QUIC packets with a short header', unit: '', badge: 'live' },
  datagramsLost: { title: 'Datagrams that the path dropped', unit: '', badge: 'model' },
  roundTripsH1: { title: 'HTTP/1.1: round trips to the first byte', unit: '', badge: 'model' },
  roundTripsH2: { title: 'HTTP/2: round trips to the first byte', unit: '', badge: 'model' },
  roundTripsH3: { title: 'HTTP/3: round trips to the first byte', unit: '', badge: 'hook' },
  firstByteH1: { title: 'HTTP/1.1: first request to first byte', unit: 'ms', badge: 'hook' },
  firstByteH2: { title: 'HTTP/2: first request to first byte', unit: 'ms', badge: 'hook' },
  firstByteH3: { title: 'HTTP/3: first request to first byte', unit: 'ms', badge: 'hook' },
  medianH1: { title: 'HTTP/1.1: half of the resources there after', unit: 'ms', badge: 'hook' },
  medianH2: { title: 'HTTP/2: half of the resources there after', unit: 'ms', badge: 'hook' },
  medianH3: { title: 'HTTP/3: half of the resources there after', unit: 'ms', badge: 'hook' },
  lastH1: { title: 'HTTP/1.1: all resources there after', unit: 'ms', badge: 'hook' },
  lastH2: { title: 'HTTP/2: all resources there after', unit: 'ms', badge: 'hook' },
  lastH3: { title: 'HTTP/3: all resources there after', unit: 'ms', badge: 'hook' },
  lateH1: { title: 'HTTP/1.1: resources that began late or stalled', unit: '', badge: 'hook' },
  lateH2: { title: 'HTTP/2: resources that began late or stalled', unit: '', badge: 'hook' },
  lateH3: { title: 'HTTP/3: resources that began late or stalled', unit: '', badge: 'hook' },
  doneH1: { title: 'HTTP/1.1: resources loaded', unit: '', badge: 'hook' },
  doneH2: { title: 'HTTP/2: resources loaded', unit: '', badge: 'hook' },
  doneH3: { title: 'HTTP/3: resources loaded', unit: '', badge: 'hook' },
  bytesH1: { title: 'HTTP/1.1: bytes of its connections, both ways', unit: 'bytes', badge: 'live' },
  bytesH2: { title: 'HTTP/2: bytes of its connections, both ways', unit: 'bytes', badge: 'live' },
  bytesH3: { title: 'HTTP/3: bytes of its connections, both ways', unit: 'bytes', badge: 'live' },
} as const satisfies Readonly<Record<string, Measure>>;

/** Measures what a run has of pages; 0 where it has none. */
export function measurePages(events: readonly WireEvent[]): Readonly<Record<keyof typeof PAGE_MEASURES, number>> {
  const of = <Name extends EventName>(name: Name) => events.filter((event): event is EventOf<Name> => event.name === name);
  const frames = of('http2:frame');
  const data = frames.filter((event) => event.data.type === 'DATA' && event.direction === 'server-to-client');
  const blocks = frames.filter((event) => event.data.type === 'HEADERS' && event.direction === 'client-to-server');
  const count = (type: string) => frames.filter((event) => event.data.type === type).length;
  const packets = of('quic:packet');
  const all = resourcesOf(events);
  const spoken = protocolsOf(events);
  const late = lateResources(all, roundTripOf(events));
  const h1 = one('http/1.1');
  const h2 = one('h2');
  const h3 = one('h3');
  const ended = all.filter((each) => each.end !== undefined);

  function one(protocol: string) {
    const mine = all.filter((each) => each.protocol === protocol);
    const began = Math.min(...mine.map(startOf));
    const after = (each: Timeline) => (each.end ?? began) - began;
    const done = mine.filter((each) => each.end !== undefined);
    const first = Math.min(...mine.map((each) => each.firstByte ?? Number.POSITIVE_INFINITY));
    return {
      firstByte: Number.isFinite(first) ? first - began : 0,
      median: medianOf(done.map(after)),
      last: Math.max(0, ...done.map(after)),
      late: late.filter((each) => each.protocol === protocol).length,
      done: done.length,
      bytes: events.reduce((sum, event) => sum + (spoken.get(event.connection) === protocol ? event.size : 0), 0),
      roundTrips: roundTrips(events, protocol, spoken),
    };
  }

  return {
    resources: ended.length,
    resourcesFailed: all.filter((each) => each.failed !== undefined).length,
    resourcesQueued: all.filter((each) => each.queued !== undefined).length,
    pageTime: ended.length === 0 ? 0 : Math.max(...ended.map((each) => each.end as number)) - Math.min(...all.map(startOf)),
    dataFrames: data.length,
    dataBytes: data.reduce((sum, event) => sum + event.data.length, 0),
    streamSwitches: data.filter((event, index) => index > 0 && event.data.stream !== data[index - 1]?.data.stream).length,
    goaways: count('GOAWAY'),
    firstBlock: blocks[0]?.data.length ?? 0,
    tenthBlock: blocks[9]?.data.length ?? 0,
    lastBlock: blocks.at(-1)?.data.length ?? 0,
    tableEntries: blocks.at(-1)?.data.table?.entries ?? 0,
    tlsRecords: of('tls:record').length,
    datagrams: packets.filter((event) => event.data.place === 1).length,
    longPackets: packets.filter((event) => event.data.header === 'long').length,
    shortPackets: packets.filter((event) => event.data.header === 'short').length,
    datagramsLost: of('path:drop').length,
    roundTripsH1: h1.roundTrips,
    roundTripsH2: h2.roundTrips,
    roundTripsH3: h3.roundTrips,
    firstByteH1: h1.firstByte,
    firstByteH2: h2.firstByte,
    firstByteH3: h3.firstByte,
    medianH1: h1.median,
    medianH2: h2.median,
    medianH3: h3.median,
    lastH1: h1.last,
    lastH2: h2.last,
    lastH3: h3.last,
    lateH1: h1.late,
    lateH2: h2.late,
    lateH3: h3.late,
    doneH1: h1.done,
    doneH2: h2.done,
    doneH3: h3.done,
    bytesH1: h1.bytes,
    bytesH2: h2.bytes,
    bytesH3: h3.bytes,
  };
}

const startOf = (each: Timeline) => Math.min(each.queued ?? Number.POSITIVE_INFINITY, each.sent ?? Number.POSITIVE_INFINITY);

/** What each connection speaks, as far as its bytes tell: by its messages, by what its ClientHello offers, or QUIC. */
function protocolsOf(events: readonly WireEvent[]): ReadonlyMap<number, string> {
  const spoken = new Map<number, string>();
  for (const event of events) {
    if (event.connection === 0 || spoken.has(event.connection)) continue;
    if (event.name === 'quic:packet') spoken.set(event.connection, 'h3');
    else if (event.name === 'http2:frame') spoken.set(event.connection, 'h2');
    else if (event.name === 'http:request') spoken.set(event.connection, event.data.version === 'HTTP/3' ? 'h3' : 'http/1.1');
    else if (event.name === 'tls:record' && event.data.detail.startsWith('ClientHello'))
      spoken.set(event.connection, /offers h2\b/.test(event.data.detail) ? 'h2' : 'http/1.1');
  }
  return spoken;
}

/**
 * How often a protocol had to go to and fro before its first response byte was there: followed back from that byte on its
 * connection, what the server sent to what it had been sent before, and that to what the client had been sent before. The
 * handshake of TCP, which the tap models, is one more. Sound where the path has a delay.
 */
function roundTrips(events: readonly WireEvent[], protocol: string, spoken: ReadonlyMap<number, string>): number {
  const until = events.find(
    (event) => event.name === 'app:resource' && event.data.protocol === protocol && event.data.phase === 'first-byte',
  );
  if (until === undefined) return 0;
  // Of several connections it is the one that is furthest: the others have no response yet.
  const connections = [...spoken].filter(([, each]) => each === protocol).map(([connection]) => connection);
  return Math.max(
    0,
    ...connections.map((connection) => tripsOn(events.filter((event) => event.connection === connection && event.seq < until.seq))),
  );
}

function tripsOn(events: readonly WireEvent[]): number {
  const handshakes = events.filter((event) => event.name === 'path:hold' && event.data.reason === 'handshake').length;
  const last = (direction: Direction, before: number) =>
    events.findLast((event) => event.size > 0 && event.direction === direction && event.time <= before);
  let trips = 0;
  let answer = last('server-to-client', Number.POSITIVE_INFINITY);
  while (answer !== undefined) {
    const asked = last('client-to-server', answer.entered);
    if (asked === undefined) break;
    trips += 1;
    answer = last('server-to-client', asked.entered);
  }
  return trips + handshakes;
}
