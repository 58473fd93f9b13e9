// Numbers about a function that runs for each request, as the lab's servers tell of it. Pure, like measure.ts, which gathers
// them.
import type { WireEvent } from './event.ts';
import type { Measure } from './measure.ts';

export const FUNCTION_MEASURES = {
  functionRuns: { title: 'Times that the function ran', unit: '', badge: 'hook' },
  functionAnswers: { title: 'Requests that it answered itself', unit: '', badge: 'hook' },
  functionFailures: { title: 'Times that it failed', unit: '', badge: 'hook' },
  functionTime: { title: 'Time of the function, median', unit: 'ms', badge: 'hook' },
} as const satisfies Readonly<Record<string, Measure>>;

/** Measures what a run has of functions; 0 where it has none. */
export function measureFunctions(events: readonly WireEvent[]): Readonly<Record<keyof typeof FUNCTION_MEASURES, number>> {
  let [answers, failures] = [0, 0];
  const times: number[] = [];
  for (const event of events) {
    if (event.name !== 'app:state' || event.data.actor !== 'server' || event.data.state !== 'function') continue;
    const what = /^(answered|failed|passed it|on) /.exec(event.data.detail)?.[1];
    if (what === undefined) continue;
    if (what === 'answered') answers += 1;
    if (what === 'failed') failures += 1;
    times.push(Number(/ ([\d.]+) ms at the \w+(?:, cold)?$/.exec(event.data.detail)?.[1] ?? 0));
  }
  times.sort((one, other) => one - other);
  return {
    functionRuns: times.length,
    functionAnswers: answers,
    functionFailures: failures,
    functionTime: times[Math.floor(times.length / 2)] ?? 0,
  };
}
