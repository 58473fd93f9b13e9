import { Text } from 'ink';
import { useEffect } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type LabRun, type LabRunOptions, useLabRun } from '../../../src/ui/hooks/use-lab-run.ts';
import { eventOf, runOf } from '../../wire/event-of.ts';
import { type FakeRuns, fakeRuns } from '../fake-lab.ts';
import { type Shown, show } from '../wait-for-frame.ts';

const publishes = (count: number) => runOf(...Array.from({ length: count }, (_, id) => eventOf('app:publish', { id }, { connection: 0 })));

let shown: Shown | undefined;
afterEach(() => shown?.unmount());

interface Seen {
  drawings: number;
  latest: LabRun | undefined;
}

function Probe({ runs, options, seen }: { readonly runs: FakeRuns; readonly options: LabRunOptions; readonly seen: Seen }) {
  const run = useLabRun(runs.services, 0);
  seen.drawings += 1;
  seen.latest = run;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(() => run.start(options), []);
  return <Text>{`${run.phase} ${run.log.total} ${run.problem ?? ''}`}</Text>;
}

function open(runs: FakeRuns, options: LabRunOptions = { lab: 'websocket' }) {
  const seen: Seen = { drawings: 0, latest: undefined };
  shown = show(<Probe runs={runs} options={options} seen={seen} />);
  return { ...shown, seen };
}

describe('useLabRun', () => {
  it('starts with the defaults of the lab, what was named over them', async () => {
    const runs = fakeRuns();
    const { waitForFrame } = open(runs, { lab: 'websocket', params: { rate: 50 }, conditions: { rtt: 80 }, seed: 7 });
    await waitForFrame('running 0');
    expect(runs.started[0]).toMatchObject({
      params: { rate: 50, reconnect: true, origin: 'same' },
      conditions: { rtt: 80, loss: 0, blackhole: false },
      seed: 7,
    });
  });

  it('draws many events in few batches, and loses none', async () => {
    const runs = fakeRuns();
    const { waitForFrame, seen } = open(runs);
    await waitForFrame('running 0');
    const before = seen.drawings;
    runs.emit(publishes(500));
    await waitForFrame('running 500');
    expect(seen.drawings - before).toBeLessThan(5);
  });

  it('lets its caller act as soon as it runs', async () => {
    const runs = fakeRuns();
    const { waitForFrame } = open(runs, { lab: 'websocket', onStart: (run, lab) => run.perform(lab.actions[0]?.id ?? '') });
    await waitForFrame('running');
    await vi.waitFor(() => expect(runs.performed).toEqual(['connect']));
  });

  it('says in one sentence what went wrong', async () => {
    await open(fakeRuns(), { lab: 'telepathy' }).waitForFrame("failed 0 there is no lab 'telepathy'");
    shown?.unmount();
    const failing = fakeRuns({ failure: new Error('the port is taken') });
    await open(failing, { lab: 'websocket', onStart: (run) => run.perform('connect') }).waitForFrame('failed 0 the port is taken');
  });

  it('ends the run when the screen is left, and when another is started', async () => {
    const runs = fakeRuns();
    const { waitForFrame, seen, unmount } = open(runs);
    await waitForFrame('running 0');
    runs.emit(publishes(3));
    await waitForFrame('running 3');
    seen.latest?.start({ lab: 'websocket' });
    await waitForFrame('running 0');
    expect(runs.started).toHaveLength(2);
    expect(runs.started[0]?.signal.aborted).toBe(true);
    await vi.waitFor(() => expect(runs.open()).toBe(1));
    unmount();
    await vi.waitFor(() => expect(runs.open()).toBe(0));
  });

  it('ends a run that was still starting when the screen was left', async () => {
    let go = () => {};
    const runs = fakeRuns({ starting: new Promise((resolve) => (go = resolve)) });
    const { waitForFrame, unmount } = open(runs);
    await waitForFrame('starting');
    unmount();
    go();
    await vi.waitFor(() => expect(runs.started).toHaveLength(1));
    await vi.waitFor(() => expect(runs.open()).toBe(0));
  });

  it('keeps what was observed when it is stopped', async () => {
    const runs = fakeRuns();
    const { waitForFrame, seen } = open(runs);
    await waitForFrame('running');
    runs.emit(publishes(2));
    await waitForFrame('running 2');
    seen.latest?.stop();
    await waitForFrame('idle 2');
    expect(seen.latest?.run).toBeUndefined();
  });
});
