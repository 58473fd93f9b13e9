// Numbers about visits through caches: what clients got and when, what of it went over the wire that is watched, and which
// pages were out of date, broken, or somebody else's. Pure, like measure.ts, which gathers them.
import type { WireEvent } from './event.ts';
import type { Measure } from './measure.ts';

export const VISIT_MEASURES = {
  answersGot: { title: 'Answers that clients got', unit: '', badge: 'hook' },
  answersOld: { title: 'Answers older than what the origin had', unit: '', badge: 'hook' },
  answersFailed: { title: 'Answers with an error, or none', unit: '', badge: 'hook' },
  answersLeaked: { title: "Answers with another user's page", unit: '', badge: 'hook' },
  answersPoisoned: { title: 'Answers with what an attacker put in', unit: '', badge: 'hook' },
  answersWrong: { title: 'Answers in a language nobody asked for', unit: '', badge: 'hook' },
  pagesWhole: { title: 'Visits with a page that works', unit: '', badge: 'hook' },
  pagesBroken: { title: 'Visits with a page that is broken', unit: '', badge: 'hook' },
  answerMean: { title: 'Time of an answer, mean', unit: 'ms', badge: 'hook' },
  answerLongest: { title: 'Time of an answer, longest', unit: 'ms', badge: 'hook' },
  requestsSaved: { title: 'Answers without a request on the wire', unit: '', badge: 'hook' },
  bytesSaved: { title: 'Bytes of content that stayed off the wire', unit: 'bytes', badge: 'hook' },
  contentBytes: { title: 'Bytes of content on the wire', unit: 'bytes', badge: 'live' },
  edgeHitRatio: { title: 'Share of requests that an edge answered at once', unit: '%', badge: 'hook' },
} as const satisfies Readonly<Record<string, Measure>>;

/** Measures what a run has of visits; 0 where it has none. `requestsSaved` is the wire's requests against the clients' answers. */
export function measureVisits(events: readonly WireEvent[]): Readonly<Record<keyof typeof VISIT_MEASURES, number>> {
  const states = new Map<string, number>();
  const times: number[] = [];
  let gotBytes = 0;
  let contentBytes = 0;
  let requests = 0;
  let edge = 0;
  let edgeHits = 0;
  for (const event of events) {
    if (event.name === 'http:request') requests += 1;
    else if (event.name === 'http:body' || event.name === 'http:chunk') {
      if (event.direction === 'server-to-client') contentBytes += event.data.length;
    } else if (event.name === 'cache:decision' && event.data.cache.startsWith('edge')) {
      edge += 1;
      if (event.data.outcome === 'hit' || event.data.outcome === 'stale') edgeHits += 1;
    } else if (event.name === 'app:state' && event.data.actor === 'client') {
      const { state, detail } = event.data;
      states.set(state, (states.get(state) ?? 0) + 1);
      if (state !== 'got') continue;
      gotBytes += Number(/ (\d+) bytes/.exec(detail)?.[1] ?? 0);
      times.push(Number(/ ([\d.]+) ms/.exec(detail)?.[1] ?? 0));
    }
  }
  const count = (state: string) => states.get(state) ?? 0;
  const got = count('got');
  return {
    answersGot: got,
    answersOld: count('outdated'),
    answersFailed: count('error'),
    answersLeaked: count('leaked'),
    answersPoisoned: count('poisoned'),
    answersWrong: count('wrong-language'),
    pagesWhole: count('page'),
    pagesBroken: count('broken'),
    answerMean: times.length === 0 ? 0 : times.reduce((sum, time) => sum + time, 0) / times.length,
    answerLongest: times.reduce((most, time) => Math.max(most, time), 0),
    requestsSaved: Math.max(0, got - requests),
    bytesSaved: Math.max(0, gotBytes - contentBytes),
    contentBytes,
    edgeHitRatio: edge === 0 ? 0 : (100 * edgeHits) / edge,
  };
}
