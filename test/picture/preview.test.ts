import { expect, it } from 'vitest';
import { PREVIEW, pixelsOf, previewOf } from '../../src/picture/preview.ts';
import { paintScene } from '../../src/picture/scene.ts';

it('is the picture made small, or a part of it as it is, and gives its pixels back', () => {
  const scene = paintScene(3, 300, 200);
  const whole = previewOf(scene, 'whole');
  expect(whole).toMatchObject({ width: 96, height: 64 });
  const back = pixelsOf(whole);
  expect(back?.data.length).toBe(96 * 64 * 4);
  const detail = pixelsOf(previewOf(scene, 'detail'));
  expect(detail).toMatchObject(PREVIEW);
  // Its first pixel is one of the original's.
  const left = Math.round(0.68 * 300 - 48);
  const top = Math.round(0.49 * 200 - 32);
  const at = 4 * (top * 300 + left);
  expect([...(detail?.data.subarray(0, 3) ?? [])]).toEqual([...scene.data.subarray(at, at + 3)]);
});

it('gives nothing where it does not hold what it says', () => {
  expect(pixelsOf({ width: 2, height: 2, rgb: 'AAAA' })).toBeUndefined();
  expect(pixelsOf({ width: 1e9, height: 1e9, rgb: '' })).toBeUndefined();
  expect(pixelsOf({ width: 0, height: -1, rgb: '' })).toBeUndefined();
});
