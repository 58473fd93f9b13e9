// The samples of the caching lessons: what a learner copies must do what the lesson says of it.
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';

const topics = fileURLToPath(new URL('../../content/topics', import.meta.url));
const sample = (file: string) => import(pathToFileURL(path.join(topics, file)).href);

/** A server's address, and its end. */
async function listening(server: Server) {
  if (!server.listening) await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describe('freshness.js', () => {
  it.each([
    ['max-age=600', '480', 120],
    ['public, max-age=60', undefined, 60],
    ['max-age=60', '90', -30],
    ['no-cache, max-age=60', undefined, 0],
    ['s-maxage=60', undefined, undefined],
    [undefined, undefined, undefined],
  ])('of %s and an age of %s leaves %s seconds', async (control, age, left) => {
    const { freshFor } = await sample('04-http-caching/01-freshness/samples/freshness.js');
    const headers = new Headers();
    if (control !== undefined) headers.set('Cache-Control', control);
    if (age !== undefined) headers.set('Age', age);
    expect(freshFor(headers)).toBe(left);
  });
});

it('the server of the validators lesson says 304 while the content stays, and only then', async () => {
  const { startServer } = await sample('04-http-caching/02-validators/samples/server.js');
  let content = 'one';
  await using server = await listening(startServer({ read: () => content }));
  const etag = (await fetch(server.url)).headers.get('etag') ?? '';
  const ask = async (tags: string) => (await fetch(server.url, { headers: { 'If-None-Match': tags }, cache: 'no-store' })).status;
  expect(await ask(etag)).toBe(304);
  expect(await ask(`"other", W/${etag}`)).toBe(304);
  expect(await ask('*')).toBe(304);
  content = 'two';
  expect(await ask(etag)).toBe(200);
});

it('policy.js lets nobody share what nobody chose to share', async () => {
  const { cacheControlFor } = await sample('04-http-caching/03-who-may-keep-it/samples/policy.js');
  expect(cacheControlFor('hashed-file')).toContain('immutable');
  expect(cacheControlFor('secret')).toBe('no-store');
  for (const kind of ['account', 'forgotten', undefined]) expect(cacheControlFor(kind)).toContain('private');
});

describe('headers.js of deploy day', () => {
  const load = () => sample('05-cdn-and-edge/02-deploy-day/samples/headers.js');
  it('keeps for a year only what is named by its content', async () => {
    const { cacheHeaders } = await load();
    expect(cacheHeaders('/app.3f2a91c0.js')['Cache-Control']).toBe('public, max-age=31536000, immutable');
    for (const path of ['/', '/index.html', '/app.js', '/app.min.js']) expect(cacheHeaders(path)['Cache-Control']).toBe('no-cache');
  });
  it('lets a file go when its last release has been replaced for long enough', async () => {
    const { filesToDelete } = await load();
    const releases = [
      { deployedAt: 300, files: ['c.js', 'shared.js'] },
      { deployedAt: 200, files: ['b.js', 'shared.js'] },
      { deployedAt: 100, files: ['a.js', 'shared.js'] },
    ];
    expect(filesToDelete(releases, { now: 310, keepFor: 50 })).toEqual(['a.js']);
    expect(filesToDelete(releases, { now: 310, keepFor: 500 })).toEqual([]);
    expect(filesToDelete(releases, { now: 360, keepFor: 50 })).toEqual(['b.js', 'a.js']);
  });
});

describe('collapse.js', () => {
  it('calls once for all who wait, once more for who comes later, and forgets a failure', async () => {
    const { collapse } = await sample('05-cdn-and-edge/03-herds-and-failures/samples/collapse.js');
    const calls: string[] = [];
    let fail = false;
    const get = collapse(async (key: string) => {
      calls.push(key);
      if (fail) throw new Error('origin down');
      return `${key} ${calls.length}`;
    });
    expect(await Promise.all([get('a'), get('a'), get('b'), get('a')])).toEqual(
      ['a 1', 'a 1', 'b 2', 'a 1'].map((text) => expect.stringContaining(text.slice(0, 1))),
    );
    expect(calls).toEqual(['a', 'b']);
    fail = true;
    await expect(Promise.all([get('a'), get('a')])).rejects.toThrow('origin down');
    fail = false;
    expect(await get('a')).toBe('a 4');
  });
});

it.each([
  ['/site?utm_source=a&utm_medium=mail', '/site'],
  ['/list?b=2&a=1&gclid=x', '/list?a=1&b=2'],
  ['/list?a=2&a=1', '/list?a=2&a=1'],
  ['/', '/'],
])('key.js makes %s into %s', async (target, key) => {
  const { normalise } = await sample('05-cdn-and-edge/01-what-a-cdn-may-keep/samples/key.js');
  expect(normalise(target)).toBe(key);
});

describe('request.js', () => {
  it.each([
    [{}, ''],
    [{ atMost: 60 }, 'max-age=60'],
    [{ freshFor: 30, orStale: true }, 'min-fresh=30, max-stale'],
    [{ atMost: 0, orStale: 60 }, 'max-age=0, max-stale=60'],
  ])('%j says %j', async (wanted, said) => {
    const { requestControl } = await sample('04-http-caching/04-what-a-request-may-say/samples/request.js');
    expect(requestControl(wanted)).toBe(said);
  });
});
