import { describe, expect, it } from 'vitest';
import { changesOf, isSame, knownOnly, startDesign, turned, updateDesign } from '../../../../src/ui/screens/design/state.ts';
import { book } from '../../../decision/book.ts';

const requirements = { fruit: { taste: 'sweet' } };

describe('updateDesign', () => {
  it('changes one family, leaves a dimension open, and goes back to what was written', () => {
    let state = updateDesign(startDesign(requirements), { type: 'change', family: 'fruit' });
    state = updateDesign(state, { type: 'answer', dimension: 'season', value: 'winter' });
    expect(state.requirements).toEqual({ fruit: { taste: 'sweet', season: 'winter' } });
    state = updateDesign(state, { type: 'answer', dimension: 'taste', value: undefined });
    expect(state.requirements).toEqual({ fruit: { season: 'winter' } });
    expect(changesOf(requirements, state.requirements)).toEqual([
      ['fruit', 'taste'],
      ['fruit', 'season'],
    ]);
    state = updateDesign(state, { type: 'reset', requirements });
    expect(isSame(requirements, state.requirements)).toBe(true);
  });

  it('keeps cursors on what there is', () => {
    const state = startDesign(requirements);
    expect(updateDesign(state, { type: 'item', by: -1, items: 3 }).item).toBe(0);
    expect(updateDesign(state, { type: 'item', by: 9, items: 3 }).item).toBe(2);
    expect(updateDesign(state, { type: 'dimension', by: 9, dimensions: 2 }).dimension).toBe(1);
    expect(updateDesign(state, { type: 'scroll', by: 9, last: 4 }).offset).toBe(4);
  });
});

describe('turned', () => {
  it('goes through all values and the open one, both ways round', () => {
    const [dimension] = book.dimensions;
    if (dimension === undefined) throw new Error('the book asks nothing');
    const seen: (string | undefined)[] = [];
    let value: string | undefined;
    for (let step = 0; step <= dimension.values.length; step++) {
      value = turned(dimension, value === undefined ? {} : { [dimension.id]: value }, 1);
      seen.push(value);
    }
    expect(seen).toEqual([...dimension.values.map(({ id }) => id), undefined]);
    expect(turned(dimension, {}, -1)).toBe(dimension.values.at(-1)?.id);
  });
});

describe('knownOnly', () => {
  it('drops what the rule books do not know any more', () => {
    expect(knownOnly({ fruit: { taste: 'sweet', gone: 'x', season: 'never' }, pets: { a: 'b' } }, [book])).toEqual({
      fruit: { taste: 'sweet' },
    });
  });
});
