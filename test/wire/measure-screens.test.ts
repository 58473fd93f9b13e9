import { expect, it } from 'vitest';
import type { EventData } from '../../src/wire/event.ts';
import { measureEachScreen, measureScreens } from '../../src/wire/measure-screens.ts';
import { eventOf } from './event-of.ts';

const screen = (phase: 'begin' | 'end', numbers: Partial<EventData['app:screen']> = {}, time = 0) =>
  eventOf('app:screen', { api: 'rest', screen: 'list', phase, calls: 0, rounds: 0, fields: 0, unused: 0, reads: 0, ...numbers }, { time });
const get = (size: number) =>
  eventOf('http:request', { method: 'GET', target: '/', version: 'HTTP/1.1', headers: [] }, { size, direction: 'client-to-server' });
const answer = (cache: string) =>
  eventOf(
    'http:response',
    { status: 200, reason: 'OK', version: 'HTTP/1.1', headers: [['Cache-Control', cache]] },
    { size: 50, direction: 'server-to-client' },
  );
const body = (length: number) => eventOf('http:body', { length, preview: '' }, { size: length, direction: 'server-to-client' });

it('counts what passes while a screen is wanted, and nothing before or after', () => {
  const events = [
    get(999),
    screen('begin'),
    get(100),
    answer('public, max-age=60'),
    body(30),
    screen('end', { calls: 2, rounds: 1, fields: 9, unused: 4, reads: 3 }, 12),
    get(999),
    answer('no-store'),
  ];
  expect(measureScreens(events)).toEqual({
    screens: 1,
    screenRequests: 1,
    screenRounds: 1,
    screenCalls: 2,
    missingCalls: 1,
    screenUp: 100,
    screenDown: 80,
    contentUp: 0,
    contentDown: 30,
    screenFields: 9,
    unusedFields: 4,
    serverReads: 3,
    screenTime: 12,
    cacheableAnswers: 1,
  });
});

it('tells screens apart, and adds up what was drawn twice', () => {
  const detail = { screen: 'detail', calls: 3, rounds: 2 } as const;
  const events = [
    ...[screen('begin'), get(10), screen('end', { calls: 1, rounds: 1 })],
    ...[screen('begin', detail), get(20), get(21), screen('end', detail)],
    ...[screen('begin'), get(30), screen('end', { calls: 1, rounds: 1 })],
  ];
  const { list, detail: page } = measureEachScreen(events);
  expect([list?.screens, list?.screenUp, list?.screenRounds, list?.missingCalls]).toEqual([2, 40, 2, 0]);
  expect([page?.screens, page?.screenUp, page?.screenRequests, page?.missingCalls]).toEqual([1, 41, 2, 2]);
});

it('is nothing without screens', () => {
  expect(new Set(Object.values(measureScreens([get(10), body(5)])))).toEqual(new Set([0]));
});
