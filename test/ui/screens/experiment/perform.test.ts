import { describe, expect, it } from 'vitest';
import type { StepOutcome } from '../../../../src/labs/run.ts';
import { perform } from '../../../../src/ui/screens/experiment/perform.ts';
import { cut, trace } from './experiments.ts';

/** A run whose steps end as told. */
function runOf(outcomes: readonly StepOutcome[]) {
  let step = 0;
  return { step: async () => outcomes[step++] ?? 'done', trace: () => trace };
}

describe('perform', () => {
  it('plays one step after the other and hands over the trace', async () => {
    const begun: number[] = [];
    expect(await perform(runOf([]), cut.steps, (index) => begun.push(index))).toEqual({ trace, gaveUp: [] });
    expect(begun).toEqual([0, 1, 2, 3]);
  });

  it('goes on when a step waited in vain, and says which', async () => {
    expect(await perform(runOf(['done', 'gave-up']), cut.steps, () => {})).toEqual({ trace, gaveUp: [1] });
  });

  it('stops when the run was ended', async () => {
    const begun: number[] = [];
    expect(await perform(runOf(['done', 'aborted']), cut.steps, (index) => begun.push(index))).toBeUndefined();
    expect(begun).toEqual([0, 1]);
  });
});
