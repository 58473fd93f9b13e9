import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fieldNamesOf,
  hasDirective,
  isUnqualified,
  LONGEST,
  parseDirectives,
  permittedSeconds,
  secondsOf,
} from '../../src/cache/directives.ts';

const parse = (...lines: string[]) => parseDirectives(lines);

describe('Cache-Control', () => {
  it('takes names without regard to case, arguments as token or quoted (RFC 9111 section 5.2)', () => {
    expect(secondsOf(parse('MaX-AgE=60'), 'max-age')).toBe(60);
    expect(secondsOf(parse('max-age="60"'), 'max-age')).toBe(60);
    expect(hasDirective(parse('No-StOrE'), 'no-store')).toBe(true);
  });

  it('reads nothing inside a quoted argument', () => {
    expect(secondsOf(parse('extension="max-age=3600", max-age=1'), 'max-age')).toBe(1);
  });

  it('lets the first of duplicates count, on one line or several (section 4.2.1)', () => {
    for (const twice of [parse('max-age=1, max-age=1800'), parse('max-age=1', 'max-age=1800')]) {
      expect(secondsOf(twice, 'max-age')).toBe(1);
      expect(twice.problems).toEqual(['max-age is given more than once: the first counts']);
    }
  });

  it.each([
    'max-age=3600.5',
    'max-age=-1',
    'max-age=a1',
    'max-age=1a',
    "max-age='60'",
    'max-age',
    'max-age=',
    'max-age =60',
    'max-age= 60',
  ])('calls %s invalid', (text) => expect(secondsOf(parse(text), 'max-age')).toBe('invalid'));

  it('counts no further than 2^31 (section 1.2.2)', () => {
    expect(secondsOf(parse('max-age=99999999999'), 'max-age')).toBe(LONGEST);
  });

  it('permits nothing by what it cannot read', () => {
    expect(permittedSeconds(parse('stale-if-error=soon'), 'stale-if-error')).toBe(0);
  });

  it('tells no-cache from no-cache="field" (section 5.2.2.4)', () => {
    const qualified = parse('no-cache="Set-Cookie, X-User"');
    expect(fieldNamesOf(qualified, 'no-cache')).toEqual(['Set-Cookie', 'X-User']);
    expect(isUnqualified(qualified, 'no-cache')).toBe(false);
    expect(isUnqualified(parse('no-cache'), 'no-cache')).toBe(true);
    expect(isUnqualified(parse('no-cache=""'), 'no-cache')).toBe(true);
  });

  it('keeps unknown directives and says what is none', () => {
    const { list, problems } = parse('community="UCI", , ;;');
    expect(list).toEqual([{ name: 'community', value: 'UCI', text: 'community="UCI"' }]);
    expect(problems).toHaveLength(1);
  });

  it('never throws, whatever is sent', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (lines) => {
        parseDirectives(lines);
      }),
    );
  });
});
