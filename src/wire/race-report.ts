// One race as a value: what `wirewise race --json` prints and its text shows. Pure.
import type { WireEvent } from './event.ts';
import { measurePages } from './measure-pages.ts';
import { resourcesOf, roundTripOf, type Timeline } from './resources.ts';

export interface RacedProtocol {
  readonly protocol: string;
  readonly done: number;
  /** Resources that began late or stalled. */
  readonly late: number;
  /** Milliseconds from the start of its page. */
  readonly firstByte: number;
  readonly median: number;
  readonly last: number;
  /** Round trips to the first byte, and bytes of its connections both ways; 0 where no tap was there to see. */
  readonly roundTrips: number;
  readonly bytes: number;
}

export interface RaceReport {
  /** `tap`: through our taps. `direct`: what this machine's network does. `kernel`: in a namespace of its own, with real drops. */
  readonly path: 'tap' | 'direct' | 'kernel';
  readonly resources: number;
  readonly size: number;
  readonly rtt: number;
  /** Bytes a second; 0: unlimited. */
  readonly bandwidth: number;
  /** Percent. */
  readonly loss: number;
  readonly seed: number;
  readonly protocols: readonly RacedProtocol[];
  /** What the path's round trip is taken for. */
  readonly roundTrip: number;
  readonly timelines: readonly Timeline[];
}

/** Reports a race from its events. */
export function raceReport(events: readonly WireEvent[], setup: Omit<RaceReport, 'protocols' | 'roundTrip' | 'timelines'>): RaceReport {
  const measured = measurePages(events);
  const timelines = resourcesOf(events);
  const of = (protocol: string, key: 'H1' | 'H2' | 'H3'): RacedProtocol => ({
    protocol,
    done: measured[`done${key}`],
    late: measured[`late${key}`],
    firstByte: measured[`firstByte${key}`],
    median: measured[`median${key}`],
    last: measured[`last${key}`],
    roundTrips: measured[`roundTrips${key}`],
    bytes: measured[`bytes${key}`],
  });
  return {
    ...setup,
    protocols: [of('http/1.1', 'H1'), of('h2', 'H2'), of('h3', 'H3')],
    roundTrip: roundTripOf(events),
    timelines,
  };
}
