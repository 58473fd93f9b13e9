// Every experiment of the course against the real labs: what it asks must have one answer in the run that it makes.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createCatalog } from '../../src/content/catalog.ts';
import { compileContent } from '../../src/content/compile.ts';
import { holds } from '../../src/experiment/expectation.ts';
import { fillIn } from '../../src/experiment/player.ts';
import type { Experiment, RunQuestion } from '../../src/experiment/schema.ts';
import { LABS } from '../../src/labs/index.ts';
import { runLab } from '../../src/labs/run.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { CLEAN } from '../../src/wire/conditions.ts';
import { type Measurements, measure } from '../../src/wire/measure.ts';
import { parseSettings } from '../../src/wire/setting.ts';
import type { Trace } from '../../src/wire/trace.ts';

const compiled = await compileContent(fileURLToPath(new URL('../../content', import.meta.url)));
if (!compiled.ok) throw new Error(compiled.problems.map(({ where, line, message }) => `${where}:${line}: ${message}`).join('\n'));
const catalog = createCatalog(compiled.value);
const lessons = catalog.topics.flatMap((topic) => topic.lessons).filter((lesson) => lesson.experiments.length > 0);

/** Runs an experiment as the screen does; a step that gave up makes the run one that its author did not mean. */
async function perform(experiment: Experiment): Promise<Trace> {
  if (!Object.hasOwn(LABS, experiment.lab)) throw new Error(`there is no lab '${experiment.lab}'`);
  const lab = await LABS[experiment.lab as keyof typeof LABS].load();
  const params = parseSettings(lab.settings, experiment.params);
  if (!params.ok) throw new Error(params.problems.map((problem) => problem.message).join('\n'));
  await using run = await runLab(lab, {
    params: params.value,
    // A condition that the author left out is the clean path's.
    conditions: { ...CLEAN, ...(experiment.conditions as Partial<typeof CLEAN>) },
    seed: experiment.seed,
    clock: systemClock,
    version: 'test',
    signal: AbortSignal.timeout(15_000),
  });
  for (const step of experiment.steps) {
    expect(await run.step(step as Parameters<typeof run.step>[0]), `step ${JSON.stringify(step)}`).toBe('done');
  }
  return run.trace();
}

/** The texts of the options that hold; for a number, that it was measured at all. */
function answers(question: RunQuestion, trace: Trace, measurements: Measurements): readonly string[] {
  if ('options' in question) return question.options.filter((option) => holds(option.holds, trace).holds).map((option) => option.text);
  const value = measurements[question.number.measure as keyof Measurements];
  return value > 0 ? [`${value} ${question.number.unit}`] : [];
}

describe.concurrent.each(lessons.map((lesson) => ({ slug: lesson.slug, experiments: lesson.experiments })))(
  'experiments of $slug',
  ({ experiments }) => {
    it.concurrent.each(experiments.map((experiment) => ({ id: experiment.id, experiment })))('$id', async ({ experiment }) => {
      const trace = await perform(experiment);
      const measurements = measure(trace.events);
      const seen = JSON.stringify(measurements);
      expect(answers(experiment.predict, trace, measurements), `right predictions; measured ${seen}`).toHaveLength(1);
      expect(answers(experiment.observe, trace, measurements), `right observations; measured ${seen}`).toHaveLength(1);
      expect(fillIn(experiment.explain, measurements), 'an explanation without holes').not.toContain('{{');
      for (const { measure: name } of experiment.show) expect(Number.isFinite(measurements[name as keyof Measurements]), name).toBe(true);
    });
  },
);
