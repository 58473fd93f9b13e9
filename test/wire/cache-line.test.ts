import { describe, expect, it } from 'vitest';
import { cacheLineOf } from '../../src/wire/cache-line.ts';
import type { CacheOutcome } from '../../src/wire/event.ts';
import { eventOf, runOf } from './event-of.ts';

const hook = { connection: 0, source: 'hook' } as const;
const said = (state: string, detail: string, actor: 'client' | 'server' = 'client') => eventOf('app:state', { actor, state, detail }, hook);
const decided = (outcome: CacheOutcome, cache = 'browser') =>
  eventOf(
    'cache:decision',
    {
      cache,
      method: 'GET',
      target: '/page',
      status: 200,
      outcome,
      because: 'because',
      source: '',
      storing: '',
      storingBecause: '',
      storingSource: '',
      age: 0,
      lifetime: 600,
      cacheStatus: '',
    },
    hook,
  );
const asked = eventOf('http:request', { method: 'GET', target: '/page', version: 'HTTP/1.1', headers: [] }, { size: 90 });
const answered = eventOf('http:response', { status: 200, reason: 'OK', version: 'HTTP/1.1', headers: [] }, { size: 110 });
const body = eventOf('http:body', { length: 2000, preview: '' }, { size: 2000 });
const got = (version = 1) => said('got', `ann: /page 200, 2000 bytes, 3.2 ms, version ${version} en`);

describe('the steps of a run', () => {
  it('are visits with what the wire had of them, and what happened between', () => {
    const line = cacheLineOf(
      runOf(
        asked,
        answered,
        body,
        decided('miss'),
        got(),
        decided('hit'),
        got(),
        said('clock', 'an hour passes: the calendar is moved'),
        said('changed', 'version 2', 'server'),
        decided('hit'),
        said('outdated', 'ann: shows version 1, the origin has 2'),
        got(),
        said('clock', 'a day passes: x'),
      ),
    );
    expect(line).toMatchObject({ answers: 3, content: 6000, wire: { requests: 1, bytes: 2200 } });
    expect(line.steps).toMatchObject([
      {
        kind: 'visit',
        calendar: 0,
        who: 'ann',
        what: 'version 1 en',
        bytes: 2000,
        own: { outcome: 'miss' },
        wire: { requests: 1, bytes: 2200 },
      },
      { kind: 'visit', own: { outcome: 'hit' }, wire: { requests: 0, bytes: 0 }, wrong: [] },
      { kind: 'passed', calendar: 3600, text: 'an hour passes' },
      { kind: 'changed', calendar: 3600, text: 'version 2' },
      { kind: 'visit', wrong: ['out of date'] },
      { kind: 'passed', calendar: 90_000 },
    ]);
  });

  it('tell a fetch behind an answer from the visit that came after it', () => {
    const { steps } = cacheLineOf(runOf(decided('stale'), got(), asked, answered, body, decided('hit'), got()));
    expect(steps.map(({ kind }) => kind)).toEqual(['visit', 'behind', 'visit']);
    expect(steps[1]).toMatchObject({ wire: { requests: 1, bytes: 2200 } });
  });

  it('have the shared cache beside the own one, and a visit without an answer', () => {
    const { steps, answers } = cacheLineOf(
      runOf(asked, decided('hit', 'shared'), answered, decided('miss'), got(), decided('failed'), said('error', 'ann: no answer')),
    );
    expect(steps).toMatchObject([
      { own: { outcome: 'miss' }, shared: { outcome: 'hit' } },
      { who: 'ann', status: 0, own: { outcome: 'failed' }, wrong: ['an error'] },
    ]);
    expect(answers).toBe(1);
  });
});
