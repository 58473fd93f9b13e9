import { expect, it } from 'vitest';
import { blocksOf } from '../../src/picture/blocks.ts';
import type { Pixels } from '../../src/picture/pixels.ts';

const picture = (width: number, height: number, at: (x: number, y: number) => number): Pixels => ({
  width,
  height,
  data: new Uint8ClampedArray(
    Array.from({ length: width * height }, (_, index) => {
      const value = at(index % width, Math.floor(index / width));
      return [value, value, value, 255];
    }).flat(),
  ),
});

it('puts two rows of pixels into one of cells, and a shade for where there are no colours', () => {
  const cells = blocksOf(
    picture(2, 4, (_x, y) => [0, 255, 255, 255][y] ?? 0),
    { columns: 10, rows: 10 },
  );
  expect(cells).toHaveLength(2);
  expect(cells[0]?.[0]).toMatchObject({ top: [0, 0, 0], bottom: [255, 255, 255], shade: '=' });
  expect(cells[1]?.[1]).toMatchObject({ shade: '@' });
});

it('fits the room and keeps proportions; an odd row is its own lower half', () => {
  const wide = blocksOf(
    picture(90, 30, () => 9),
    { columns: 30, rows: 20 },
  );
  expect([wide[0]?.length, wide.length]).toEqual([30, 5]);
  const odd = blocksOf(
    picture(3, 3, (_x, y) => 10 * y),
    { columns: 9, rows: 9 },
  );
  expect(odd[1]?.[0]).toMatchObject({ top: [20, 20, 20], bottom: [20, 20, 20] });
  expect(
    blocksOf(
      picture(1, 1, () => 0),
      { columns: 0, rows: 5 },
    ),
  ).toEqual([]);
});

it('cuts a detail, pixel by pixel, where a whole is made smaller', () => {
  const fine = picture(40, 40, (x, y) => ((x + y) % 2) * 255);
  const room = { columns: 10, rows: 5 };
  expect(new Set(blocksOf(fine, room, 'detail').flatMap((row) => row.map(({ top }) => top[0])))).toEqual(new Set([0, 255]));
  expect(new Set(blocksOf(fine, room, 'whole').flatMap((row) => row.map(({ top }) => top[0])))).toEqual(new Set([128]));
});
