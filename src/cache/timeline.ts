// A response's life in one kind of cache, as phases from the moment it was received: fresh, then perhaps usable while it is
// revalidated, perhaps usable where the origin fails, then stale. Knows no screen; `drawTimeline` gives text.

import { parseAge } from './age.ts';
import type { CacheResponse, Profile } from './cache.ts';
import { isUnqualified } from './directives.ts';
import { lifetimeOf, staleUseOf } from './freshness.ts';
import { policyOf } from './policy.ts';
import { mayStore } from './store.ts';

export type PhaseName = 'fresh' | 'stale-while-revalidate' | 'stale-if-error' | 'stale';

export interface Phase {
  readonly phase: PhaseName;
  /** Seconds after it was received; `to` is Infinity for the last one. */
  readonly from: number;
  readonly to: number;
}

/** The phases in order, without empty ones; undefined where it is not stored at all. `now` is when it was received. */
export function phasesOf(response: CacheResponse, now: number, profile: Profile): readonly Phase[] | undefined {
  const request = { method: 'GET', target: '/', headers: [] };
  if (mayStore(request, response, now, profile).decision === 'do not store') return undefined;
  const policy = policyOf(response, profile);
  const { whileRevalidate, ifError, forbidden } = staleUseOf(policy, profile);
  const age = parseAge(response.headers);
  const never = isUnqualified(policy.directives, 'no-cache');
  const lifetime = never || age === 'malformed' ? 0 : Math.max(0, lifetimeOf(response, now, profile, policy).seconds - (age ?? 0));
  const revalidated = lifetime + (never || forbidden !== undefined ? 0 : whileRevalidate);
  const excused = Math.max(revalidated, lifetime + (never || forbidden !== undefined ? 0 : ifError));
  const phases: readonly Phase[] = [
    { phase: 'fresh', from: 0, to: lifetime },
    { phase: 'stale-while-revalidate', from: lifetime, to: revalidated },
    { phase: 'stale-if-error', from: revalidated, to: excused },
    { phase: 'stale', from: excused, to: Number.POSITIVE_INFINITY },
  ];
  return phases.filter(({ from, to }) => to > from);
}

const PAINT: Readonly<Record<PhaseName, string>> = { fresh: '█', 'stale-while-revalidate': '▓', 'stale-if-error': '▒', stale: '░' };
const LABELS: Readonly<Record<PhaseName, string>> = {
  fresh: 'fresh',
  'stale-while-revalidate': 'stale, used while it is fetched anew',
  'stale-if-error': 'stale, used if the origin fails',
  stale: 'stale, asked about first',
};

/** `90 s`, `10 min`, `2 h`, `30 days`: the largest unit in which it is whole, or one decimal. */
export function inWords(seconds: number): string {
  if (seconds === 0) return '0';
  for (const [unit, size] of [
    ['days', 86_400],
    ['h', 3600],
    ['min', 60],
  ] as const) {
    if (seconds >= size && (seconds % size === 0 || seconds >= 10 * size)) {
      const count = Math.round((seconds / size) * 10) / 10;
      return `${count} ${unit === 'days' && count === 1 ? 'day' : unit}`;
    }
  }
  return `${Math.round(seconds)} s`;
}

/** The phases as a bar with its times below, then a legend; each line at most `width` characters. */
export function drawTimeline(phases: readonly Phase[], width: number): readonly string[] {
  const bounded = phases.filter(({ to }) => Number.isFinite(to));
  const room = Math.max(24, width);
  // The open end gets a share of its own; a phase that is short beside another still shows.
  const open = Math.max(6, Math.round(room / 5));
  const total = bounded.at(-1)?.to ?? 0;
  const least = Math.min(8, Math.floor((room - open) / Math.max(1, bounded.length)));
  const free = room - open - least * bounded.length;
  let bar = '';
  let scale = '';
  const legend: string[] = [];
  for (const { phase, from, to } of phases) {
    const cells = Number.isFinite(to) ? least + Math.floor((free * (to - from)) / total) : open;
    const at = inWords(from);
    if (scale.length <= bar.length) scale = scale.padEnd(bar.length) + at;
    bar += PAINT[phase].repeat(bar.length + cells > room ? Math.max(1, room - bar.length) : cells);
    legend.push(`${PAINT[phase]} ${LABELS[phase]}${Number.isFinite(to) ? `, for ${inWords(to - from)}` : ''}`);
  }
  return [bar, scale, ...legend];
}
