import { expect, it } from 'vitest';
import { keepRun, keptRun } from '../../../../src/ui/screens/experiment/kept.ts';
import { startExperiment, updateExperiment } from '../../../../src/ui/screens/experiment/state.ts';
import { fixtureServices } from '../../fixture.ts';
import { trace } from './experiments.ts';

const ready = startExperiment('run', { answer: 1, confidence: 'sure' });
const over = updateExperiment(updateExperiment(ready, { type: 'start' }), { type: 'over', attempt: 1, trace, gaveUp: [] });
const observing = updateExperiment(over, { type: 'go-on' });

it('keeps a run that was seen for whom comes back to that very step, and for nobody else', () => {
  const services = fixtureServices();
  keepRun(services, { experiment: 'cut', state: observing, views: undefined });
  expect(keptRun(services, 'cut', 'observe')?.state).toBe(observing);
  expect(keptRun(services, 'cut', undefined)).toBeUndefined();
  expect(keptRun(services, 'cut', 'explain')).toBeUndefined();
  expect(keptRun(services, 'resume', 'observe')).toBeUndefined();
  expect(keptRun(fixtureServices(), 'cut', 'observe')).toBeUndefined();
});

it('forgets it when another is left before its run', () => {
  const services = fixtureServices();
  keepRun(services, { experiment: 'cut', state: observing, views: undefined });
  keepRun(services, { experiment: 'resume', state: ready, views: undefined });
  expect(keptRun(services, 'cut', 'observe')).toBeUndefined();
});
