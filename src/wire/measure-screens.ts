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
  screenTime: { title: 'From wanting screens to drawing them', unit: 'ms', badge: 'hook' },
  cacheableAnswers: { title: 'Answers that a shared cache may keep', unit: '', badge: 'live' },
} as const satisfies Readonly<Record<string, Measure>>;

export type ScreenNumbers = Readonly<Record<keyof typeof SCREEN_MEASURES, number>>;

const NONE: ScreenNumbers = Object.fromEntries(Object.keys(SCREEN_MEASURES).map((name) => [name, 0])) as ScreenNumbers;

/** Measures the screens of a run, all of them together; 0 where it has none. Answers that may be kept are those of the run. */
export function measureScreens(events: readonly WireEvent[]): ScreenNumbers {
  const all = [...Object.values(measureEachScreen(events))].reduce(plus, NONE);
  return { ...all, cacheableAnswers: events.filter(isCacheable).length };
}

/** The same of each screen by itself, by its name; a screen that was drawn several times is the sum of them. */
export function measureEachScreen(events: readonly WireEvent[]): Readonly<Record<string, ScreenNumbers>> {
  const screens: Record<string, ScreenNumbers> = {};
  let begin: EventOf<'app:screen'> | undefined;
  for (const event of events) {
    if (event.name === 'app:screen') {
      const { screen, phase } = event.data;
      if (phase === 'end') screens[screen] = plus(screens[screen] ?? NONE, drawn(event, begin?.time ?? event.time));
      begin = phase === 'begin' ? event : undefined;
    } else if (begin !== undefined && event.direction !== 'none')
      screens[begin.data.screen] = plus(screens[begin.data.screen] ?? NONE, passed(event));
  }
  return screens;
}

const plus = (sum: ScreenNumbers, more: Partial<ScreenNumbers>): ScreenNumbers =>
  Object.fromEntries(Object.entries(sum).map(([name, value]) => [name, value + (more[name as keyof ScreenNumbers] ?? 0)])) as ScreenNumbers;

/** What a screen says of itself when it was drawn. */
const drawn = ({ data, time }: EventOf<'app:screen'>, since: number): Partial<ScreenNumbers> => ({
  screens: 1,
  screenRounds: data.rounds,
  screenCalls: data.calls,
  missingCalls: data.calls - 1,
  screenFields: data.fields,
  unusedFields: data.unused,
  serverReads: data.reads,
  screenTime: time - since,
});

/** What passes while a screen is wanted. */
function passed(event: WireEvent): Partial<ScreenNumbers> {
  if (event.direction === 'client-to-server')
    return { screenUp: event.size, contentUp: contentOf(event), screenRequests: opensRequest(event) ? 1 : 0 };
  return { screenDown: event.size, contentDown: contentOf(event), cacheableAnswers: isCacheable(event) ? 1 : 0 };
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
