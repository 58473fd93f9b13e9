import { describe, expect, it } from 'vitest';
import { tagsOf } from '../../src/cache/tags.ts';

describe('tags', () => {
  it('are read from both fields, each once, as they are written', () =>
    expect(
      tagsOf([
        ['Cache-Tag', 'product-7, Shop ,,'],
        ['surrogate-key', 'shop  product-7'],
        ['Surrogate-Key', 'a,b'],
      ]),
    ).toEqual(['product-7', 'Shop', 'shop', 'a,b']));
  it('are none where there is no such field', () => expect(tagsOf([['Tag', 'a']])).toEqual([]));
});
