// The samples of the edge lessons: what a learner copies must do what the lesson says of it.
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { ACCEPTS } from '../../src/labs/image-visitors.ts';
import { formatFor as chosen } from '../../src/picture/negotiate.ts';

const topics = fileURLToPath(new URL('../../content/topics', import.meta.url));
const sample = (file: string) => import(pathToFileURL(path.join(topics, '05-cdn-and-edge', file)).href);

it('negotiate.js chooses what the lab chooses', async () => {
  const { formatFor } = await sample('04-images-at-the-edge/samples/negotiate.js');
  const more = ['image/avif;q=0, image/webp', 'IMAGE/AVIF;q=0.1', 'image/avif; q=0.00', '', undefined];
  for (const accept of [...ACCEPTS, ...more]) expect(formatFor(accept), accept).toBe(`image/${chosen(accept)}`);
});
