import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BROWSER, CDN } from '../../src/cache/cache.ts';
import { drawTimeline, inWords, phasesOf } from '../../src/cache/timeline.ts';
import { NOON, ok } from './exchange.ts';

const phases = (control: string, profile = CDN, ...more: string[]) =>
  phasesOf(ok(`Cache-Control: ${control}`, 'ETag: "a"', ...more), NOON, profile)?.map(({ phase, from, to }) => `${phase} ${from}-${to}`);

describe('the phases of a stored response', () => {
  it('follow each other', () => {
    expect(phases('max-age=60, stale-while-revalidate=30, stale-if-error=600')).toEqual([
      'fresh 0-60',
      'stale-while-revalidate 60-90',
      'stale-if-error 90-660',
      'stale 660-Infinity',
    ]);
  });

  it('differ between caches', () => {
    expect(phases('max-age=60, s-maxage=600')).toEqual(['fresh 0-600', 'stale 600-Infinity']);
    expect(phases('max-age=60, s-maxage=600', BROWSER)).toEqual(['fresh 0-60', 'stale 60-Infinity']);
    expect(phases('private, max-age=60')).toBeUndefined();
  });

  it('begin stale under no-cache, and leave out what must-revalidate forbids', () => {
    expect(phases('no-cache, max-age=60')).toEqual(['stale 0-Infinity']);
    expect(phases('max-age=60, must-revalidate, stale-if-error=60')).toEqual(['fresh 0-60', 'stale 60-Infinity']);
  });

  it('count from when it was received: what Age has used up is gone', () => {
    expect(phases('max-age=60', CDN, 'Age: 50')).toEqual(['fresh 0-10', 'stale 10-Infinity']);
  });
});

describe('the bar', () => {
  it('is as long as there is room, with the times under the ends of its phases', () => {
    const drawn = drawTimeline(phasesOf(ok('Cache-Control: max-age=60, stale-while-revalidate=60'), NOON, CDN) ?? [], 60);
    expect(drawn).toMatchInlineSnapshot(`
      [
        "████████████████████████▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓░░░░░░░░░░░░",
        "0                       1 min                   2 min",
        "█ fresh, for 1 min",
        "▓ stale, used while it is fetched anew, for 1 min",
        "░ stale, asked about first",
      ]
    `);
  });

  it('never is wider than there is room, and shows every phase', () => {
    const seconds = fc.integer({ min: 0, max: 40_000_000 });
    fc.assert(
      fc.property(seconds, seconds, seconds, fc.integer({ min: 24, max: 160 }), (fresh, revalidate, error, width) => {
        const control = `max-age=${fresh}, stale-while-revalidate=${revalidate}, stale-if-error=${error}`;
        const all = phasesOf(ok(`Cache-Control: ${control}`, 'ETag: "a"'), NOON, CDN) ?? [];
        const [bar = ''] = drawTimeline(all, width);
        expect(bar.length).toBeLessThanOrEqual(width);
        expect(new Set(bar).size).toBe(all.length);
      }),
    );
  });

  it.each([
    [0, '0'],
    [1, '1 s'],
    [90, '90 s'],
    [60, '1 min'],
    [7200, '2 h'],
    [86_400, '1 day'],
    [31_536_000, '365 days'],
  ])('writes %i seconds as %s', (seconds, expected) => expect(inWords(seconds)).toBe(expected));
});
