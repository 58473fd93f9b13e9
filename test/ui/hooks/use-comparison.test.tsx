import { Text } from 'ink';
import { useEffect } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CompareOptions } from '../../../src/labs/compare.ts';
import type { Services } from '../../../src/services.ts';
import { type ComparisonRun, useComparison, useConnectionMemory } from '../../../src/ui/hooks/use-comparison.ts';
import { settingsWith } from '../../compare/rows.ts';
import { fixtureServices } from '../fixture.ts';
import { comparison, eventsOf } from '../screens/compare/comparisons.ts';
import { type Shown, show } from '../wait-for-frame.ts';

let shown: Shown | undefined;
afterEach(() => shown?.unmount());

/** Services whose comparisons end when the test says so. */
function held() {
  const runs: { options: Omit<CompareOptions, 'rows'>; end: () => void }[] = [];
  const services: Services = {
    ...fixtureServices(),
    compare: (_comparison, settings, options) =>
      new Promise((resolve) => {
        runs.push({ options, end: () => resolve([...eventsOf(settings)].map(([lab, events]) => ({ lab, events }))) });
      }),
  };
  return { services, runs };
}

function Probe({ services, seen }: { readonly services: Services; readonly seen: { latest?: ComparisonRun } }) {
  const run = useComparison(services, comparison, 0);
  seen.latest = run;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(() => run.start(settingsWith()), []);
  return <Text>{`${run.phase} ${run.rows.get('sse')?.live.measured().published ?? 0} ${run.report?.rows.length ?? 'no'} reported`}</Text>;
}

describe('useComparison', () => {
  it('takes events in as they come, and reports at the end', async () => {
    const { services, runs } = held();
    shown = show(<Probe services={services} seen={{}} />);
    await shown.waitForFrame('running 0');
    for (const event of eventsOf().get('sse') ?? []) runs[0]?.options.onEvent?.('sse', event);
    await shown.waitForFrame('running 10 no reported');
    runs[0]?.end();
    await shown.waitForFrame('done 10 3 reported');
  });
  it('ends a run when another is started, and when the screen is left', async () => {
    const { services, runs } = held();
    const seen: { latest?: ComparisonRun } = {};
    shown = show(<Probe services={services} seen={seen} />);
    await shown.waitForFrame('running');
    seen.latest?.start(settingsWith({ fault: 'cut' }));
    await vi.waitFor(() => expect(runs).toHaveLength(2));
    expect(runs.map(({ options }) => options.signal.aborted)).toEqual([true, false]);
    // What the first one still says is not heard.
    runs[0]?.end();
    await shown.waitForFrame('running 0 no reported');
    shown.unmount();
    await vi.waitFor(() => expect(runs[1]?.options.signal.aborted).toBe(true));
  });
});

const LABS = ['a', 'b'];
function Memory({ services, wanted }: { readonly services: Services; readonly wanted: boolean }) {
  const memory = useConnectionMemory(services, LABS, wanted);
  return <Text>{[...memory].map(([lab, bytes]) => `${lab}=${bytes ?? 'unknown'}`).join(' ') || 'nothing'}</Text>;
}

describe('useConnectionMemory', () => {
  it('measures one lab after the other, each once, and only while it is wanted', async () => {
    const asked: string[] = [];
    const services: Services = {
      ...fixtureServices(),
      async connectionMemory(lab) {
        asked.push(lab);
        return lab === 'a' ? 1000 : undefined;
      },
    };
    shown = show(<Memory services={services} wanted={false} />);
    await shown.waitForFrame('nothing');
    shown.rerender(<Memory services={services} wanted />);
    await shown.waitForFrame('a=1000 b=unknown');
    shown.rerender(<Memory services={services} wanted={false} />);
    shown.rerender(<Memory services={services} wanted />);
    await shown.waitForFrame('a=1000 b=unknown');
    expect(asked).toEqual(['a', 'b']);
  });
});
