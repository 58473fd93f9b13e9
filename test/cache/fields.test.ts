import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endToEnd, fieldOf, membersOf, withField, withoutFields } from '../../src/cache/fields.ts';
import { fields } from './exchange.ts';

describe('fields', () => {
  it('joins the lines of one field, whatever their case', () => {
    expect(fieldOf(fields('Vary: A', 'vary: B'), 'VARY')).toBe('A, B');
    expect(fieldOf(fields('Vary: A'), 'ETag')).toBeUndefined();
  });

  it('splits lists at commas that are not quoted, and leaves empty members out (RFC 9110 section 5.6.1.2)', () => {
    expect(membersOf('foo , ,bar,charlie')).toEqual(['foo', 'bar', 'charlie']);
    expect(membersOf('no-cache="a, b", max-age=1')).toEqual(['no-cache="a, b"', 'max-age=1']);
    expect(membersOf('x="a\\", b", c')).toEqual(['x="a\\", b"', 'c']);
    expect(membersOf(', ,')).toEqual([]);
  });

  it('finds the members that were joined', () => {
    const member = fc.stringMatching(/^[a-z0-9=-]{1,8}$/);
    fc.assert(
      fc.property(fc.array(member), (members) => {
        expect(membersOf(members.join(' , '))).toEqual(members);
      }),
    );
  });

  it('takes out what belongs to one connection, and what Connection names (RFC 9110 section 7.6.1)', () => {
    const all = fields('Connection: close, X-Hop', 'X-Hop: 1', 'Keep-Alive: timeout=5', 'Transfer-Encoding: chunked', 'ETag: "a"');
    expect(endToEnd(all)).toEqual([['ETag', '"a"']]);
  });

  it('sets a field in its place and leaves one line of it', () => {
    expect(withField(fields('A: 1', 'B: 2', 'a: 3'), 'A', '4')).toEqual([
      ['A', '4'],
      ['B', '2'],
    ]);
    expect(withoutFields(fields('A: 1', 'B: 2'), ['a'])).toEqual([['B', '2']]);
  });
});
