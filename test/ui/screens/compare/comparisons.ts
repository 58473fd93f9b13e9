// A comparison of three rows for tests of its screen: a stream, a poll, a push that reaches nobody.
import { createLiveRow } from '../../../../src/compare/live.ts';
import { reportOf } from '../../../../src/compare/report.ts';
import type { Comparison, ComparisonRow } from '../../../../src/compare/schema.ts';
import type { CompareSettings } from '../../../../src/compare/settings.ts';
import type { ComparisonView } from '../../../../src/ui/hooks/use-comparison.ts';
import type { WireEvent } from '../../../../src/wire/event.ts';
import { settingsWith, streamOf } from '../../../compare/rows.ts';

const rowOf = (lab: string, title: string, latency: 'very-low' | 'medium' | 'low'): ComparisonRow => ({
  lab,
  title,
  params: {},
  care: {},
  start: [{ do: 'connect' }],
  cut: 'cut',
  stop: [],
  recovers: 'it names the last id',
  loses: 'a request misses what came before it',
  claims: [
    { about: 'direction', says: 'It goes down only.', judge: { by: 'direction', expects: 'down' }, source: 'rfc6455#1.2' },
    { about: 'latency', says: `It is ${latency}.`, judge: { by: 'latency', expects: latency }, source: 'rfc6455#1.1' },
    {
      about: 'reconnect',
      says: 'It comes back.',
      judge: { by: 'reconnect', expects: 'native', through: 'library' },
      source: 'rfc6455#7.2.3',
    },
    {
      about: 'use',
      says: 'It is for cats.',
      judge: { by: 'source', verdict: 'does-not-hold', because: 'Cats use none of it.' },
      source: 'rfc6455#1.1',
    },
  ],
});

export const comparison: Comparison = {
  id: 'cats',
  title: 'Cats, side by side',
  summary: 'One mouse, three cats.',
  feed: true,
  note: '',
  columns: ['latencyMedian', 'bytesPerMessage', 'requests', 'direction', 'latencyP99', 'lost', 'connections', 'recovered', 'resumed'],
  rows: [rowOf('websocket', 'Stream', 'very-low'), rowOf('sse', 'Poll', 'medium'), rowOf('http2-push', 'Push', 'low')],
};

/** What each lab of it saw in a run. */
export function eventsOf({ fault }: Pick<CompareSettings, 'fault'> = { fault: 'none' }): ReadonlyMap<string, readonly WireEvent[]> {
  const cut = fault === 'cut' ? { cut: 4, back: 7 } : {};
  return new Map([
    ['websocket', streamOf(cut)],
    ['sse', streamOf({ ...cut, latency: 30, requestEach: true, replay: true })],
    ['http2-push', streamOf().filter(({ name }) => name !== 'app:deliver')],
  ]);
}

/** A run as the screen is handed it: over, or after so many milliseconds. */
export function viewOf(changes: Partial<CompareSettings> = {}, running?: number): ComparisonView {
  const settings = settingsWith({ rate: 10, messages: 10, ...changes });
  const events = eventsOf(settings);
  const rows = new Map(
    [...events].map(([lab, list]) => {
      const live = createLiveRow();
      for (const event of list) if (running === undefined || event.time <= running) live.see(event);
      return [lab, { live, phase: running === undefined ? ('done' as const) : ('running' as const) }];
    }),
  );
  const runs = [...events].map(([lab, list]) => ({ lab, events: list }));
  return {
    phase: running === undefined ? 'done' : 'running',
    problem: undefined,
    settings,
    rows,
    elapsed: running ?? 1200,
    report: running === undefined ? reportOf(comparison, settings, 7, runs) : undefined,
  };
}
