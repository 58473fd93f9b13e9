import { expect, it } from 'vitest';
import { paintScene } from '../../src/picture/scene.ts';

it('is the same for a seed and another one for another, with the sky above and a lake below', () => {
  const scene = paintScene(7, 60, 40);
  expect(scene.data).toEqual(paintScene(7, 60, 40).data);
  expect(scene.data).not.toEqual(paintScene(8, 60, 40).data);
  expect(scene.data.filter((_, at) => at % 4 === 3).every((opacity) => opacity === 255)).toBe(true);
  // Where the sun is it is brighter than where the near mountains are.
  const brightness = (x: number, y: number) => scene.data[4 * (y * 60 + x)] ?? 0;
  expect(brightness(41, 18)).toBeGreaterThan(brightness(41, 25) + 60);
});
