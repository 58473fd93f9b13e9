import { describe, expect, it } from 'vitest';
import { measurePolls } from '../../src/wire/measure-polls.ts';
import { eventOf, runOf } from './event-of.ts';

const request = (time: number, connection = 1) =>
  eventOf(
    'http:request',
    { method: 'GET', target: '/', version: 'HTTP/1.1', headers: [] },
    { time, connection, direction: 'client-to-server', size: 100 },
  );
const answer = (time: number, connection = 1, status = 200) =>
  eventOf(
    'http:response',
    { status, reason: '', version: 'HTTP/1.1', headers: [] },
    { time, connection, direction: 'server-to-client', size: 50 },
  );
const state = (actor: 'client' | 'server', word: string, detail = '') =>
  eventOf('app:state', { actor, state: word, detail }, { source: 'hook' });
const close = (connection: number) => eventOf('tcp:close', { by: 'client', how: 'fin', lostBytes: 0 }, { connection });

describe('requests', () => {
  it('are counted within windows that slide', () => {
    const times = [0, 90, 180, 185, 190, 279, 1185];
    expect(measurePolls(runOf(...times.map((time) => request(time))))).toMatchObject({ peakRequests: 4, peakRequestsPerSecond: 6 });
  });

  it('are open until the head of their answer, each connection for itself, and not after it is closed', () => {
    const run = runOf(
      request(0),
      request(1, 2),
      answer(2, 2, 103),
      request(3, 3),
      answer(4),
      close(2),
      close(3),
      request(5),
      request(6, 4),
    );
    expect(measurePolls(run).requestsOpen).toBe(3);
    expect(measurePolls(runOf(answer(0), request(1))).requestsOpen).toBe(1);
  });

  it('cost what all bytes come to, shared out', () => {
    expect(measurePolls(runOf(request(0), answer(1), request(2), answer(3))).bytesPerRequest).toBe(150);
  });
});

it('says how many answers brought nothing', () => {
  const run = runOf(answer(0), answer(1, 1, 304), answer(2, 1, 204), answer(3), state('client', 'empty'), state('client', 'empty'));
  expect(measurePolls(run)).toMatchObject({ notModified: 1, noContent: 1, emptyAnswers: 2, emptyShare: 50 });
});

it('says how old news was, and what was predicted', () => {
  const run = runOf(
    state('client', 'predicts', 'a mean staleness of 12.5 ms: half the interval'),
    eventOf('app:publish', { id: 1 }, { time: 10 }),
    eventOf('app:deliver', { id: 1, client: 'a' }, { time: 20 }),
    eventOf('app:deliver', { id: 1, client: 'b' }, { time: 30 }),
    eventOf('app:deliver', { id: 7, client: 'b' }, { time: 30 }),
    request(31),
  );
  expect(measurePolls(run)).toMatchObject({ latencyMean: 15, latencyPredicted: 12.5 });
  expect(measurePolls(run).requestsPerMessage).toBeCloseTo(1 / 3);
});

it('counts what clients and servers say', () => {
  const run = runOf(
    state('client', 'stale'),
    state('server', 'asked'),
    state('server', 'asked'),
    state('server', 'gone'),
    state('client', 'gone'),
  );
  expect(measurePolls(run)).toMatchObject({ staleAnswers: 1, originRequests: 2, cancelled: 1 });
});
