// Whether a claim about a run is true, and what in the run says so. Pure: it reads a trace and nothing else.
import { assertNever } from '../lib/assert-never.ts';
import { roundedText } from '../lib/rounded.ts';
import { describe } from '../wire/describe.ts';
import type { WireEvent } from '../wire/event.ts';
import { MEASURES, type Measurements, type MeasureName, measure } from '../wire/measure.ts';
import { type EventMatch, matches } from '../wire/script.ts';
import type { Trace } from '../wire/trace.ts';
import type { Expectation } from './schema.ts';
import { eventsText } from './words.ts';

export interface Judgement {
  readonly holds: boolean;
  /** What in the run says so: a measured value, or which events. One line, no full stop. */
  readonly because: string;
  /** `seq` of the events that it rests on, at most three; none where a measurement was read. */
  readonly events: readonly number[];
}

type Comparison = '<' | '<=' | '=' | '>=' | '>';

/** More events than this are counted, not named. */
const NAMED = 3;

/** Whether the trace satisfies the expectation, and the event or the value that decides it. */
export function holds(expectation: Expectation, trace: Pick<Trace, 'events'>): Judgement {
  return judge(expectation, trace.events, measure(trace.events));
}

/** The same where the run has been measured already. */
export function judge(expectation: Expectation, events: readonly WireEvent[], measurements: Measurements): Judgement {
  if ('measure' in expectation) {
    const value = measurements[expectation.measure as MeasureName] as number | undefined;
    if (value === undefined) return { holds: false, because: `there is no measurement '${expectation.measure}'`, events: [] };
    const { title, unit } = MEASURES[expectation.measure as MeasureName];
    const because = `${title} = ${roundedText(value)}${unit === '' ? '' : ` ${unit}`}`;
    return { holds: compare(value, expectation.is, expectation.value), because, events: [] };
  }
  if ('count' in expectation) {
    const found = events.filter((event) => matches(event, expectation.count));
    return {
      holds: compare(found.length, expectation.is, expectation.value),
      because: eventsText(expectation.count, found.length),
      events: found.slice(0, NAMED).map((event) => event.seq),
    };
  }
  if ('first' in expectation) return judgeOrder(expectation.first, expectation.before, events);
  if ('all' in expectation) {
    const parts = expectation.all.map((part) => judge(part, events, measurements));
    const broken = parts.filter((part) => !part.holds);
    return joined(broken.length === 0, broken.length === 0 ? parts : broken.slice(0, 1));
  }
  if ('any' in expectation) {
    const parts = expectation.any.map((part) => judge(part, events, measurements));
    const kept = parts.filter((part) => part.holds);
    return joined(kept.length > 0, kept.length > 0 ? kept.slice(0, 1) : parts);
  }
  if ('not' in expectation) {
    const part = judge(expectation.not, events, measurements);
    return { ...part, holds: !part.holds };
  }
  return assertNever(expectation);
}

/** True when the first was seen, and no other came earlier. */
function judgeOrder(first: EventMatch, before: EventMatch, events: readonly WireEvent[]): Judgement {
  const one = events.find((event) => matches(event, first));
  const other = events.find((event) => matches(event, before));
  const seen = [one, other].filter((event) => event !== undefined).sort((a, b) => a.seq - b.seq);
  const earliest = seen[0];
  const because = earliest === undefined ? eventsText(first, 0) : `first, after ${roundedText(earliest.time)} ms, ${describe(earliest)}`;
  return {
    holds: one !== undefined && (other === undefined || one.seq < other.seq),
    because,
    events: seen.map((event) => event.seq),
  };
}

function joined(is: boolean, parts: readonly Judgement[]): Judgement {
  return {
    holds: is,
    because: [...new Set(parts.map((part) => part.because))].join('; '),
    events: [...new Set(parts.flatMap((part) => part.events))].slice(0, NAMED),
  };
}

function compare(value: number, is: Comparison, wanted: number): boolean {
  switch (is) {
    case '<':
      return value < wanted;
    case '<=':
      return value <= wanted;
    case '=':
      return value === wanted;
    case '>=':
      return value >= wanted;
    case '>':
      return value > wanted;
    default:
      return assertNever(is);
  }
}
