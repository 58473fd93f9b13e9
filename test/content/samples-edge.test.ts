// The samples of the edge lessons: what a learner copies must do what the lesson says of it.
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { ACCEPTS } from '../../src/labs/image-visitors.ts';
import { formatFor as chosen } from '../../src/picture/negotiate.ts';

const topics = fileURLToPath(new URL('../../content/topics', import.meta.url));
const sample = (file: string) => import(pathToFileURL(path.join(topics, '05-cdn-and-edge', file)).href);

it('geo.js says what the lab says of a page, and nothing of the rest', async () => {
  const geo = (await sample('05-edge-functions/samples/geo.js')).default;
  expect(geo({ path: '/page', country: 'FR' })).toEqual({ target: '/page?country=FR' });
  expect(geo({ path: '/app.js', country: 'FR' })).toBeUndefined();
});

it('negotiate.js chooses what the lab chooses', async () => {
  const { formatFor } = await sample('04-images-at-the-edge/samples/negotiate.js');
  const more = ['image/avif;q=0, image/webp', 'IMAGE/AVIF;q=0.1', 'image/avif; q=0.00', '', undefined];
  for (const accept of [...ACCEPTS, ...more]) expect(formatFor(accept), accept).toBe(`image/${chosen(accept)}`);
});
