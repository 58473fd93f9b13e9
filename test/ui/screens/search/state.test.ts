import { describe, expect, it } from 'vitest';
import { createCatalog } from '../../../../src/content/catalog.ts';
import { find, findables, updateSearch } from '../../../../src/ui/screens/search/state.ts';
import { content, fixtureServices } from '../../fixture.ts';

const all = findables(createCatalog(content), fixtureServices().labs.list);
const found = (query: string) => find(query, all).map(({ key }) => key);

describe('find', () => {
  it('puts the very name first, then names that begin so, then texts', () => {
    expect(found('websocket').slice(0, 2)).toEqual(['lesson websocket', 'lab websocket']);
    expect(found('masking')[0]).toBe('word websocket masking');
    expect(found('cut')[0]).toBe('experiment cut');
  });
  it('wants every word of the query', () => {
    expect(found('websocket lab')[0]).toBe('lab websocket');
    expect(found('websocket zebra')).toEqual([]);
  });
  it('does not mind case, and finds topics that are not there yet', () => {
    expect(found('CACHING')).toEqual(['topic caching']);
    expect(find('caching', all)[0]?.route).toBeUndefined();
  });
  it('offers lessons, labs, experiments, decisions and the memory before one types', () => {
    expect(new Set(find(' ', all).map(({ kind }) => kind))).toEqual(new Set(['lesson', 'lab', 'experiment', 'decision', 'memory']));
  });
});

describe('updateSearch', () => {
  it('types, erases whole characters and starts again from the first result', () => {
    const typed = updateSearch({ query: 'a', index: 3 }, { type: 'type', character: '😀' });
    expect(typed).toEqual({ query: 'a😀', index: 0 });
    expect(updateSearch(typed, { type: 'erase' }).query).toBe('a');
    expect(updateSearch(typed, { type: 'clear' }).query).toBe('');
  });
  it('moves within the results', () => {
    expect(updateSearch({ query: '', index: 0 }, { type: 'move', by: -1, count: 3 }).index).toBe(0);
    expect(updateSearch({ query: '', index: 2 }, { type: 'move', by: 1, count: 3 }).index).toBe(2);
    expect(updateSearch({ query: '', index: 1 }, { type: 'move', by: 1, count: 3 }).index).toBe(2);
    expect(updateSearch({ query: '', index: 0 }, { type: 'move', by: 1, count: 0 }).index).toBe(0);
  });
});
