import { describe, expect, it } from 'vitest';
import { createCatalog } from '../../src/content/catalog.ts';
import { NO_PROGRESS } from '../../src/progress/progress.ts';
import { nextStep } from '../../src/ui/next-step.ts';
import { content, fixtureServices } from './fixture.ts';

const catalog = createCatalog(content);
const labs = fixtureServices().labs.list;

describe('nextStep', () => {
  it('is the first lesson for a newcomer, then the first that is not read', () => {
    expect(nextStep(catalog, labs, NO_PROGRESS)).toMatchObject({ title: 'Start here', route: { lesson: 'websocket' } });
    expect(nextStep(catalog, labs, { ...NO_PROGRESS, lessonsRead: new Set(['websocket']) })).toMatchObject({ route: { lesson: 'sse' } });
  });
  it('is the exact step that one was at', () => {
    const step = nextStep(catalog, labs, { ...NO_PROGRESS, place: { screen: 'quiz', lesson: 'sse', question: 3 } });
    expect(step).toMatchObject({ title: 'Continue', step: 'Server-sent events, question 4', route: { screen: 'quiz', question: 3 } });
  });
  it('is not what has gone from the content', () => {
    const step = nextStep(catalog, labs, { ...NO_PROGRESS, place: { screen: 'experiment', experiment: 'gone', step: 'predict' } });
    expect(step).toMatchObject({ title: 'Start here' });
  });
  it('is a comparison that one was at, where there is one', () => {
    const pets = { id: 'pets', title: 'Pets, side by side', summary: '', feed: true, note: '', columns: [], rows: [] };
    const withPets = createCatalog({ ...content, comparisons: [pets] });
    const route = { screen: 'compare', comparison: 'pets' } as const;
    expect(nextStep(withPets, labs, { ...NO_PROGRESS, place: route })).toMatchObject({
      title: 'Continue',
      step: 'Pets, side by side',
      route,
    });
    expect(nextStep(catalog, labs, { ...NO_PROGRESS, place: route })).toMatchObject({ title: 'Start here' });
  });
});
