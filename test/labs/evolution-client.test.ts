// Two versions of one .proto, each really used by one side: who reads what, what comes back, what JSON makes of it.
import { expect, it } from 'vitest';
import { grpc } from '../../src/labs/api-styles.ts';
import type { Settings } from '../../src/wire/setting.ts';
import { watchLab } from './watch.ts';

/** What the client read by protobuf and by JSON, what the server then got back, and what the tap saw with the old .proto. */
async function evolve(action: 'old-client' | 'new-client', params: Settings) {
  await using run = await watchLab(grpc, params);
  await run.perform(action);
  await run.first('app:state', ({ data }) => data.detail.startsWith(`${action}: `));
  const said = (start: RegExp) => run.of('app:state').find(({ data }) => start.test(`${data.state} ${data.detail}`))?.data.detail ?? '';
  const fields = (text: string) =>
    Object.fromEntries([...text.matchAll(/(\w+) ("[^"]*"|\d+)/g)].map(([, name, value]) => [name, JSON.parse(value as string)])) as Record<
      string,
      unknown
    >;
  return {
    read: fields(said(/^reads .*by protobuf$/)),
    stored: fields(said(/^stores/)),
    json: said(/^refuses/) || said(/^reads .*as JSON$/),
    wire: run.of('grpc:message').find(({ data }) => data.type === 'wirewise.Item')?.data.text ?? '',
  };
}

it('a field that is added: the old client does not see it, and gives it back or loses it', async () => {
  const kept = await evolve('old-client', { change: 'add' });
  expect(kept.read).not.toHaveProperty('weightGrams');
  expect(kept.wire).toMatch(/ 4: \d+$/);
  expect(kept.stored.weightGrams).toBe(Number(/ 4: (\d+)$/.exec(kept.wire)?.[1]));
  expect(kept.json).toContain('key "weightGrams" is unknown');
  expect((await evolve('old-client', { change: 'add', unknown: 'dropped' })).stored.weightGrams).toBe(0);
});

it('a field that an old server does not send: the new client gets the default', async () => {
  const { read, json } = await evolve('new-client', { change: 'add' });
  expect(read.weightGrams).toBe(0);
  expect(json).toMatch(/^\{"id":7,.*\}: as JSON$/);
  expect(json).not.toContain('weightGrams');
});

it('a number that is given to another field: both sides read the wrong value, and nothing complains', async () => {
  const old = await evolve('old-client', { change: 'renumber' });
  expect(old.read.priceCents).toBe(old.stored.weightGrams);
  expect(old.read.priceCents).not.toBe(old.stored.priceCents);
  const young = await evolve('new-client', { change: 'renumber' });
  expect(young.read).toMatchObject({ weightGrams: young.stored.priceCents, priceCents: 0 });
});

it('a field that is renamed: the same bytes, the same value, and JSON that is refused', async () => {
  const { read, stored, json, wire } = await evolve('old-client', { change: 'rename' });
  expect(read.name).toBe(stored.title);
  expect(wire).toContain(`name: "${read.name}"`);
  expect(json).toContain('key "title" is unknown');
});

it('a field that is removed: an old client reads the default, which cannot be told from a price of nothing', async () => {
  expect((await evolve('old-client', { change: 'remove' })).read.priceCents).toBe(0);
});
