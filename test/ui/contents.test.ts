import { describe, expect, it } from 'vitest';
import { createCatalog } from '../../src/content/catalog.ts';
import { contentsOf, crumbsOf, entryOf } from '../../src/ui/contents.ts';
import { content, fixtureServices } from './fixture.ts';

const catalog = createCatalog(content);
const labs = fixtureServices().labs.list;

describe('contentsOf', () => {
  it('has everything in the order of the course, and says what is not there yet', () => {
    expect(contentsOf(catalog, labs).map(({ title, entries }) => [title, entries.map((entry) => entry.title)])).toEqual([
      ['Real time', ['WebSocket', 'Server-sent events', 'More to come']],
      ['Labs', ['WebSocket', 'Server-sent events']],
      ['Decide', ['Pick a transport']],
      ['Memory', ['Review', 'What you remember']],
      ['Not here yet', ['HTTP caching']],
    ]);
  });
  it('knows which entry stands for each route', () => {
    const keys = contentsOf(catalog, labs).flatMap(({ entries }) => entries.map(({ key }) => key));
    expect(keys).toContain(entryOf({ screen: 'experiment', experiment: 'cut' }, catalog));
    expect(keys).toContain(entryOf({ screen: 'lab', lab: 'sse' }, catalog));
    expect(keys).toContain(entryOf({ screen: 'decision', family: 'transport' }, catalog));
  });
});

describe('a comparison', () => {
  const row = { lab: 'sse', title: 'S', params: {}, care: {}, start: [], stop: [], recovers: '', loses: '', claims: [] };
  const pets = { id: 'pets', title: 'Pets, side by side', summary: '', feed: true, note: '', columns: [], rows: [row] };
  const withPets = createCatalog({ ...content, comparisons: [pets] });
  it('stands after the labs', () => {
    const entries = contentsOf(withPets, labs).find(({ title }) => title === 'Labs')?.entries ?? [];
    expect(entries.map(({ title }) => title)).toEqual(['WebSocket', 'Server-sent events', 'Pets, side by side']);
    const route = { screen: 'compare', comparison: 'pets' } as const;
    expect(entryOf(route, withPets)).toBe(entries.at(-1)?.key);
    expect(crumbsOf(route, withPets, labs)).toEqual(['Labs', 'Pets, side by side']);
  });
});

describe('crumbsOf', () => {
  it('names the way from the outside in', () => {
    expect(crumbsOf({ screen: 'experiment', experiment: 'cut' }, catalog, labs)).toEqual([
      'Real time',
      'WebSocket',
      'What a cut takes with it',
    ]);
    expect(crumbsOf({ screen: 'home' }, catalog, labs)).toEqual([]);
  });
});
