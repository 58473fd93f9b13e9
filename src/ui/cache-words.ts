// What caches did as short texts: outcomes, ages, sizes, times, and what a response means to a CDN and to a browser. Pure.
import { BROWSER, type CacheResponse, CDN, type Profile } from '../cache/cache.ts';
import { mayStore } from '../cache/store.ts';
import { inWords, type Phase, phasesOf } from '../cache/timeline.ts';
import type { CacheOutcome, EventData } from '../wire/event.ts';
import type { Role, Symbols } from './theme.ts';

/** The mark of an outcome; its word always stands beside it. */
export function outcomeMark(outcome: CacheOutcome, symbols: Symbols): { readonly mark: string; readonly role: Role } {
  switch (outcome) {
    case 'hit':
      return { mark: symbols.done, role: 'good' };
    case 'collapsed':
      return { mark: symbols.partly, role: 'good' };
    case 'revalidated':
      return { mark: symbols.partly, role: 'accent' };
    case 'stale':
      return { mark: symbols.partly, role: 'warn' };
    case 'miss':
      return { mark: symbols.todo, role: 'text' };
    case 'bypassed':
      return { mark: symbols.dashed, role: 'dim' };
    case 'failed':
      return { mark: symbols.wrong, role: 'bad' };
  }
}

/** `820 B`, `12.3 kB`, `1.4 MB`. */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [size, unit] = bytes < 999_950 ? [bytes / 1000, 'kB'] : [bytes / 1e6, 'MB'];
  return `${size < 100 ? size.toFixed(1) : Math.round(size)} ${unit}`;
}

/** `4 ms`, `1.2 s`. */
export function timeText(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** `90 s`, `10 m`, `47 h`, `365 d`: whole, in the largest unit that loses little. */
export function secondsText(seconds: number): string {
  for (const [unit, size] of [
    ['d', 86_400],
    ['h', 3600],
    ['m', 60],
  ] as const)
    if (seconds >= 2 * size || seconds === size || (size > 60 && seconds > size && seconds % size < 10))
      return `${Math.floor(seconds / size)} ${unit}`;
  return `${Math.max(0, seconds)} s`;
}

/** How old of how long: `42 s of 10 m`, or `42s/10m` where there is little room; empty where nothing is known of it. */
export function ageText({ age, lifetime, storing, outcome }: EventData['cache:decision'], compact = false): string {
  if (outcome === 'bypassed' || outcome === 'failed') return '';
  if (storing === 'not stored') return 'not kept';
  const [is, may] = [age < 0 ? '?' : secondsText(age), secondsText(lifetime)];
  return compact ? `${is}/${may}`.replaceAll(' ', '') : `${is} of ${may}`;
}

function phaseText({ phase, from, to }: Phase, first: boolean): string {
  const then = first ? '' : 'then ';
  switch (phase) {
    case 'fresh':
      return `${then}fresh for ${inWords(to)}`;
    case 'stale-while-revalidate':
      return `${then}stale for ${inWords(to - from)}, used while it is fetched anew`;
    case 'stale-if-error':
      return `${then}stale for ${inWords(to - from)}, used if the origin fails`;
    case 'stale':
      return first ? 'kept, and asked about each time' : 'then asked about first';
  }
}

/** What a response to GET means to one kind of cache, from the moment it was received. */
export function meaningOf(response: CacheResponse, now: number, profile: Profile): { readonly text: string; readonly source: string } {
  const request = { method: 'GET', target: '/', headers: [] };
  const stored = mayStore(request, response, now, profile);
  const phases = phasesOf(response, now, profile);
  if (phases === undefined) return { text: `not kept: ${stored.because}`, source: stored.source };
  return { text: phases.map((phase, index) => phaseText(phase, index === 0)).join('; '), source: stored.source };
}

export const KINDS = [
  ['A CDN', CDN],
  ['A browser', BROWSER],
] as const;

/** A source in few cells, where no catalog is at hand: `RFC 9111 §4.2`. */
export function sourceText(source: string): string {
  return source.replace(/^rfc(\d+)/, 'RFC $1').replace('#', ' §');
}
