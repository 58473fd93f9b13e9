import { expect, it } from 'vitest';
import { raceReport } from '../../src/wire/race-report.ts';
import { eventOf, runOf } from './event-of.ts';

it('a race as a value: one entry for each version, whatever was seen of it', () => {
  const said = (protocol: string, phase: 'sent' | 'first-byte' | 'end', time: number) =>
    eventOf('app:resource', { protocol, id: 1, phase, bytes: 9, gap: 0 }, { time, connection: 0, source: 'hook' });
  const hold = eventOf('path:hold', { bytes: 0, milliseconds: 40, reason: 'handshake' }, { source: 'model' });
  const setup = { path: 'tap', resources: 1, size: 9, rtt: 40, bandwidth: 0, loss: 0, seed: 1 } as const;
  const report = raceReport(runOf(hold, said('h2', 'sent', 5), said('h2', 'first-byte', 50), said('h2', 'end', 60)), setup);
  expect(report).toMatchObject({ ...setup, roundTrip: 40, timelines: [{ protocol: 'h2', end: 60 }] });
  expect(report.protocols.map(({ protocol, done, last }) => [protocol, done, last])).toEqual([
    ['http/1.1', 0, 0],
    ['h2', 1, 55],
    ['h3', 0, 0],
  ]);
});
