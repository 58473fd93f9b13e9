import { describe, expect, it } from 'vitest';
import { interviewPlace } from '../../src/cli/interview-place.ts';
import { createCatalog } from '../../src/content/catalog.ts';
import type { Answers } from '../../src/interview/step.ts';
import type { ProgressEvent } from '../../src/progress/event.ts';
import { course, engine, ours, play, settingOf } from '../interview/robots.ts';
import { fixtureServices } from '../ui/fixture.ts';

const interview = ours.find(({ slug }) => slug === 'live-scores') as (typeof ours)[number];
const left = (answers: Answers): ProgressEvent => ({
  at: '2026-11-25T00:00:00.000Z',
  kind: 'visited',
  place: { screen: 'interview', interview: interview.slug, seed: 7, answers, seconds: 60, timed: false },
});
const services = (...events: ProgressEvent[]) => ({ ...fixtureServices({ events }), catalog: createCatalog(course), seed: () => 42 });

describe('where an interview opens', () => {
  it('is its beginning, with a seed of its own', () => {
    expect(interviewPlace(services(), interview.slug, { timed: true })).toMatchObject({ seed: 42, answers: {}, seconds: 0, timed: true });
  });

  it('is the step where it was left, unless another seed is asked for', () => {
    const answers = { 'ask:1': 'transport.direction' };
    expect(interviewPlace(services(left(answers)), interview.slug)).toMatchObject({ seed: 7, answers, seconds: 60 });
    expect(interviewPlace(services(left(answers)), interview.slug, { seed: 3 })).toMatchObject({ seed: 3, answers: {} });
  });

  it('is a beginning again after its end', () => {
    const setting = settingOf(interview, 7);
    expect(interviewPlace(services(left(play(setting, engine(setting)))), interview.slug)).toMatchObject({ seed: 42, answers: {} });
  });
});
