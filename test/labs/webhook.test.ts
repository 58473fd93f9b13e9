// The webhook lab on real sockets: each thing that the lesson says can be seen here is seen here.
import { describe, expect, it } from 'vitest';
import { serveLab } from '../../src/labs/serve.ts';
import { webhook } from '../../src/labs/webhook.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { CLEAN } from '../../src/wire/conditions.ts';
import type { EventOf, HeaderList } from '../../src/wire/event.ts';
import { measure } from '../../src/wire/measure.ts';
import { defaultsOf } from '../../src/wire/setting.ts';
import { type WatchedRun, watchLab } from './watch.ts';

const header = (headers: HeaderList | undefined, name: string) => headers?.find(([key]) => key.toLowerCase() === name)?.[1];
const said =
  (actor: 'client' | 'server', state: string) =>
  ({ data }: EventOf<'app:state'>) =>
    data.actor === actor && data.state === state;
const ids = (run: WatchedRun) => run.of('http:request').map(({ data }) => header(data.headers, 'webhook-id'));
const statuses = (run: WatchedRun) => run.of('http:response').map(({ data }) => data.status);
const delivered = (run: WatchedRun) => run.of('app:deliver').map(({ data }) => data.id);

describe('a delivery', () => {
  it('is a signed POST that is answered with 204', async () => {
    await using run = await watchLab(webhook);
    await run.perform('send');
    await run.first('app:state', said('client', 'acknowledged'));
    const [request] = run.of('http:request');
    expect(request?.data).toMatchObject({ method: 'POST', target: '/webhooks' });
    expect(header(request?.data.headers, 'webhook-id')).toMatch(/^msg_[a-z0-9]{20}$/);
    expect(header(request?.data.headers, 'webhook-signature')).toMatch(/^v1,[A-Za-z0-9+/]{43}=$/);
    expect(statuses(run)).toEqual([204]);
    expect(run.of('app:publish').map(({ data }) => data)).toEqual([{ id: 1, actor: 'client' }]);
    expect(run.of('app:deliver').map(({ data }) => data)).toEqual([{ id: 1, client: 'receiver', actor: 'server' }]);
  });

  it('is repeated under the same id with growing waits, until it is taken', async () => {
    await using run = await watchLab(webhook, { failures: 3, backoff: 40, jitter: false });
    await run.perform('send');
    await run.first('app:state', said('client', 'acknowledged'));
    expect(statuses(run)).toEqual([503, 503, 503, 204]);
    expect(new Set(ids(run)).size).toBe(1);
    expect(
      run
        .of('app:state')
        .filter(said('client', 'retrying'))
        .map(({ data }) => data.detail),
    ).toEqual(['#1 in 40 ms: answered 503', '#1 in 80 ms: answered 503', '#1 in 160 ms: answered 503']);
    const times = run.of('http:request').map(({ time }) => time);
    const waits = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    for (const [index, least] of [40, 80, 160].entries()) expect(waits[index]).toBeGreaterThanOrEqual(least - 1);
    expect(measure(run.events)).toMatchObject({ retries: 3, delivered: 1, duplicates: 0 });
  });

  it('waits at random between half and all of it, the same under the same seed', async () => {
    const waits = async (seed: number) => {
      await using run = await watchLab(webhook, { failures: 3, backoff: 30 }, {}, seed);
      await run.perform('send');
      await run.first('app:state', said('client', 'acknowledged'));
      return run
        .of('app:state')
        .filter(said('client', 'retrying'))
        .map(({ data }) => Number(/in (\d+) ms/.exec(data.detail)?.[1]));
    };
    const first = await waits(5);
    for (const [index, most] of [30, 60, 120].entries()) {
      expect(first[index]).toBeGreaterThanOrEqual(most / 2);
      expect(first[index]).toBeLessThanOrEqual(most);
    }
    expect(await waits(5)).toEqual(first);
    expect(await waits(6)).not.toEqual(first);
  });

  it('is given up after the last attempt', async () => {
    await using run = await watchLab(webhook, { failures: 9, attempts: 3, backoff: 10 });
    await run.perform('send');
    const { data } = await run.first('app:state', said('client', 'gave-up'));
    expect(data.detail).toBe('#1 after 3 attempts: answered 503');
    expect(statuses(run)).toEqual([503, 503, 503]);
    expect(delivered(run)).toEqual([]);
  });

  it('ends for good where the endpoint is gone', async () => {
    await using run = await watchLab(webhook);
    await run.perform('leave');
    await run.perform('send');
    await run.first('app:state', said('client', 'disabled'));
    await run.perform('send');
    await run.several(2, 'app:state', said('client', 'disabled'));
    expect(statuses(run)).toEqual([410]);
  });

  it('does not keep the order where one of two is repeated', async () => {
    await using run = await watchLab(webhook, { failures: 1, backoff: 400, jitter: false });
    await run.perform('send');
    await run.first('http:response', ({ data }) => data.status === 503);
    await run.perform('send');
    await run.several(2, 'app:deliver');
    expect(delivered(run)).toEqual([2, 1]);
  });
});

describe('a lost answer', () => {
  it('makes the sender repeat what was done, and the id keeps it from being done again', async () => {
    await using run = await watchLab(webhook, { backoff: 30 });
    await run.perform('lose-answer');
    await run.perform('send');
    await run.first('app:state', said('client', 'acknowledged'));
    expect(statuses(run)).toEqual([204]);
    expect(ids(run)[0]).toBe(ids(run)[1]);
    expect(run.of('tcp:close').map(({ data }) => [data.by, data.how])).toEqual([['server', 'reset']]);
    expect(measure(run.events)).toMatchObject({ requests: 2, delivered: 1, duplicates: 0, recognised: 1 });
  });

  it('is done twice by a receiver that remembers no ids', async () => {
    await using run = await watchLab(webhook, { backoff: 30, remember: false });
    await run.perform('lose-answer');
    await run.perform('send');
    await run.first('app:state', said('client', 'acknowledged'));
    expect(delivered(run)).toEqual([1, 1]);
  });

  it('is what a slow receiver looks like: it works on after the sender has left', async () => {
    await using run = await watchLab(webhook, { work: 400, timeout: 100, attempts: 2, backoff: 20, remember: false });
    await run.perform('send');
    expect((await run.first('app:state', said('client', 'gave-up'))).data.detail).toContain('no answer within 100 ms');
    await run.several(2, 'app:deliver');
    expect(statuses(run)).toEqual([]);
  });
});

describe('somebody else', () => {
  const intrude = async (params: Parameters<typeof watchLab>[1], ...actions: readonly string[]) => {
    const run = await watchLab(webhook, params);
    await run.perform('send');
    await run.first('app:state', said('client', 'acknowledged'));
    for (const [index, action] of actions.entries()) {
      await run.perform(action);
      await run.several(index + 1, 'app:state', said('client', 'intruded'));
    }
    return run;
  };

  it('is refused: a forged event, a changed one, and one from ten minutes ago', async () => {
    await using run = await intrude({}, 'forge', 'tamper', 'replay');
    expect(statuses(run)).toEqual([204, 403, 403, 403]);
    expect(
      run
        .of('app:state')
        .filter(said('server', 'refused'))
        .map(({ data }) => data.detail),
    ).toEqual([
      'its signature does not fit',
      'its signature does not fit',
      expect.stringMatching(/^it is 60[0-9] s old, and 300 s are allowed$/),
    ]);
    expect(delivered(run)).toEqual([1]);
    // The changed one was sent with the genuine headers, and only its body differs.
    const [genuine, , changed] = run.of('http:request').map(({ data }) => header(data.headers, 'webhook-signature'));
    expect(changed).toBe(genuine);
  });

  it('gets in where signatures are not checked', async () => {
    await using run = await intrude({ verify: false, remember: false }, 'forge', 'tamper', 'replay');
    expect(statuses(run)).toEqual([204, 204, 204, 204]);
    expect(delivered(run)).toEqual([1, 9001, 1, 9002]);
  });

  it('gets in with an old request where any age is allowed', async () => {
    await using run = await intrude({ tolerance: 0 }, 'replay', 'forge');
    expect(statuses(run)).toEqual([204, 204, 403]);
  });
});

describe('served', () => {
  it('takes the signed request that it prints, knows it the second time, and refuses the unsigned one', async () => {
    await using server = await serveLab(webhook, {
      params: defaultsOf(webhook.settings),
      conditions: CLEAN,
      seed: 1,
      clock: systemClock,
      version: 'test',
      signal: new AbortController().signal,
    });
    const [, signed, unsigned] = server.tryIt.map(({ command }) => command);
    const post = (command = '') =>
      fetch(`${server.url}/webhooks`, {
        method: 'POST',
        headers: [...command.matchAll(/-H '([^:]+): ([^']+)'/g)].map(([, name = '', value = '']): [string, string] => [name, value]),
        body: /-d '([^']+)'/.exec(command)?.[1] ?? '',
      });
    expect((await post(signed)).status).toBe(204);
    expect((await post(signed)).status).toBe(204);
    expect((await post(unsigned)).status).toBe(403);
    expect((await fetch(`${server.url}/webhooks`)).status).toBe(404);
    expect(await (await fetch(server.url)).text()).toContain('crypto.subtle');
  });
});
