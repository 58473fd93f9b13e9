// Numbers about screens that an API filled: what crossed the wire between the moment a screen was wanted and the moment it
// could be drawn, with and without header fields, and what of it was of use. Pure, like measure.ts, which gathers them.
import type { EventOf, HeaderList, WireEvent } from './event.ts';
import type { Measure } from './measure.ts';

export const SCREEN_MEASURES = {
  screens: { title: 'Screens drawn', unit: '', badge: 'hook' },
  screenRequests: { title: 'Requests of screens', unit: '', badge: 'hook' },
  screenRounds: { title: 'Rounds of calls, each waiting for the one before', unit: '', badge: 'hook' },
  screenCalls: { title: 'Calls of the API', unit: '', badge: 'hook' },
  missingCalls: { title: 'Calls beyond the first of a screen', unit: '', badge: 'hook' },
  screenUp: { title: 'Bytes up for screens', unit: 'bytes', badge: 'hook' },
  screenDown: { title: 'Bytes down for screens', unit: 'bytes', badge: 'hook' },
  contentUp: { title: 'Bytes up for screens, without headers', unit: 'bytes', badge: 'hook' },
  contentDown: { title: 'Bytes down for screens, without headers', unit: 'bytes', badge: 'hook' },
  screenFields: { title: 'Fields that came', unit: '', badge: 'hook' },
  unusedFields: { title: 'Fields that came and were not shown', unit: '', badge: 'hook' },
  serverReads: { title: 'Queries of the server for screens', unit: '', badge: 'hook' },
  cacheableAnswers: { title: 'Answers that a shared cache may keep', unit: '', badge: 'live' },
} as const satisfies Readonly<Record<string, Measure>>;

/** Measures the screens of a run; 0 where it has none. */
export function measureScreens(events: readonly WireEvent[]): Readonly<Record<keyof typeof SCREEN_MEASURES, number>> {
  const ends: EventOf<'app:screen'>[] = [];
  let open = false;
  const sums = { screenRequests: 0, screenUp: 0, screenDown: 0, contentUp: 0, contentDown: 0 };
  for (const event of events) {
    if (event.name === 'app:screen') {
      open = event.data.phase === 'begin';
      if (event.data.phase === 'end') ends.push(event);
      continue;
    }
    if (!open || event.direction === 'none') continue;
    const way = event.direction === 'client-to-server' ? 'Up' : 'Down';
    sums[`screen${way}`] += event.size;
    sums[`content${way}`] += contentOf(event);
    if (way === 'Up' && opensRequest(event)) sums.screenRequests += 1;
  }
  const sum = (name: 'calls' | 'rounds' | 'fields' | 'unused' | 'reads') => ends.reduce((total, { data }) => total + data[name], 0);
  return {
    screens: ends.length,
    ...sums,
    screenRounds: sum('rounds'),
    screenCalls: sum('calls'),
    missingCalls: sum('calls') - ends.length,
    screenFields: sum('fields'),
    unusedFields: sum('unused'),
    serverReads: sum('reads'),
    cacheableAnswers: events.filter(isCacheable).length,
  };
}

const opensRequest = (event: WireEvent) =>
  event.name === 'http:request' || (event.name === 'http2:frame' && event.data.headers?.some(([name]) => name === ':method') === true);

/** Bytes of content: of gRPC with the five bytes before each message. */
function contentOf(event: WireEvent): number {
  if (event.name === 'http:body' || event.name === 'http:chunk') return event.data.length;
  return event.name === 'http2:frame' && event.data.type === 'DATA' ? event.data.length : 0;
}

const headerOf = (headers: HeaderList, name: string) => headers.find(([key]) => key.toLowerCase() === name)?.[1];

/** A 200 that says that it is public and for how long it is fresh (RFC 9111 sections 3 and 4.2.1). */
function isCacheable(event: WireEvent): boolean {
  if (event.name !== 'http:response' || event.data.status !== 200) return false;
  return /\bpublic\b.*\bmax-age=[1-9]/.test(headerOf(event.data.headers, 'cache-control') ?? '');
}
