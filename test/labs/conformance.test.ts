// Every lab there is, held to the contract: see conformance.ts.
import net from 'node:net';
import { beforeEach, describe, expect, it } from 'vitest';
import { LABS } from '../../src/labs/index.ts';
import type { Lab } from '../../src/labs/lab.ts';
import { serveLab } from '../../src/labs/serve.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { CLEAN, type Conditions } from '../../src/wire/conditions.ts';
import { badgeOf } from '../../src/wire/event.ts';
import { defaultsOf } from '../../src/wire/setting.ts';
import {
  accountOf,
  exchanges,
  feedContent,
  getGoing,
  type Observed,
  observe,
  openBeyond,
  openHandles,
  performScript,
  settles,
} from './conformance.ts';

const PATHS: readonly (readonly [name: string, conditions: Partial<Conditions>])[] = [
  ['a clean path', {}],
  ['a long path', { rtt: 300 }],
  ['a narrow path', { bandwidth: 3000 }],
  ['a path that loses', { loss: 40, rtt: 40 }],
  ['a proxy that buffers', { buffering: true }],
  ['a path that cuts', { cutAfter: 700 }],
  ['a path that dies of idleness', { idleTimeout: 100 }],
];

const portOf = (url: string) => Number(new URL(url).port);

async function connects(port: number): Promise<boolean> {
  const probe = net.connect(port, '127.0.0.1');
  const connected = await new Promise<boolean>((resolve) => {
    probe.on('connect', () => resolve(true));
    probe.on('error', () => resolve(false));
  });
  probe.destroy();
  return connected;
}

/** Disposes and says how long that took, milliseconds. */
async function timeToStop(observed: AsyncDisposable): Promise<number> {
  const began = systemClock.now();
  await observed[Symbol.asyncDispose]();
  return systemClock.now() - began;
}

let first: readonly string[] | undefined;
beforeEach(() => {
  first ??= openHandles();
});
/** A closed handle stays until the event loop has turned. */
async function expectNothingOpen(): Promise<void> {
  await settles(() => openBeyond(first ?? []).length === 0);
  expect(openBeyond(first ?? [])).toEqual([]);
}

/** What the events of a stopped run account for against what the sockets of its taps carried. */
function expectAccounted({ carried, emitted }: Observed): void {
  for (const { connection, client, upstream } of carried) {
    const { up, down, lost } = accountOf(emitted, connection);
    const name = `connection ${connection}`;
    expect({ name, up, down }).toEqual({ name, up: upstream.bytesWritten, down: client.bytesWritten });
    expect({ name, entered: up + down + lost }).toEqual({ name, entered: client.bytesRead + upstream.bytesRead });
  }
}

describe.each(Object.entries(LABS))('%s', (id, { load, title, summary }) => {
  const started = async (options?: Parameters<typeof observe>[1]) => {
    const lab: Lab = await load();
    return { lab, observed: await observe(lab, options) };
  };

  it('is what the registry says of it, with actions that can be told apart', async () => {
    const lab: Lab = await load();
    expect({ id: lab.id, title: lab.title, summary: lab.summary }).toEqual({ id, title, summary });
    const keys = lab.actions.map(({ key }) => key);
    expect(new Set(keys).size, `keys ${keys.join(' ')}`).toBe(keys.length);
    expect(keys.filter((key) => [...key].length !== 1)).toEqual([]);
    expect(new Set(lab.actions.map((action) => action.id)).size).toBe(lab.actions.length);
    expect(lab.actions.map((action) => action.id).filter((action) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(action))).toEqual([]);
    const names = lab.settings.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(lab.script.length).toBeGreaterThan(0);
  });

  it('does its default run to the end on loopback alone, and every byte that the sockets carried is in one event', async () => {
    const { lab, observed } = await started();
    try {
      const outcomes = await performScript(lab, observed.run);
      expect(
        outcomes.map((outcome, step) => `${JSON.stringify(lab.script[step])} ${outcome}`).filter((line) => !line.endsWith(' done')),
      ).toEqual([]);
    } finally {
      await observed[Symbol.asyncDispose]();
    }
    const { events } = observed.run.trace();
    expect(events.filter(({ direction, size }) => direction !== 'none' && size > 0).length).toBeGreaterThan(0);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index));
    // Only a compiler's words about a client that is built again were not observed in this run.
    const ofBuild = (event: (typeof events)[number]) => event.name === 'app:contract' && event.data.client === 'rebuilt';
    const badges = new Set(events.filter((event) => !ofBuild(event)).map(({ source }) => badgeOf(source)));
    expect([...badges].filter((badge) => !['live', 'hook', 'model'].includes(badge))).toEqual([]);
    expect(events.filter(({ name, source }) => name.startsWith('app:') && source === 'tap')).toEqual([]);
    expect(events.filter(({ name, source }) => name.startsWith('path:') && source !== 'model')).toEqual([]);
    expect([...new Set(observed.listened)]).toEqual(['127.0.0.1']);
    const opened = observed.emitted.filter(({ fact }) => fact.name === 'tcp:open');
    expect(observed.carried.map(({ connection }) => connection)).toEqual(opened.map(({ connection }) => connection));
    expectAccounted(observed);
    await expectNothingOpen();
  }, 60_000);

  it.each([
    ['that loses', { loss: 30, rtt: 20 }],
    ['that is long and narrow', { rtt: 60, bandwidth: 20_000 }],
  ] as const)(
    'accounts for every byte on a path %s',
    async (_name, conditions) => {
      const { lab, observed } = await started({ conditions });
      await getGoing(lab, observed.run);
      await observed[Symbol.asyncDispose]();
      expectAccounted(observed);
    },
    30_000,
  );

  it('accounts for every byte with each choice that it offers', async () => {
    const lab: Lab = await load();
    for (const setting of lab.settings) {
      for (const choice of setting.kind === 'choice' ? setting.choices : []) {
        const observed = await observe(lab, { params: { [setting.name]: choice } });
        const first = lab.script.find((step) => 'do' in step);
        if (first !== undefined) await observed.run.step(first);
        await observed.run.step({ until: { event: 'app:publish' }, count: 3, within: 2000 });
        await observed[Symbol.asyncDispose]();
        expectAccounted(observed);
      }
    }
  }, 120_000);

  it.each(PATHS)(
    'stops within a second on %s, and leaves nothing open',
    async (_name, conditions) => {
      const { lab, observed } = await started({ conditions });
      const first = lab.script.find((step) => 'do' in step);
      if (first !== undefined) await observed.run.step(first);
      await observed.run.step({ until: { event: 'tcp:open' }, within: 2000 });
      expect(await timeToStop(observed)).toBeLessThan(1000);
      expect(await connects(portOf(observed.run.url))).toBe(false);
      await expectNothingOpen();
    },
    30_000,
  );

  it('stops within a second when it is at work and the path goes dead', async () => {
    const { lab, observed } = await started();
    await getGoing(lab, observed.run);
    observed.run.setConditions({ blackhole: true });
    expect(await timeToStop(observed)).toBeLessThan(1000);
    expectAccounted(observed);
  }, 30_000);

  it('may be stopped twice, and before anything was done', async () => {
    const { observed } = await started();
    await observed[Symbol.asyncDispose]();
    await observed.run[Symbol.asyncDispose]();
    expect(observed.carried).toEqual([]);
  });

  it('performs each action at any time without throwing, and names its actions to who asks for another', async () => {
    const { lab, observed } = await started();
    try {
      const actions = lab.actions.map((action) => action.id);
      for (const action of [...actions, ...actions.toReversed()]) await observed.run.perform(action);
      await expect(observed.run.perform('toString')).rejects.toThrow(/no action 'toString'/);
    } finally {
      expect(await timeToStop(observed)).toBeLessThan(1000);
    }
  }, 120_000);

  it('has the same content under the same seed, also where the path draws lots, and another under another', async () => {
    const contents = async (seed: number, conditions: Partial<Conditions> = {}) => {
      const { lab, observed } = await started({ seed, conditions });
      await performScript(lab, observed.run);
      await observed[Symbol.asyncDispose]();
      return observed.emitted;
    };
    const first = await contents(7);
    const again = await contents(7, { loss: 20 });
    const messages = [feedContent(first), feedContent(again), feedContent(await contents(8))] as const;
    if (messages[0].size === 0) return expect(exchanges(again)).toEqual(exchanges(first));
    const [one, same, other] = messages;
    const shared = [...one.keys()].filter((message) => same.has(message));
    expect(shared.length).toBeGreaterThan(1);
    expect(shared.map((message) => one.get(message))).toEqual(shared.map((message) => same.get(message)));
    expect([...other].filter(([message, text]) => one.get(message) === text).length).toBeLessThan(other.size);
  }, 120_000);

  it('can be served: loopback only, stops within a second, leaves nothing open', async () => {
    const lab: Lab = await load();
    const server = await serveLab(lab, {
      params: defaultsOf(lab.settings),
      conditions: CLEAN,
      seed: 1,
      clock: systemClock,
      version: 'test',
      signal: new AbortController().signal,
    });
    expect(new URL(server.url).hostname).toBe('127.0.0.1');
    expect(server.tryIt.length).toBeGreaterThan(0);
    for (const { command } of server.tryIt) expect(command).toContain(`127.0.0.1:${portOf(server.url)}`);
    expect(await connects(portOf(server.url))).toBe(true);
    expect(await timeToStop(server)).toBeLessThan(1000);
    expect(await connects(portOf(server.url))).toBe(false);
    await expectNothingOpen();
  });

  it('cannot be served on a port that is taken: says so, and leaves nothing open', async () => {
    const lab: Lab = await load();
    const other = net.createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const serving = serveLab(lab, {
      params: defaultsOf(lab.settings),
      conditions: CLEAN,
      seed: 1,
      clock: systemClock,
      version: 'test',
      signal: new AbortController().signal,
      port: (other.address() as net.AddressInfo).port,
    });
    await expect(serving).rejects.toThrow(/EADDRINUSE/);
    await new Promise((resolve) => other.close(resolve));
    await expectNothingOpen();
  });

  it('fifty starts and stops leave no handle behind', async () => {
    for (let round = 0; round < 50; round++) {
      const { lab, observed } = await started();
      const first = lab.script.find((step) => 'do' in step);
      if (first !== undefined) await observed.run.step(first);
      await observed[Symbol.asyncDispose]();
    }
    await expectNothingOpen();
  }, 120_000);
});
