import { describe, expect, it } from 'vitest';
import { formatFor, normalisedTarget, parseWish } from '../../src/picture/negotiate.ts';

describe('the format of a client', () => {
  it.each([
    ['image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8', 'avif'],
    ['image/webp,*/*', 'webp'],
    ['IMAGE/WEBP ; Q=0.5', 'webp'],
    // A wildcard is sent by those that have never heard of the format, too.
    ['image/*,*/*;q=0.8', 'jpeg'],
    ['*/*', 'jpeg'],
    ['', 'jpeg'],
    [undefined, 'jpeg'],
    // A weight of 0 means: not this (RFC 9110 section 12.4.2).
    ['image/avif;q=0, image/webp', 'webp'],
    ['image/avif;q=0.0, image/webp;q=0', 'jpeg'],
    ['image/avif;q=nonsense', 'jpeg'],
  ] as const)('of %s is %s', (accept, format) => {
    expect(formatFor(accept)).toBe(format);
  });

  it('is the best of those that are offered', () => {
    expect(formatFor('image/avif,image/webp', ['webp', 'jpeg'])).toBe('webp');
    expect(formatFor('image/avif', ['webp', 'jpeg'])).toBe('jpeg');
  });
});

describe('a wish', () => {
  it('is read, and never more than there is', () => {
    expect(parseWish('/a.jpg?w=480&q=60', 960)).toEqual({ width: 480, quality: 60 });
    expect(parseWish('/a.jpg?w=5000', 960)).toEqual({ width: 960, quality: undefined });
    expect(parseWish('/a.jpg', 960)).toEqual({ width: undefined, quality: undefined });
  });

  it.each(['w=0', 'w=-1', 'w=1e3', 'w=', 'q=101', 'q=0', 'w=123456789', 'w=0x10'])('is refused where it says %s', (query) => {
    expect(parseWish(`/a.jpg?${query}`, 960)).toBeUndefined();
  });
});

describe('the key', () => {
  const key = (target: string, steps = true) => normalisedTarget(target, { widest: 960, steps });
  it('is one for all spellings of one wish', () => {
    const spellings = ['/a.jpg?w=480&q=75', '/a.jpg?q=75&w=480', '/a.jpg?w=480', '/a.jpg?utm_source=mail&w=480&q=075'];
    expect(new Set(spellings.map((target) => key(target)))).toEqual(new Set(['/a.jpg?w=480&q=75']));
  });

  it('has few widths where there are steps: the next larger one', () => {
    expect(['/a.jpg?w=1', '/a.jpg?w=390', '/a.jpg?w=480', '/a.jpg?w=481', '/a.jpg?w=9999'].map((target) => key(target))).toEqual([
      '/a.jpg?w=160&q=75',
      '/a.jpg?w=480&q=75',
      '/a.jpg?w=480&q=75',
      '/a.jpg?w=640&q=75',
      '/a.jpg?w=960&q=75',
    ]);
    expect(key('/a.jpg?w=390', false)).toBe('/a.jpg?w=390&q=75');
  });

  it('leaves alone what makes no wish, or one that will be refused', () => {
    expect(key('/a.jpg?utm_source=mail')).toBe('/a.jpg');
    expect(key('/a.jpg?w=none')).toBe('/a.jpg?w=none');
  });
});
