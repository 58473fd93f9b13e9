// Builds events of a run for tests, with the places that a test does not care about filled in.
import type { EventData, EventName, WireEvent } from '../../src/wire/event.ts';

export type Place = Partial<Pick<WireEvent, 'direction' | 'size' | 'time' | 'connection' | 'source'>>;

/** An event; `seq` is given by `runOf`. */
export function eventOf<Name extends EventName>(name: Name, data: EventData[Name], place: Place = {}): WireEvent {
  const event = { name, data, direction: 'none', size: 0, seq: 0, time: 0, entered: 0, connection: 1, source: 'tap', ...place };
  return event as unknown as WireEvent;
}

/** Numbers events in order. */
export function runOf(...events: readonly WireEvent[]): WireEvent[] {
  return events.map((event, seq) => ({ ...event, seq }));
}
