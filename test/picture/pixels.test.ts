import { describe, expect, it } from 'vitest';
import { cutOut, fitted, type Pixels, scaled } from '../../src/picture/pixels.ts';

/** Grey pixels, a row per list. */
function grey(...rows: readonly (readonly number[])[]): Pixels {
  const data = new Uint8ClampedArray(rows.flat().flatMap((value) => [value, value, value, 255]));
  return { width: rows[0]?.length ?? 0, height: rows.length, data };
}
const values = ({ data, width }: Pixels) => {
  const all = Array.from({ length: data.length / 4 }, (_, at) => data[4 * at]);
  return Array.from({ length: all.length / width }, (_, row) => all.slice(row * width, (row + 1) * width));
};

describe('scaled', () => {
  it('averages what falls into a pixel, also where it falls into two', () => {
    expect(values(scaled(grey([0, 100], [100, 200]), 1, 1))).toEqual([[100]]);
    // Three into two: each takes one and a half.
    expect(values(scaled(grey([0, 90, 180]), 2, 1))).toEqual([[30, 150]]);
    expect(values(scaled(grey([0], [90], [180]), 1, 2))).toEqual([[30], [150]]);
  });

  it('keeps an even picture even, and makes none larger', () => {
    const even = grey(...Array.from({ length: 7 }, () => new Array(11).fill(77)));
    expect(new Set(values(scaled(even, 4, 3)).flat())).toEqual(new Set([77]));
    expect(scaled(even, 100, 100)).toBe(even);
  });
});

it('cuts out what is around a point, within the picture', () => {
  const picture = grey([1, 2, 3], [4, 5, 6], [7, 8, 9]);
  expect(values(cutOut(picture, { width: 2, height: 2, x: 1, y: 1 }))).toEqual([
    [5, 6],
    [8, 9],
  ]);
  expect(values(cutOut(picture, { width: 1, height: 1, x: 0, y: 0 }))).toEqual([[1]]);
  expect(values(cutOut(picture, { width: 9, height: 9, x: 0.5, y: 0.5 }))).toEqual(values(picture));
});

it('fits a size into a room without growing it', () => {
  expect(fitted({ width: 960, height: 640 }, { width: 96, height: 96 })).toEqual({ width: 96, height: 64 });
  expect(fitted({ width: 3, height: 2 }, { width: 100, height: 100 })).toEqual({ width: 3, height: 2 });
  expect(fitted({ width: 1000, height: 1 }, { width: 10, height: 10 })).toEqual({ width: 10, height: 1 });
});
