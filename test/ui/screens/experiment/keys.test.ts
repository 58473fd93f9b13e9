import type { Key } from 'ink';
import { describe, expect, it } from 'vitest';
import { type ExperimentKey, keysOf } from '../../../../src/ui/screens/experiment/keys.ts';
import { type ExperimentState, startExperiment, updateExperiment } from '../../../../src/ui/screens/experiment/state.ts';
import { trace } from './experiments.ts';

const locked = { answer: 1, confidence: 'sure' } as const;
const ready = startExperiment('run', locked);
const running = updateExperiment(ready, { type: 'start' });
const over = updateExperiment(running, { type: 'over', attempt: 1, trace, gaveUp: [] });
const observing = updateExperiment(over, { type: 'go-on' });
const explained = updateExperiment(observing, { type: 'move', move: { type: 'observe', answer: 1 } });
const failed = updateExperiment(running, { type: 'failed', attempt: 1, message: 'x' });

const press = (state: ExperimentState, input: string, key: Partial<Key> = {}, end = false): ExperimentKey | undefined =>
  keysOf(state, { scrolls: true, end })
    .find((binding) => binding.matches(input, key as Key))
    ?.intent(input);
const enter = (state: ExperimentState, end = false) => press(state, '', { return: true }, end)?.type;

describe('the keys of an experiment', () => {
  it('lead on with enter, step by step', () => {
    expect(enter(startExperiment(undefined, undefined))).toBe('predict');
    expect(enter(ready)).toBe('run');
    expect(enter(failed)).toBe('run');
    expect(enter(over)).toBe('go-on');
    expect(enter(explained, true)).toBe('open');
  });

  it('leave enter to the question, and to nothing while it runs or what comes next is out of sight', () => {
    for (const state of [startExperiment('predict', undefined), running, observing, explained]) expect(enter(state)).toBeUndefined();
  });

  it('show the run once there is one, and back closes it before it leaves', () => {
    for (const state of [over, observing, explained]) expect(press(state, 'v')?.type).toBe('look');
    for (const state of [ready, running]) expect(press(state, 'v')).toBeUndefined();
    const looking = updateExperiment(observing, { type: 'look' });
    expect(press(looking, '', { escape: true })?.type).toBe('look');
    expect(press(observing, '', { escape: true })).toBeUndefined();
  });

  it('let a prediction be changed before it is locked', () => {
    const asked = updateExperiment(startExperiment('predict', undefined), { type: 'move', move: { type: 'predict', answer: 0 } });
    expect(press(asked, '', { leftArrow: true })?.type).toBe('reconsider');
    expect(press(ready, '', { leftArrow: true })).toBeUndefined();
  });

  it('scroll only what is longer than its room', () => {
    const short = keysOf(startExperiment(undefined, undefined), { scrolls: false, end: false });
    expect(short.map(({ help }) => help)).toEqual(['predict']);
    expect(press(explained, 'j')).toEqual({ type: 'scroll', by: 1 });
    expect(press(explained, ' ')).toEqual({ type: 'page', by: 1 });
  });
});
