import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ExperimentIntent,
  type ExperimentState,
  startExperiment,
  updateExperiment,
} from '../../../../src/ui/screens/experiment/state.ts';
import { trace } from './experiments.ts';

const locked = { answer: 1, confidence: 'sure' } as const;
const through = (from: ExperimentState, ...intents: readonly ExperimentIntent[]) => intents.reduce(updateExperiment, from);
const fresh = startExperiment(undefined, undefined);
const begin: ExperimentIntent = { type: 'move', move: { type: 'begin' } };
const predict: ExperimentIntent = { type: 'move', move: { type: 'predict', answer: 1 } };
const lock: ExperimentIntent = { type: 'move', move: { type: 'lock', confidence: 'sure' } };
const over = (attempt: number): ExperimentIntent => ({ type: 'over', attempt, trace, gaveUp: [] });
const observe: ExperimentIntent = { type: 'move', move: { type: 'observe', answer: 1 } };
const ready = through(fresh, begin, predict, lock);
const ran = through(ready, { type: 'start' }, over(1));
const explained = through(ran, { type: 'go-on' }, observe);

describe('an experiment on the screen', () => {
  it('begins with the set-up, or at the step that was recorded', () => {
    expect(fresh).toMatchObject({ player: { step: 'setup' }, run: { phase: 'ready' }, attempt: 0, looking: false });
    expect(startExperiment('run', locked).player).toMatchObject({ step: 'run', prediction: 1, confidence: 'sure' });
    expect(startExperiment('explain', locked).player.step).toBe('run');
  });

  it('runs nothing before the prediction is locked', () => {
    const start: ExperimentIntent = { type: 'start' };
    for (const early of [fresh, through(fresh, begin), through(fresh, begin, predict)]) expect(updateExperiment(early, start)).toBe(early);
    expect(updateExperiment(ready, start)).toMatchObject({ run: { phase: 'running', step: -1 }, attempt: 1 });
  });

  it('goes from the run to the question when one says so, and then to the explanation', () => {
    expect(ran).toMatchObject({ player: { step: 'run' }, run: { phase: 'over' } });
    expect(updateExperiment(ran, { type: 'go-on' }).player.step).toBe('observe');
    expect(explained.player).toMatchObject({ step: 'explain', prediction: 1, observation: 1, trace });
    expect(updateExperiment(ready, { type: 'go-on' })).toBe(ready);
  });

  it('keeps the prediction when it is run again, from wherever', () => {
    for (const state of [ran, updateExperiment(ran, { type: 'go-on' }), explained])
      expect(updateExperiment(state, { type: 'start' })).toMatchObject({
        player: { step: 'run', prediction: 1, confidence: 'sure', observation: undefined, trace: undefined },
        run: { phase: 'running', step: -1 },
        attempt: 2,
      });
  });

  it('starts no second run beside one', () => {
    const running = updateExperiment(ready, { type: 'start' });
    expect(updateExperiment(running, { type: 'start' })).toBe(running);
  });

  it('hears only the run that is on', () => {
    const second = through(ran, { type: 'start' });
    const late: readonly ExperimentIntent[] = [
      over(1),
      { type: 'step', attempt: 1, step: 3 },
      { type: 'failed', attempt: 1, message: 'x' },
    ];
    for (const intent of late) expect(updateExperiment(second, intent)).toBe(second);
    expect(updateExperiment(second, { type: 'step', attempt: 2, step: 3 }).run).toEqual({ phase: 'running', step: 3 });
    expect(updateExperiment(ran, { type: 'failed', attempt: 1, message: 'x' })).toBe(ran);
  });

  it('can be tried again after it failed', () => {
    const failed = through(ready, { type: 'start' }, { type: 'failed', attempt: 1, message: 'no port' });
    expect(failed.run).toEqual({ phase: 'failed', message: 'no port' });
    expect(updateExperiment(failed, { type: 'start' })).toMatchObject({ run: { phase: 'running' }, attempt: 2 });
  });

  it('shows the run in full only once there is one, and words again at the next step', () => {
    expect(updateExperiment(ready, { type: 'look' })).toBe(ready);
    const looking = updateExperiment(updateExperiment(ran, { type: 'go-on' }), { type: 'look' });
    expect(looking.looking).toBe(true);
    expect(updateExperiment(looking, { type: 'look' }).looking).toBe(false);
    expect(updateExperiment(looking, observe).looking).toBe(false);
  });

  it('scrolls within the text, then walks through what comes next', () => {
    const scroll = (by: number): ExperimentIntent => ({ type: 'scroll', by, last: 3, choices: 2 });
    const at = (state: ExperimentState) => [state.offset, state.choice];
    expect(at(through(explained, scroll(1)))).toEqual([1, 0]);
    expect(at(through(explained, scroll(-1)))).toEqual([0, 0]);
    expect(at(through(explained, scroll(10)))).toEqual([3, 0]);
    expect(at(through(explained, scroll(10), scroll(1), scroll(1)))).toEqual([3, 1]);
    expect(at(through(explained, scroll(10), scroll(1), scroll(-1)))).toEqual([3, 0]);
    expect(at(through(explained, scroll(10), scroll(-1)))).toEqual([2, 0]);
    expect(at(through(explained, { type: 'jump', to: 3 }))).toEqual([3, 0]);
  });

  it('holds its promises whatever is pressed and whatever the run says', () => {
    const intent = fc.oneof(
      fc.constantFrom<ExperimentIntent>(begin, predict, lock, observe, { type: 'start' }, { type: 'go-on' }, { type: 'look' }),
      fc.constantFrom<ExperimentIntent>({ type: 'move', move: { type: 'reconsider' } }, { type: 'move', move: { type: 'restart' } }),
      fc.nat(4).map(over),
      fc.nat(4).map((attempt): ExperimentIntent => ({ type: 'failed', attempt, message: 'x' })),
      fc.nat(4).map((attempt): ExperimentIntent => ({ type: 'step', attempt, step: 1 })),
    );
    fc.assert(
      fc.property(fc.array(intent, { maxLength: 60 }), (intents) => {
        const { player, run, looking } = through(fresh, ...intents);
        if (run.phase === 'running') expect(player).toMatchObject({ step: 'run', prediction: 1, confidence: 'sure' });
        if (player.step === 'observe' || player.step === 'explain') expect(run.phase).toBe('over');
        if (looking) expect(run.phase).toBe('over');
      }),
    );
  });
});
