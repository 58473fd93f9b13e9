// The images lab on real sockets: what each browser gets, what it costs on the wire, and what the cache key does to it.
import { describe, expect, it } from 'vitest';
import { images } from '../../src/labs/images.ts';
import { pixelsOf } from '../../src/picture/preview.ts';
import type { EventOf } from '../../src/wire/event.ts';
import { measure } from '../../src/wire/measure.ts';
import type { Settings } from '../../src/wire/setting.ts';
import { watchLab } from './watch.ts';

const served = ({ data }: EventOf<'app:state'>) => data.actor === 'client' && data.state === 'all-served';

/** Small pictures: what is tested is not the encoders. */
async function crowdOf(params: Settings) {
  const run = await watchLab(images, { width: 64, visitors: 14, serverTime: 0, ...params });
  await run.perform('crowd');
  await run.first('app:state', served);
  return run;
}
const headersOf = ({ data }: EventOf<'http:response'>) => new Map(data.headers.map(([name, value]) => [name.toLowerCase(), value]));

describe('a browser', () => {
  it('gets the smallest format that it names, in the width that it wants, and the response says what it depends on', async () => {
    await using run = await watchLab(images, { width: 240, serverTime: 0 });
    for (const action of ['original', 'jpeg', 'webp', 'avif']) await run.perform(action);
    const shown = await run.several(4, 'app:picture');
    expect(shown.map(({ data }) => [data.format, data.width, data.height])).toEqual([
      ['image/jpeg', 960, 640],
      ['image/jpeg', 240, 160],
      ['image/webp', 240, 160],
      ['image/avif', 240, 160],
    ]);
    const [original, jpeg, webp, avif] = shown.map(({ data }) => data.bytes) as [number, number, number, number];
    expect(jpeg).toBeLessThan(original / 5);
    expect(webp).toBeLessThan(jpeg);
    expect(avif).toBeLessThan(jpeg);
    const responses = run.of('http:response').map(headersOf);
    expect(responses.map((headers) => headers.get('vary'))).toEqual([undefined, 'Accept', 'Accept', 'Accept']);
    // What the client counted is what the tap saw.
    expect(responses.map((headers) => Number(headers.get('content-length')))).toEqual([original, jpeg, webp, avif]);
    expect(measure(run.events).contentBytes).toBe(original + jpeg + webp + avif);
    for (const { data } of shown) expect(pixelsOf(data.preview)?.width).toBe(192);
  }, 60_000);

  it('is refused what is no width, at no cost', async () => {
    await using run = await watchLab(images, { serverTime: 0 });
    const response = await fetch(run.url.replace('w=480', 'w=none'));
    expect(response.status).toBe(400);
    expect(measure(run.events).picturesMade).toBe(0);
  });
});

describe('the cache key', () => {
  it('with the format in it has as many variants as there are formats', async () => {
    await using run = await crowdOf({ key: 'format' });
    expect(measure(run.events)).toMatchObject({ picturesMade: 3, picturesBroken: 0, picturesShown: 14 });
    expect(measure(run.events).edgeHitRatio).toBeCloseTo((100 * 11) / 14, 5);
  }, 60_000);

  it('with Accept as it came in it has one for each spelling', async () => {
    await using run = await crowdOf({ key: 'accept' });
    expect(measure(run.events)).toMatchObject({ picturesMade: 7, picturesBroken: 0, edgeHitRatio: 50 });
  }, 60_000);

  it('without either gives everybody what the first one asked for', async () => {
    await using run = await crowdOf({ key: 'url' });
    expect(measure(run.events)).toMatchObject({ picturesMade: 1, picturesBroken: 8, picturesShown: 6 });
  }, 60_000);

  it('with widths on steps is shared by windows of nearly the same width', async () => {
    const crowd = { crowdWidths: 'many', formats: 'jpeg', visitors: 10 };
    await using any = await crowdOf({ ...crowd, widths: 'any' });
    expect(measure(any.events)).toMatchObject({ picturesMade: 10, edgeHitRatio: 0 });
    await using steps = await crowdOf({ ...crowd, widths: 'steps' });
    expect(measure(steps.events)).toMatchObject({ picturesMade: 2, edgeHitRatio: 80 });
  }, 60_000);
});

it('asks the origin once, and again for nothing after a purge', async () => {
  await using run = await watchLab(images, { width: 64, serverTime: 0 });
  for (const action of ['jpeg', 'purge', 'jpeg']) await run.perform(action);
  await run.several(2, 'app:picture');
  expect(run.of('app:state').filter(({ data }) => data.state === 'asked')).toHaveLength(1);
  expect(run.of('app:state').find(({ data }) => data.state === 'purged')?.data.detail).toBe('1 pictures removed from the edge');
  expect(measure(run.events).picturesMade).toBe(2);
}, 60_000);
