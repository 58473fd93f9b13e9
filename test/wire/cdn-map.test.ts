import { describe, expect, it } from 'vitest';
import { cdnMapOf } from '../../src/wire/cdn-map.ts';
import type { CacheOutcome } from '../../src/wire/event.ts';
import { eventOf, runOf } from './event-of.ts';

const hook = { connection: 0, source: 'hook' } as const;
const said = (state: string, detail = '', actor: 'client' | 'server' = 'client') => eventOf('app:state', { actor, state, detail }, hook);
const decided = (cache: string, outcome: CacheOutcome, target = '/site') =>
  eventOf(
    'cache:decision',
    {
      cache,
      method: 'GET',
      target,
      status: 200,
      outcome,
      because: '',
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
const got = (edge: string, time: number, target = '/site') =>
  said('got', `visitor 1: ${target} 200, 2000 bytes, ${time} ms, release 1, ${edge}`);
const asked = (edge: string, connection: number, time: number) =>
  eventOf('http:request', { method: 'GET', target: '/site', version: 'HTTP/1.1', headers: [['Via', `1.1 ${edge}`]] }, { connection, time });
const answered = (connection: number, time: number) =>
  eventOf(
    'http:response',
    { status: 200, reason: 'OK', version: 'HTTP/1.1', headers: [] },
    { connection, time, direction: 'server-to-client' },
  );

describe('the map of a CDN', () => {
  it('knows every edge from the start, also one that nobody has used', () =>
    expect(cdnMapOf(runOf(said('edges', 'edge-1 edge-2'))).edges.map(({ name, requests }) => [name, requests])).toEqual([
      ['edge-1', 0],
      ['edge-2', 0],
    ]));

  it('counts for each edge what it did, what it asked on the wire, and how long both took', () => {
    const run = runOf(
      said('edges', 'edge-1 edge-2'),
      asked('edge-2', 1, 10),
      answered(1, 310),
      decided('edge-2', 'miss'),
      got('edge-2', 302),
      decided('edge-2', 'hit'),
      got('edge-2', 2),
      decided('browser 1', 'hit'),
      got('edge-2', 0),
      asked('edge-1', 2, 400),
      asked('edge-1', 3, 401),
    );
    const { edges, origin, visitors } = cdnMapOf(run, 4);
    expect(edges[1]).toMatchObject({ requests: 2, hits: 1, mean: 152, asked: 1, underWay: 0, wait: 310, last: { outcome: 'hit' } });
    expect(edges[0]).toMatchObject({ requests: 0, asked: 2, underWay: 2, wait: undefined });
    expect(origin).toMatchObject({ requests: 3, underWay: 2, most: 2, down: false, release: 1 });
    expect(origin.load.reduce((sum, count) => sum + count, 0)).toBe(3);
    expect(visitors).toMatchObject({ answers: 3, own: 1 });
  });

  it('a connection that was closed has nothing under way', () => {
    const close = eventOf('tcp:close', { by: 'server', how: 'reset', lostBytes: 0 }, { connection: 1 });
    expect(cdnMapOf(runOf(asked('edge-1', 1, 0), close)).edges[0]?.underWay).toBe(0);
  });

  it('knows the release, whether the origin is down, and what became of visitors', () => {
    const run = runOf(
      said('deployed', 'release 2: /app.js', 'server'),
      said('down', '', 'server'),
      ...['page', 'broken', 'outdated', 'leaked', 'poisoned', 'error'].map((state) => said(state)),
    );
    const { origin, visitors } = cdnMapOf(run);
    expect([origin.release, origin.down]).toEqual([2, true]);
    expect(visitors).toMatchObject({ whole: 1, broken: 1, outdated: 1, leaked: 1, poisoned: 1, failed: 1 });
  });
});
