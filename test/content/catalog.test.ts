import { describe, expect, it } from 'vitest';
import { createCatalog, readOn } from '../../src/content/catalog.ts';
import { parseFiles } from '../../src/content/parse.ts';
import { course } from './course.ts';

const catalog = createCatalog(parseFiles(course()).content);

describe('the catalog', () => {
  it('finds things by slug and id', () => {
    expect(catalog.topic('first')?.title).toBe('First');
    expect(catalog.lesson('cats')?.title).toBe('Cats');
    expect(catalog.experiment('cat-run')?.lesson.slug).toBe('cats');
    expect(catalog.question('cat-legs')?.question.kind).toBe('number');
    expect(catalog.decision('pets')?.title).toBe('Pets');
  });

  it('says nothing of what is not there', () => {
    for (const found of [catalog.topic('x'), catalog.lesson('x'), catalog.experiment('x'), catalog.question('x'), catalog.decision('x')]) {
      expect(found).toBeUndefined();
    }
    expect(catalog.cite('rfc9#1')).toBeUndefined();
  });

  it('cites as a person does', () => {
    expect(catalog.cite('rfc1#2.3')).toEqual({ label: 'RFC 1 section 2.3', url: 'https://example.org/rfc1', checked: '2026-11-24' });
    expect(catalog.cite('rfc1')?.label).toBe('RFC 1');
  });

  it('keeps a glossary that knows its lessons', () => {
    expect(catalog.glossary).toEqual([{ term: 'cat', meaning: 'An animal', source: 'rfc1#1', lesson: 'cats' }]);
  });
});

it('says when a source was read, and when nobody has held the content against it yet', () => {
  expect(readOn('2026-11-24')).toBe('read 2026-11-24');
  expect(readOn('not yet')).toBe('not read again yet');
});
