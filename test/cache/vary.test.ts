import { describe, expect, it } from 'vitest';
import { matchesVary, selectionOf, varyOf } from '../../src/cache/vary.ts';
import { get, ok, storedAtNoon } from './exchange.ts';

const matches = (vary: string, before: string[], now: string[], more: string[] = []) =>
  matchesVary(storedAtNoon([`Vary: ${vary}`, ...more], { request: get(...before) }), get(...now)).decision;

describe('Vary (RFC 9111 section 4.1)', () => {
  it('reads names in any case, and * wherever it stands', () => {
    expect(varyOf(ok('Vary: Foo, foo', 'Vary: Bar'))).toEqual(['bar', 'foo']);
    for (const star of ['*', ', *', '*, Foo', 'Foo, *']) expect(varyOf(ok(`Vary: ${star}`))).toBe('*');
  });

  it('matches what says the same, also where both say nothing', () => {
    expect(matches('Foo', ['Foo: 1'], ['Foo: 1', 'Other: 2'])).toBe('match');
    expect(matches('Foo, Bar', ['Foo: 1'], ['Foo: 1'])).toBe('match');
  });

  it('does not match what says something else, or only one of them', () => {
    expect(matches('Foo', ['Foo: 1'], ['Foo: 2'])).toBe('no match');
    expect(matches('Foo', [], ['Foo: 1'])).toBe('no match');
    expect(matches('Foo', ['Foo: 1'], [])).toBe('no match');
    expect(matches('*', [], [])).toBe('no match');
  });

  it('sees through spaces and split lines', () => {
    expect(matches('Foo', ['Foo: 1, 2'], ['Foo: 1', 'Foo: 2'])).toBe('match');
    expect(matches('Foo', ['Foo: 1,2'], ['Foo:  1,  2 '])).toBe('match');
  });

  it('takes languages in any order and case, and a stored language that is wanted most', () => {
    expect(matches('Accept-Language', ['Accept-Language: en, de'], ['Accept-Language: De, eN'])).toBe('match');
    const german = ['Content-Language: de'];
    expect(matches('Accept-Language', ['Accept-Language: en, de'], ['Accept-Language: fr;q=0.5, de;q=1.0'], german)).toBe('match');
    expect(matches('Accept-Language', ['Accept-Language: en, de'], ['Accept-Language: fr, de;q=0.5'], german)).toBe('no match');
  });

  it('names what was chosen by', () => {
    const { because, source } = matchesVary(storedAtNoon(['Vary: Accept-Encoding']), get('Accept-Encoding: br'));
    expect([because, source]).toEqual(['it was chosen by another accept-encoding (Vary: accept-encoding)', 'rfc9111#4.1']);
  });

  it('gives requests that select the same one text', () => {
    const stored = [storedAtNoon(['Vary: Foo'])];
    expect(selectionOf(stored, get('Foo: 1, 2'))).toBe(selectionOf(stored, get('foo: 1,2', 'Bar: 3')));
    expect(selectionOf(stored, get('Foo: 1'))).not.toBe(selectionOf(stored, get('Foo: 2')));
  });
});
