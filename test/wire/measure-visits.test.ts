import { expect, it } from 'vitest';
import type { Fact, WireEvent } from '../../src/wire/event.ts';
import { measureVisits } from '../../src/wire/measure-visits.ts';

const runOf = (...facts: readonly Fact[]) =>
  facts.map((fact, seq): WireEvent => ({ ...fact, seq, time: seq, entered: seq, connection: 1, source: 'hook' }) as WireEvent);
const state = (word: string, detail = ''): Fact => ({
  name: 'app:state',
  direction: 'none',
  size: 0,
  data: { actor: 'client', state: word, detail },
});
const body = (length: number): Fact => ({ name: 'http:body', direction: 'server-to-client', size: length, data: { length, preview: '' } });
const request: Fact = {
  name: 'http:request',
  direction: 'client-to-server',
  size: 50,
  data: { method: 'GET', target: '/', version: '1.1', headers: [] },
};

it('holds what clients got against what went over the wire', () => {
  const run = runOf(
    request,
    body(600),
    body(400),
    state('got', 'ann: /page 200, 1000 bytes, 12.5 ms, version 1'),
    state('got', 'ann: /page 200, 1000 bytes, 0.5 ms'),
  );
  expect(measureVisits(run)).toMatchObject({
    answersGot: 2,
    requestsSaved: 1,
    contentBytes: 1000,
    bytesSaved: 1000,
    answerMean: 6.5,
    answerLongest: 12.5,
  });
});

it('counts what visitors say of their pages', () => {
  const run = runOf(
    state('page'),
    state('broken'),
    state('outdated'),
    state('leaked'),
    state('poisoned'),
    state('error'),
    state('wrong-language'),
    state('page'),
  );
  expect(measureVisits(run)).toMatchObject({
    pagesWhole: 2,
    pagesBroken: 1,
    answersOld: 1,
    answersLeaked: 1,
    answersPoisoned: 1,
    answersFailed: 1,
    answersWrong: 1,
  });
});

it('is all zero for an empty run', () => {
  expect(new Set(Object.values(measureVisits([])))).toEqual(new Set([0]));
});
