// The contract lab on real sockets: what each installed client makes of each change, and what is recorded beside it.
import { describe, expect, it } from 'vitest';
import { contract } from '../../src/labs/contract.ts';
import { OPERATIONS } from '../../src/labs/contract-clients.ts';
import { serveLab } from '../../src/labs/serve.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { CLEAN } from '../../src/wire/conditions.ts';
import { type WatchedRun, watchLab } from './watch.ts';

const outcomesOf = (run: WatchedRun) => run.of('app:contract').map(({ data }) => data);
async function called(change: string) {
  await using run = await watchLab(contract, { change });
  await run.perform('call');
  await run.several(4, 'app:contract');
  return Object.fromEntries(outcomesOf(run).map(({ api, outcome, words }) => [api, { outcome, words }]));
}
const only = (outcomes: Record<string, { outcome: string }>) =>
  Object.fromEntries(Object.entries(outcomes).map(([api, { outcome }]) => [api, outcome]));

describe('an installed client', () => {
  it.each(['none', 'add-field'])('goes on after %s, whatever the style', async (change) => {
    expect(only(await called(change))).toEqual({ rest: 'works', graphql: 'works', grpc: 'works', trpc: 'works' });
  });

  it('is wrong without a word where JSON lost a name, is refused by a schema, and does not see that a number has another name', async () => {
    const outcomes = await called('rename-field');
    expect(only(outcomes)).toEqual({ rest: 'wrong', graphql: 'refused', grpc: 'works', trpc: 'wrong' });
    expect(outcomes.rest?.words).toMatch(/costs NaN/);
    expect(outcomes.graphql?.words).toBe('400: Cannot query field "priceCents" on type "Product". Did you mean "priceInCents"?');
  });

  it('reads a removed field of protobuf as zero', async () => {
    const outcomes = await called('remove-field');
    expect(only(outcomes)).toEqual({ rest: 'wrong', graphql: 'refused', grpc: 'wrong', trpc: 'wrong' });
    expect(outcomes.grpc?.words).toMatch(/costs 0\.00/);
  });

  it('is refused by all where an input became required, by each in its own words', async () => {
    const outcomes = await called('require-input');
    expect(Object.values(only(outcomes))).toEqual(['refused', 'refused', 'refused', 'refused']);
    expect(outcomes.rest?.words).toBe('422: An order needs country.');
    expect(outcomes.grpc?.words).toBe('3 INVALID_ARGUMENT: country is required');
    expect(outcomes.trpc?.words).toBe('400: country is required');
    expect(outcomes.graphql?.words).toMatch(/^400: Field "order" argument "country" of type "String!" is required/);
  });
});

describe('every change in turn', () => {
  it('is deployed while clients are connected, and says of a build what was recorded, under that badge', async () => {
    await using run = await watchLab(contract);
    await run.perform('all');
    await run.several(32, 'app:contract');
    expect(run.of('tcp:open')).toHaveLength(2);
    const built = run.of('app:contract').filter(({ data }) => data.client === 'rebuilt');
    // GraphQL's validation runs here; a compiler does not.
    for (const { data, source } of built) expect([data.api, source]).toEqual([data.api, data.api === 'graphql' ? 'hook' : 'recorded']);
    const errors = built.filter(({ data }) => data.outcome === 'build-error').map(({ data }) => `${data.api} ${data.change}`);
    expect(errors.sort()).toEqual(
      [
        ...['rest', 'graphql', 'grpc', 'trpc'].flatMap((api) => [`${api} rename-field`, `${api} remove-field`]),
        ...['rest', 'graphql', 'trpc'].map((api) => `${api} require-input`),
      ].sort(),
    );
    const renamed = built.find(({ data }) => data.api === 'trpc' && data.change === 'rename-field');
    expect(renamed?.data.words).toContain("Did you mean 'priceInCents'?");
  });
});

it('serves the contracts as texts, and the change to any client', async () => {
  await using served = await serveLab(contract, {
    params: { change: 'rename-field' },
    conditions: CLEAN,
    seed: 1,
    clock: systemClock,
    version: 'test',
    signal: new AbortController().signal,
  });
  const text = async (path: string, init?: RequestInit) => (await fetch(`${served.url}${path}`, init)).text();
  expect(JSON.parse(await text('/products/7'))).toMatchObject({ priceInCents: expect.any(Number) });
  expect(JSON.parse(await text('/openapi.json'))).toMatchObject({ openapi: '3.1.0', info: { version: 'rename-field' } });
  expect(await text('/schema.graphql')).toContain('priceInCents: Int!');
  expect(await text('/contract.proto')).toContain('uint32 priceInCents = 3;');
  const body = JSON.stringify({ query: OPERATIONS[0] });
  expect(await text('/graphql', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })).toContain('Cannot query field');
});
