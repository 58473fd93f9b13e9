import { expect, it } from 'vitest';
import { measureFunctions } from '../../src/wire/measure-functions.ts';
import { eventOf, runOf } from './event-of.ts';

it('counts what the servers say of a function, and nothing else', () => {
  const said = (detail: string, state = 'function') => eventOf('app:state', { actor: 'server', state, detail }, { source: 'hook' });
  const events = runOf(
    said('on to /page?country=DE, 26.4 ms at the edge, cold'),
    said('answered 401, 2 ms at the edge'),
    said('failed (threw): 9 ms of work, then an error; answered 500, 4.5 ms at the origin'),
    said('went home, 1 ms at the edge'),
    said('answered 401, 2 ms at the edge', 'asked'),
  );
  expect(measureFunctions(events)).toEqual({ functionRuns: 3, functionAnswers: 1, functionFailures: 1, functionTime: 4.5 });
  expect(measureFunctions([])).toEqual({ functionRuns: 0, functionAnswers: 0, functionFailures: 0, functionTime: 0 });
});
