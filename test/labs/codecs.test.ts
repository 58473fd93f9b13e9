// The codecs on their thread: what is encoded comes back as nearly the same pixels, in fewer bytes.
import { describe, expect, it } from 'vitest';
import { createCodecs } from '../../src/labs/codecs.ts';
import { FORMATS } from '../../src/picture/negotiate.ts';
import { paintScene } from '../../src/picture/scene.ts';

const scene = paintScene(7, 240, 160);

/** The first bytes that say what it is. */
const MAGIC = { jpeg: /^\xff\xd8\xff/, webp: /^RIFF....WEBP/s, avif: /^....ftypavif/s } as const;

describe.each(FORMATS)('%s', (format) => {
  it('goes there and back', async () => {
    await using codecs = createCodecs();
    const bytes = await codecs.encode(scene, format, 75);
    expect(bytes.subarray(0, 16).toString('latin1')).toMatch(MAGIC[format]);
    const back = await codecs.decode(bytes, format);
    expect([back.width, back.height]).toEqual([240, 160]);
    const error = back.data.reduce((sum, value, at) => sum + Math.abs(value - (scene.data[at] ?? 0)), 0) / back.data.length;
    expect(error).toBeLessThan(6);
    const worse = await codecs.encode(scene, format, 20);
    expect(worse.length).toBeLessThan(bytes.length);
  }, 60_000);
});

it('gives fewer bytes for about the same error, the newer the format', async () => {
  await using codecs = createCodecs();
  const [jpeg, webp, avif] = await Promise.all((['jpeg', 'webp', 'avif'] as const).map((format) => codecs.encode(scene, format, 75)));
  expect(webp?.length).toBeLessThan(jpeg?.length ?? 0);
  expect(avif?.length).toBeLessThan(jpeg?.length ?? 0);
}, 60_000);

it('says of bytes that are no picture that they are none, and goes on', async () => {
  await using codecs = createCodecs();
  for (const format of FORMATS) await expect(codecs.decode(Buffer.from('no picture'), format)).rejects.toThrow();
  expect((await codecs.encode(scene, 'jpeg', 50)).length).toBeGreaterThan(100);
}, 60_000);

it('ends with its disposal, also in the middle of a job', async () => {
  const codecs = createCodecs();
  const job = codecs.encode(scene, 'avif', 50);
  const outcome = expect(job).rejects.toThrow('the codecs have ended');
  await codecs[Symbol.asyncDispose]();
  await outcome;
  await expect(codecs.encode(scene, 'jpeg', 50)).rejects.toThrow('the codecs have ended');
});
