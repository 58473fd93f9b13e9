// The sample of the lesson on the three versions.
import { expect, it } from 'vitest';

const sample = '../../content/topics/02-http-versions/04-race/samples/count.js';

interface Sample {
  stalled(resources: readonly object[], roundTrip: number): readonly object[];
  shape(ends: readonly number[]): string;
}

it('count.js counts what stalled, and tells the two shapes of a page apart', async () => {
  const { stalled, shape } = (await import(/* @vite-ignore */ sample)) as Sample;
  const resources = [
    { sent: 0, firstByte: 100, gap: 0 },
    { sent: 0, firstByte: 190, gap: 0 },
    { sent: 0, firstByte: 100, gap: 120 },
  ];
  expect(stalled(resources, 100)).toEqual(resources.slice(1));
  expect(shape([210, 208, 212, 211])).toBe('together');
  expect(shape([40, 35, 38, 1030])).toBe('one by one');
});
