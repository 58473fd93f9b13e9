// The command over a real edge, a real origin and a real client; only the terminal is not real.
import http, { type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { parseOrigin } from '../../../src/cli/commands/edge.ts';
import { runCommandLine } from '../../../src/cli/run.ts';
import { serveEdge } from '../../../src/labs/edge-serve.ts';
import { fixtureServices } from '../../ui/fixture.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function run(answer: RequestListener, argv: readonly string[], visits: readonly string[], file = '') {
  const origin = http.createServer(answer);
  await new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve));
  closers.push(
    () => new Promise((resolve) => origin.close(resolve)),
    () => origin.closeAllConnections(),
  );
  const { port } = origin.address() as AddressInfo;
  const stop = new AbortController();
  const out: string[] = [];
  const errors: string[] = [];
  const io = {
    out: (line: string) => out.push(line),
    error: (line: string) => errors.push(line),
    readStdin: async () => '',
    readFile: async () => file,
    width: 100,
    colour: false,
    signal: stop.signal,
  };
  const services = { ...fixtureServices(), edge: serveEdge };
  const running = runCommandLine(['edge', '--origin', `http://127.0.0.1:${port}`, ...argv], async () => services, io, '0.0.0');
  const url = await vi.waitFor(() => /http:\/\/127\.0\.0\.1:\d+/.exec(out[0] ?? '')?.[0] ?? Promise.reject(new Error('not up yet')), {
    timeout: 10_000,
  });
  for (const path of visits) {
    const response = await new Promise<IncomingMessage>((resolve, reject) =>
      http.get(url + path, { agent: false }, resolve).on('error', reject),
    );
    await text(response);
  }
  stop.abort();
  const code = await running;
  return { code, errors, out: out.map((line) => line.replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')) };
}

const site: RequestListener = (request, response) => {
  if (request.url === '/') response.writeHead(200, { 'Cache-Control': 'max-age=60', 'Set-Cookie': 'id=1', ETag: '"a"' }).end('home');
  else response.writeHead(200, { 'Cache-Control': 'no-store' }).end('other');
};

describe('edge', () => {
  it("runs a function of the user's own before the cache, and says what it did", async () => {
    const code = `export default function (request) {
      if (request.path === '/old') return { status: 301, headers: { Location: '/' + request.country } };
      if (request.path === '/bad') throw new Error('no\u001b[2J');
      return { target: request.path + 'new' };
    }`;
    const visits = ['/old', '/page', '/bad'];
    const { out } = await run(site, ['--function', 'f.js', '--country', 'fr'], visits, code);
    const lines = out.map((line) => line.replace(/[\d.]+ ms at the edge(, cold)?/, 'N ms'));
    expect(lines.filter((line) => /^(function +|\w+ +\d{3} GET) /.test(line))).toEqual([
      'function     answered 301, N ms',
      'bypassed     301 GET /old',
      'function     on to /pagenew, N ms',
      'miss         200 GET /pagenew',
      'function     failed (threw): Error: no\u241b[2J; answered 500, N ms',
      'failed       500 GET /bad',
    ]);
    const open = await run(site, ['--function', 'f.js', '--fail-open', '--json'], ['/bad'], code);
    const events = open.out.map((line) => JSON.parse(line)).filter(({ name }) => name !== undefined);
    expect(events.map(({ name, data }) => [name, data.outcome ?? data.state])).toEqual([
      ['app:state', 'function'],
      ['cache:decision', 'miss'],
    ]);
  }, 30_000);

  it('says what a CDN would have done, why, and what to mend, once', async () => {
    const { code, out, errors } = await run(site, [], ['/', '/', '/login\u001b[2J']);
    expect([code, errors]).toEqual([0, []]);
    expect(out).toMatchInlineSnapshot(`
      [
        "A CDN's cache at http://127.0.0.1:PORT in front of http://127.0.0.1:PORT   (this machine only; Ctrl-C ends it)",
        "Open it in place of your server. Each line is what a CDN would have done, then why; advice is given once for each path.",
        "",
        "miss         200 GET /",
        "             nothing is stored for this target [rfc9111#4]; stored: max-age=60 in Cache-Control:",
        "             fresh for 60 seconds [rfc9111#5.2.2.1]",
        "             ! harm: Set-Cookie in a response that a shared cache may keep for 60 seconds: every",
        "               visitor would get this cookie. Send Set-Cookie only with Cache-Control: private or",
        "               no-store, or leave the cookie out of what is cached. [rfc9111#7.3]",
        "hit          200 GET /",
        "             0 seconds old; max-age=60 in Cache-Control: fresh for 60 seconds [rfc9111#5.2.2.1]",
        "miss         200 GET /login%1B[2J",
        "             nothing is stored for this target [rfc9111#4]; not stored: no-store in Cache-Control",
        "             [rfc9111#5.2.2.5]",
        "miss 2, hit 1",
      ]
    `);
  });

  it('is JSON lines with --json: the address, events, advice, a summary', async () => {
    const { out } = await run(site, ['--json'], ['/', '/']);
    const lines = out.map((line) => JSON.parse(line));
    expect(lines.map(({ name, type }) => name ?? type)).toEqual(['edge', 'cache:decision', 'advice', 'cache:decision', 'summary']);
    expect(lines[1]).toMatchObject({ source: 'hook', connection: 1, data: { outcome: 'miss', target: '/', storing: 'stored' } });
    expect(lines[4]).toEqual({ type: 'summary', outcomes: { miss: 1, hit: 1 } });
  });

  it('keeps a line within the terminal, however long the target', async () => {
    const { out } = await run(site, [], [`/${'a'.repeat(300)}`]);
    expect(out.find((line) => line.startsWith('miss'))?.length).toBe(100);
  });

  it('says so where the origin is not there', async () => {
    const { out } = await run((_request, response) => response.socket?.destroy(), [], ['/']);
    expect(out.join('\n')).toContain('failed       502 GET /');
  });
});

describe('the origin', () => {
  it.each([
    ['http://127.0.0.1:3000', { host: '127.0.0.1', port: 3000 }],
    ['localhost:5173', { host: 'localhost', port: 5173 }],
    ['http://[::1]:8080/', { host: '::1', port: 8080 }],
    ['http://127.0.0.1', { host: '127.0.0.1', port: 80 }],
  ])('%s is taken', (given, expected) => expect(parseOrigin(given)).toEqual(expected));

  it.each([
    'http://example.com',
    'http://0.0.0.0:80',
    'http://127.0.0.1.example.com',
    'http://10.0.0.1',
    'http://user@127.0.0.1:1',
    'ftp://127.0.0.1',
    'http://127.0.0.1:99999',
    '',
  ])('%j is refused with a sentence', (given) => expect(() => parseOrigin(given)).toThrow(/^--origin '/));
});
