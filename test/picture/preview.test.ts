import { expect, it } from 'vitest';
import { PREVIEW, pixelsOf, previewOf } from '../../src/picture/preview.ts';
import { paintScene } from '../../src/picture/scene.ts';

it('is the picture made small, or a part of it as it is, and gives its pixels back', () => {
  const scene = paintScene(3, 300, 200);
  const whole = previewOf(scene, 'whole');
  expect(whole).toMatchObject({ width: 192, height: 128, part: 'whole' });
  const back = pixelsOf(whole);
  expect(back?.data.length).toBe(192 * 128 * 4);
  const detail = pixelsOf(previewOf(scene, 'detail'));
  expect(detail).toMatchObject(PREVIEW.detail);
  // Its first pixel is one of the original's.
  const left = Math.round(0.68 * 300 - 48);
  const top = Math.round(0.49 * 200 - 32);
  const at = 4 * (top * 300 + left);
  expect([...(detail?.data.subarray(0, 3) ?? [])]).toEqual([...scene.data.subarray(at, at + 3)]);
});

it('gives nothing where it does not hold what it says', () => {
  const { rgb } = previewOf(paintScene(3, 30, 20), 'whole');
  const of = (width: number, height: number, text = rgb) => pixelsOf({ width, height, part: 'whole', rgb: text });
  expect(of(30, 20)?.width).toBe(30);
  // More, less, no deflated bytes, no size, and a size that would take all memory.
  for (const [width, height, text] of [
    [31, 20],
    [3, 2],
    [30, 20, 'AAAA'],
    [0, -1],
    [1e9, 1e9],
  ] as const)
    expect(of(width, height, text)).toBeUndefined();
});
