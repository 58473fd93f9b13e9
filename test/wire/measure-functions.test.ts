import { expect, it } from 'vitest';
import { measureFunctions } from '../../src/wire/measure-functions.ts';
import { eventOf, runOf } from './event-of.ts';

it('counts what the servers say of a function, and nothing else', () => {
  const said = (detail: string, state = 'function') => eventOf('app:state', { actor: 'server', state, detail }, { source: 'hook' });
  const events = runOf(
    said('at the edge: passed it on as /page?country=DE, 26.4 ms, cold'),
    said('at the edge: answered 401, 2 ms'),
    said('at the origin: failed (threw): 9 ms of work, then an error; answered 500, 4.5 ms'),
    said('at the edge: went home, 1 ms'),
    said('at the edge: answered 401, 2 ms', 'asked'),
  );
  expect(measureFunctions(events)).toEqual({ functionRuns: 3, functionAnswers: 1, functionFailures: 1, functionTime: 4.5 });
  expect(measureFunctions([])).toEqual({ functionRuns: 0, functionAnswers: 0, functionFailures: 0, functionTime: 0 });
});
