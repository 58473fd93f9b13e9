import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasDirective, parseDirectives, secondsOf } from '../../src/cache/directives.ts';
import { parseSurrogate, parseTargeted } from '../../src/cache/structured.ts';

describe('targeted fields (RFC 9213 section 2.1)', () => {
  it('reads a dictionary, over several lines, parameters left aside', () => {
    const parsed = parseTargeted(['max-age=600;unit=s, must-revalidate', 'foo="a, \\"b"']);
    expect(parsed?.list.map(({ name, value }) => [name, value])).toEqual([
      ['max-age', '600'],
      ['must-revalidate', undefined],
      ['foo', 'a, "b'],
    ]);
  });

  it('lets the last of duplicates count, unlike Cache-Control (RFC 9651 section 4.2.2)', () => {
    const twice = parseTargeted(['max-age=1, max-age=2']);
    expect(twice && secondsOf(twice, 'max-age')).toBe(2);
  });

  it('takes true as present and false as absent', () => {
    const parsed = parseTargeted(['no-store=?0, must-revalidate=?1']);
    expect(parsed && hasDirective(parsed, 'no-store')).toBe(false);
    expect(parsed && hasDirective(parsed, 'must-revalidate')).toBe(true);
  });

  it.each(['', 'max-age=', 'MAX-AGE=60', 'max-age=60,', 'max-age=60 no-store', 'max-age="60', 'max-age =60', 'a=1, ;', 'max-age=60;;'])(
    'counts %j as absent',
    (text) => expect(parseTargeted([text])).toBeUndefined(),
  );

  it('ends, whatever is sent', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        parseTargeted([text]);
      }),
    );
  });
});

describe('Surrogate-Control', () => {
  it('is read as Cache-Control is, without what is for another device', () => {
    const ours = parseSurrogate(['max-age=60;other, no-store;wirewise, max-age=30+10'], 'wirewise', parseDirectives);
    expect(ours?.list.map(({ name, value }) => [name, value])).toEqual([
      ['no-store', undefined],
      ['max-age', '30'],
    ]);
    expect(parseSurrogate(['max-age=60;other'], 'wirewise', parseDirectives)).toBeUndefined();
  });
});
