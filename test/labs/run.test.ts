// The run of a lab, with a lab that only says what it was told.
import { describe, expect, it } from 'vitest';
import type { Lab, LabContext } from '../../src/labs/lab.ts';
import { type Run, runLab } from '../../src/labs/run.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { CLEAN, type Conditions } from '../../src/wire/conditions.ts';
import type { WireEvent } from '../../src/wire/event.ts';

interface Told {
  readonly run: Run;
  readonly context: LabContext;
  readonly performed: string[];
  readonly conditions: Partial<Conditions>[];
  readonly disposed: () => boolean;
  readonly seen: WireEvent[];
}

async function start(signal = new AbortController().signal): Promise<Told> {
  const performed: string[] = [];
  const conditions: Partial<Conditions>[] = [];
  const seen: WireEvent[] = [];
  let disposed = false;
  let context: LabContext | undefined;
  const lab: Lab = {
    id: 'told',
    title: 'Told',
    summary: '',
    settings: [],
    actions: [],
    script: [],
    async start(given) {
      context = given;
      return {
        url: 'http://127.0.0.1:1',
        async perform(action) {
          performed.push(action);
          if (action === 'say') say(given, 1);
        },
        setConditions: (change) => conditions.push(change),
        async [Symbol.asyncDispose]() {
          say(given, 99); // too late: what is disposed says nothing
          disposed = true;
        },
      };
    },
    serve: () => Promise.reject(new Error('not here')),
  };
  const options = { params: { rate: 5 }, conditions: CLEAN, seed: 9, clock: systemClock, version: '1.2.3' };
  const run = await runLab(lab, { ...options, signal, onEvent: (event) => seen.push(event) });
  return { run, context: context as LabContext, performed, conditions, disposed: () => disposed, seen };
}

const say = ({ emit }: LabContext, id: number) =>
  emit({ name: 'app:publish', direction: 'none', size: 0, data: { id } }, { connection: 0, source: 'hook' });

describe('a step', () => {
  it('that does something performs it, and one that sets something changes the path and the header', async () => {
    const { run, performed, conditions } = await start();
    expect(await run.step({ do: 'say' })).toBe('done');
    expect(await run.step({ set: { rtt: 50 } })).toBe('done');
    expect(performed).toEqual(['say']);
    expect(conditions).toEqual([{ rtt: 50 }]);
    expect(run.trace().header.conditions).toEqual({ ...CLEAN, rtt: 50 });
    await run[Symbol.asyncDispose]();
  });

  it('that waits counts from its own begin, and only what matches', async () => {
    const { run, context } = await start();
    say(context, 1);
    const waiting = run.step({ until: { event: 'app:publish', where: { id: 1 } }, count: 2 });
    say(context, 1);
    say(context, 2);
    const early = await Promise.race([waiting, new Promise((resolve) => setImmediate(() => resolve('still waiting')))]);
    expect(early).toBe('still waiting');
    say(context, 1);
    expect(await waiting).toBe('done');
    await run[Symbol.asyncDispose]();
  });

  it('gives up after its time, which is no error', async () => {
    const { run } = await start();
    expect(await run.step({ until: { event: 'app:publish' }, within: 20 })).toBe('gave-up');
    await run[Symbol.asyncDispose]();
  });

  it('that only lets time pass takes that time', async () => {
    const { run } = await start();
    const began = systemClock.now();
    expect(await run.step({ run: 40 })).toBe('done');
    expect(systemClock.now() - began).toBeGreaterThan(38);
    await run[Symbol.asyncDispose]();
  });

  it.each([{ until: { event: 'app:publish' } }, { run: 60_000 }])('%j ends at once when the run is stopped', async (step) => {
    const stop = new AbortController();
    const { run, disposed } = await start(stop.signal);
    const waiting = run.step(step);
    stop.abort();
    expect(await waiting).toBe('aborted');
    expect(await run.step({ do: 'say' })).toBe('aborted');
    await run[Symbol.asyncDispose]();
    expect(disposed()).toBe(true);
  });
});

it('keeps what was seen as a trace with its header, and nothing after its end', async () => {
  const { run, context, seen } = await start();
  say(context, 1);
  const before = run.trace();
  say(context, 2);
  await run[Symbol.asyncDispose]();
  say(context, 3);
  expect(before.events).toHaveLength(1);
  expect(run.trace().events.map(({ seq, data }) => [seq, data])).toEqual([
    [0, { id: 1 }],
    [1, { id: 2 }],
  ]);
  expect(seen).toEqual(run.trace().events);
  expect(before.header).toEqual({
    lab: 'told',
    params: { rate: 5 },
    conditions: CLEAN,
    seed: 9,
    versions: { wirewise: '1.2.3', node: process.versions.node },
  });
});

it('gives the same lots under the same seed', async () => {
  const [one, other] = [await start(), await start()];
  const draws = ({ context }: Told) => [context.random.next(), context.random.next()];
  expect(draws(one)).toEqual(draws(other));
  await Promise.all([one.run[Symbol.asyncDispose](), other.run[Symbol.asyncDispose]()]);
});
