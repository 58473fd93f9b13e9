// The private cache against a server of the test's own: what it does when the server fails, and what it forgets.
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { createBrowser } from '../../src/labs/browser-cache.ts';
import { movedClock } from '../../src/labs/moved-clock.ts';
import { systemClock } from '../../src/lib/clock.ts';
import type { Fact } from '../../src/wire/event.ts';

/** A server whose answers the test chooses, and a browser before it. */
async function pair(control: string) {
  const state = { status: 200, silent: false, asked: 0 };
  const server = http.createServer((request, response) => {
    state.asked += 1;
    if (state.silent) return request.socket.destroy();
    return response.writeHead(state.status, { 'Cache-Control': control, ETag: '"1"' }).end(`answer ${state.asked}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const facts: Fact[] = [];
  const clock = movedClock(systemClock);
  const stop = new AbortController();
  const { port } = server.address() as AddressInfo;
  const browser = createBrowser({ name: 'browser', port, clock, signal: stop.signal, emit: (fact) => void facts.push(fact) });
  return {
    state,
    browser,
    clock,
    outcomes: () => facts.flatMap((fact) => (fact.name === 'cache:decision' ? [fact.data.outcome] : [])),
    async [Symbol.asyncDispose]() {
      stop.abort();
      browser[Symbol.dispose]();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
const text = ({ body }: { readonly body: Buffer }) => body.toString();

it('uses a stale copy on 503 where stale-if-error permits it, and passes the error on where not', async () => {
  for (const [control, status] of [
    ['max-age=60, stale-if-error=86400', 200],
    ['max-age=60, must-revalidate', 503],
  ] as const) {
    await using it = await pair(control);
    await it.browser.get('/');
    it.clock.advance(3600);
    it.state.status = 503;
    expect((await it.browser.get('/')).status).toBe(status);
    expect(it.outcomes()).toEqual(['miss', status === 200 ? 'stale' : 'miss']);
  }
});

it('uses what nothing forbids when there is no answer, and rejects where it has nothing', async () => {
  await using it = await pair('max-age=60');
  await it.browser.get('/');
  it.clock.advance(3600);
  it.state.silent = true;
  expect(text(await it.browser.get('/'))).toBe('answer 1');
  await expect(it.browser.get('/other')).rejects.toThrow();
  expect(it.outcomes()).toEqual(['miss', 'stale', 'failed']);
});

it('forgets what it has when it is cleared', async () => {
  await using it = await pair('max-age=60');
  await it.browser.get('/');
  expect(text(await it.browser.get('/'))).toBe('answer 1');
  it.browser.clear();
  expect(text(await it.browser.get('/'))).toBe('answer 2');
});

it('asks nobody where the request says only-if-cached: what it has, or 504', async () => {
  await using it = await pair('max-age=60');
  const only = [['Cache-Control', 'only-if-cached']] as const;
  expect((await it.browser.get('/', only)).status).toBe(504);
  await it.browser.get('/');
  expect(text(await it.browser.get('/', only))).toBe('answer 1');
  it.clock.advance(3600);
  expect((await it.browser.get('/', only)).status).toBe(504);
  expect([it.state.asked, it.outcomes()]).toEqual([1, ['failed', 'miss', 'hit', 'failed']]);
});
