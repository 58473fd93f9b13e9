import { describe, expect, it } from 'vitest';
import { createShopComposer } from '../../src/labs/shop-graphql-composer.ts';

const composer = createShopComposer();
/** What may stand at the mark. */
const at = (marked: string) => {
  const cursor = marked.indexOf('|');
  return composer.suggest(marked.replace('|', ''), cursor);
};
const texts = (marked: string) => at(marked).all.map(({ text }) => text);

describe('writing a query for the shop', () => {
  it('suggests fields by where the cursor is, with their types', () => {
    expect(texts('{ products { category { na| } } }')).toEqual(['name']);
    const begun = at('{\n  pro|');
    expect(begun.from).toBe(4);
    expect(begun.all).toContainEqual({ text: 'products', detail: '[Product!]!' });
    expect(begun.all).toContainEqual({ text: 'product', detail: 'Product' });
    expect(texts('{ stats { o| } }')).toEqual(['orders']);
  });

  it('suggests arguments and the values of an enum', () => {
    expect(texts('{ products(so|) { name } }')).toEqual(['sort: ']);
    expect(texts('{ products(sort: |) { name } }')).toEqual(expect.arrayContaining(['id', 'rating']));
  });

  it('offers operations at the beginning, and no words of schemas', () => {
    expect(texts('|')).toEqual(expect.arrayContaining(['query', 'mutation', 'subscription']));
    expect(texts('|')).not.toContain('type');
  });

  it('has examples without mistakes, and says where there is one', () => {
    for (const example of composer.examples) expect(composer.check(example)).toEqual([]);
    expect(composer.check('{\n  turnover\n}')[0]).toMatchObject({ at: 4, message: expect.stringContaining('turnover') });
    expect(composer.check('{ stats {')[0]?.message).toContain('Syntax Error');
  });

  it('says what the limits of the server will see', () => {
    expect(composer.weigh('{ products(limit: 10) { name } }')).toBe('2 levels deep, up to 11 fields');
    expect(composer.weigh('{ nonsense }')).toBe('');
    expect(composer.weigh('')).toBe('');
  });
});
