// Real sockets: a whole comparison, several labs at once.
import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { planRow } from '../../src/compare/plan.ts';
import { reportOf } from '../../src/compare/report.ts';
import { comparisonSchema } from '../../src/compare/schema.ts';
import type { CompareSettings } from '../../src/compare/settings.ts';
import { parseYaml } from '../../src/content/yaml.ts';
import { runComparison } from '../../src/labs/compare.ts';
import { LABS } from '../../src/labs/index.ts';
import { systemClock } from '../../src/lib/clock.ts';
import type { WireEvent } from '../../src/wire/event.ts';
import { settingsWith } from '../compare/rows.ts';

const file = new URL('../../content/comparisons/transports.yaml', import.meta.url);
const shape = parseYaml(readFileSync(file, 'utf8'), 'transports.yaml', comparisonSchema).value;
if (shape === undefined) throw new Error('the comparison cannot be read');
const comparison = { id: 'transports', ...shape };

async function run(
  changes: Partial<CompareSettings>,
  options: { sequential?: boolean; signal?: AbortSignal; only?: readonly string[] } = {},
) {
  const settings = settingsWith(changes);
  const rows = await Promise.all(
    comparison.rows
      .filter(({ lab }) => options.only?.includes(lab) ?? true)
      .map(async (row) => {
        const lab = await LABS[row.lab as keyof typeof LABS].load();
        return { lab, plan: planRow(row, settings, lab.settings) };
      }),
  );
  const phases: string[] = [];
  const results = await runComparison({
    rows,
    seed: 7,
    clock: systemClock,
    version: 'test',
    signal: options.signal ?? new AbortController().signal,
    sequential: options.sequential ?? false,
    onPhase: (lab, phase) => phases.push(`${lab} ${phase}`),
  });
  const report = reportOf(comparison, settings, 7, results);
  return { results, phases, report, of: (lab: string) => report.rows.find((row) => row.lab === lab) };
}

/** The third message as it was seen on the wire. */
const thirdOf = (events: readonly WireEvent[]) => {
  const wire = events.map(({ raw = '' }) => Buffer.from(raw, 'hex').toString('latin1')).join('\n');
  return /\{"id":3,"at":\d+,"symbol":"\w+","price":[\d.]+,"pad":"\w+"\}/.exec(wire)?.[0];
};

describe('a comparison of all transports', { timeout: 30_000 }, () => {
  it('runs one feed over all of them at once, and measures each', async () => {
    const { of, results, phases } = await run({ messages: 20, rate: 40, interval: 100 });
    expect(results.map(({ problem }) => problem)).toEqual(comparison.rows.map(() => undefined));
    // At once: all were running before the first was done.
    expect(phases.findIndex((phase) => phase.endsWith('done'))).toBeGreaterThan(5);
    for (const lab of ['websocket', 'sse', 'short-polling', 'grpc-streaming'])
      expect(of(lab)?.measured.delivered).toBeGreaterThanOrEqual(20);
    // A stream asks once; who polls asks again and again; who is pushed at gets nothing.
    expect(of('sse')?.measured.requestsPerMessage).toBe(0);
    expect(of('long-polling')?.measured.requestsPerMessage).toBeGreaterThan(0.5);
    expect(of('http2-push')?.measured).toMatchObject({ delivered: 0, per: 'publication' });
    expect(of('grpc-streaming')?.measured.direction).toBe('both');
    const bytes = (lab: string) => of(lab)?.measured.bytesPerMessage ?? 0;
    expect(bytes('websocket')).toBeGreaterThan(120); // the message itself
    expect(bytes('long-polling')).toBeGreaterThan(bytes('sse'));
    for (const { claims } of comparison.rows) expect(claims).toHaveLength(4);
  });

  it('publishes the same content in each under one seed', async () => {
    const { results } = await run({ messages: 6, rate: 40, interval: 60 });
    const messages = results
      .filter(({ lab }) => ['websocket', 'sse', 'long-polling', 'short-polling'].includes(lab))
      .map(({ events }) => thirdOf(events));
    expect(messages[0]).toHaveLength(120);
    expect(new Set(messages).size).toBe(1);
  });

  it('shows who comes back after a cut without a line of code, and who does not', async () => {
    const { of } = await run({ messages: 24, rate: 40, interval: 100, fault: 'cut' });
    for (const lab of ['websocket', 'grpc-streaming']) {
      expect(of(lab)?.measured.cut).toMatchObject({ reopened: null, resumed: null, recovered: 0 });
      expect(of(lab)?.measured.lost).toBeGreaterThan(0);
    }
    expect(of('sse')?.measured.cut?.resumed).toBeGreaterThan(0);
    expect(of('sse')?.claims.find(({ about }) => about === 'reconnect')?.verdict).toBe('holds');
    expect(of('websocket')?.claims.find(({ about }) => about === 'reconnect')?.verdict).toBe('holds');
  });

  it('loses nothing where everybody resumes', async () => {
    const { of } = await run({ messages: 30, rate: 40, interval: 100, fault: 'cut', care: 'resume' });
    for (const lab of ['websocket', 'sse', 'long-polling', 'short-polling', 'grpc-streaming'])
      expect([lab, of(lab)?.measured.lost]).toEqual([lab, 0]);
    expect(of('sse')?.measured.cut?.recovered).toBeGreaterThan(0);
  });

  it('pays for every poll with the path, and loses nothing between two of them', async () => {
    const { of } = await run({ messages: 30, rate: 40, rtt: 80 }, { only: ['sse', 'long-polling'] });
    const [stream, poll] = [of('sse')?.measured, of('long-polling')?.measured];
    expect(poll?.lost).toBe(0);
    // One way for a stream; a poll that has just been answered comes back first.
    expect(stream?.latencyMedian).toBeGreaterThanOrEqual(39);
    expect((poll?.latencyMedian ?? 0) - (stream?.latencyMedian ?? 0)).toBeGreaterThan(20);
    expect(poll?.requestsPerMessage).toBeLessThan(1);
  });

  it('runs one row after another where it is told to', async () => {
    const { phases } = await run({ messages: 4, rate: 100 }, { sequential: true, only: ['websocket', 'sse'] });
    expect(phases.map((phase) => phase.split(' ')[0])).toEqual([...Array(3).fill('websocket'), ...Array(3).fill('sse')]);
  });

  it('ends when it is told to, with what it has', async () => {
    const stop = new AbortController();
    const running = run({ messages: 2000, rate: 20 }, { signal: stop.signal, only: ['websocket', 'sse'] });
    setImmediate(() => stop.abort());
    const { results } = await running;
    expect(results.map(({ lab }) => lab)).toEqual(['websocket', 'sse']);
  });

  it('leaves no socket and no server open, over or stopped', async () => {
    const open = () => process.getActiveResourcesInfo().filter((name) => name.startsWith('TCP')).length;
    // What earlier runs have left to close.
    await vi.waitFor(() => expect(open()).toBe(0), { timeout: 8000 });
    await run({ messages: 6, rate: 60, interval: 60 });
    const stop = new AbortController();
    const stopped = run({ messages: 2000, rate: 20 }, { signal: stop.signal });
    await vi.waitFor(() => expect(open()).toBeGreaterThan(0), { timeout: 8000 });
    stop.abort();
    await stopped;
    await vi.waitFor(() => expect(open()).toBe(0), { timeout: 8000 });
  });

  it('goes on without a lab that cannot start', async () => {
    const [broken, sse] = await Promise.all([LABS.websocket.load(), LABS.sse.load()]);
    const row = (lab: typeof sse) => {
      const content = comparison.rows.find((each) => each.lab === lab.id);
      if (content === undefined) throw new Error(lab.id);
      return { lab, plan: planRow(content, settingsWith({ messages: 4, rate: 100 }), lab.settings) };
    };
    const results = await runComparison({
      rows: [row({ ...broken, start: () => Promise.reject(new Error('no port is free')) }), row(sse)],
      seed: 7,
      clock: systemClock,
      version: 'test',
      signal: new AbortController().signal,
    });
    expect(results.map(({ problem }) => problem)).toEqual(['no port is free', undefined]);
    expect(results[1]?.events.length).toBeGreaterThan(10);
  });
});
