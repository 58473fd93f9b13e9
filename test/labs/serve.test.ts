// What `wirewise serve` keeps up, used by software that is not ours: the command lines that it prints, through curl, and
// its pages in a real browser. Each part is skipped, with the reason, on a machine that has no such program.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createClient as createGraphqlClient } from 'graphql-http';
import { describe, expect, it } from 'vitest';
import { LABS } from '../../src/labs/index.ts';
import type { EventOf, HeaderList } from '../../src/wire/event.ts';
import { serveForTest } from './serve-for-test.ts';

/** The first of these programs that there is. */
function find(...programs: readonly string[]): string | undefined {
  return programs.find((program) => {
    try {
      execFileSync(program, ['--version'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
}

/** Ends a program that was started here, and waits until it is gone. */
async function end(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) return;
  const gone = new Promise((resolve) => program.once('exit', resolve));
  program.kill('SIGKILL');
  await gone;
}

const header = (headers: HeaderList, name: string) => headers.find(([key]) => key.toLowerCase() === name)?.[1];

describe('a lab that is served', () => {
  it.each(Object.keys(LABS) as (keyof typeof LABS)[])('%s: has a page at / that loads nothing from elsewhere', async (id) => {
    await using server = await serveForTest(id);
    const response = await fetch(server.url);
    const page = await response.text();
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page).not.toMatch(/https?:\/\//);
    expect((await fetch(`${server.url}/nowhere`)).status).toBe(404);
    expect((await server.first('http:request')).data.target).toBe('/');
  });

  it('says that its port is taken, and leaves nothing open', async () => {
    const listeners = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length;
    const other = net.createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    await expect.poll(listeners).toBe(1); // a closed handle stays in the list until the loop has turned
    await expect(serveForTest('sse', {}, (other.address() as AddressInfo).port)).rejects.toThrow(/EADDRINUSE/);
    await expect.poll(listeners).toBe(1);
    await new Promise((resolve) => other.close(resolve));
  });
});

/** Runs a command line as a person would paste it, until its output is as wanted; gives what it printed. */
async function paste(command: string, wanted: RegExp): Promise<string> {
  const program = spawn(`exec ${command}`, { shell: true, stdio: ['ignore', 'pipe', 'ignore'] });
  let printed = '';
  try {
    await new Promise<void>((resolve, reject) => {
      program.stdout.on('data', (bytes) => {
        printed += bytes;
        if (wanted.test(printed)) resolve();
      });
      program.on('exit', () => reject(new Error(`'${command}' ended, having printed:\n${printed}`)));
    });
  } finally {
    await end(program);
  }
  return printed;
}

const curl = find('curl');
if (curl === undefined) console.warn('skipped: the command lines that are printed, for there is no curl on the PATH');
describe.skipIf(curl === undefined)('the command lines of the SSE lab', () => {
  it.each(['http/1.1', 'h2c'])('work over %s', async (http) => {
    await using server = await serveForTest('sse', { http, rate: 50 });
    const [plain, resumed, ...more] = server.tryIt.map(({ command }) => command).filter((command) => command.startsWith('curl '));
    expect(more).toEqual([]);
    expect(await paste(plain as string, /^id: 8$/m)).toMatch(/^retry: 200\n\nid: 1\nevent: update\ndata: \{"id":1,/);
    expect(await paste(resumed as string, /^id: 8$/m)).toMatch(/^retry: 200\n\nid: 6\n/);
    if (http === 'h2c') expect(server.of('http2:frame').some(({ data }) => data.type === 'PREFACE')).toBe(true);
    else expect((await server.first('http:request')).data.version).toBe('HTTP/1.1');
  });
});

describe.skipIf(curl === undefined)('the command lines of the gRPC lab', () => {
  it('a call by hand, its refusal over HTTP/1.1, and the same by the Connect protocol', async () => {
    await using server = await serveForTest('grpc-streaming', { rate: 50 });
    const [raw, refused, connect] = server.tryIt.map(({ command }) => command).slice(1);
    expect(await paste(raw as string, /grpc-message/)).toMatch(/HTTP\/2 200[\s\S]*ACME[\s\S]*grpc-status: 0/);
    expect((await server.first('grpc:status')).data).toMatchObject({ method: '/wirewise.Feed/Latest', code: 0 });
    expect(await paste(refused as string, /gRPC needs HTTP\/2/)).toContain('HTTP/1.1 415');
    expect(await paste(connect as string, /price/)).toMatch(/^\{.*"instrument":\{"symbol":"ACME"\}/);
    expect(await paste(`curl -s ${server.url}/feed.proto`, /service Feed/)).toContain('rpc Follow');
  });
});

describe.skipIf(curl === undefined)('the command lines of the API styles', () => {
  it('each of them through curl answers as it says, and is in the log', async () => {
    await using server = await serveForTest('api-styles');
    const shown = new Map(server.tryIt.map(({ command, shows }) => [shows, command]));
    const run = (shows: RegExp, wanted: RegExp) => paste([...shown].find(([words]) => shows.test(words))?.[1] as string, wanted);
    expect(await run(/^a page of products/, /\r\n\r\n[\s\S]*\]/)).toMatch(/Link: [\s\S]*ETag: /);
    await run(/^304/, /304 Not Modified/);
    await run(/^an error as problem/, /application\/problem\+json/);
    await run(/^data with an error/, /"errors"/);
    await run(/^a stored operation/, /"products"/);
    await run(/^the schema/, /type Query/);
    expect(await run(/^product 7, called by hand/, /grpc-status: 0/)).toContain('WW-1007');
    await run(/^two procedures/, /"result"[\s\S]*"result"/);
    await run(/^a mutation/, /"quantity":2/);
    expect(new Set(server.of('http:request').map(({ data }) => data.target.split(/[/?]/)[1]))).toEqual(
      new Set(['products', 'graphql', 'schema.graphql', 'trpc']),
    );
    expect((await server.first('grpc:status')).data).toMatchObject({ method: '/wirewise.Shop/GetProduct', code: 0 });
  }, 30_000);
});

it('a GraphQL client of another make gets its answer from the API styles', async () => {
  await using server = await serveForTest('api-styles');
  const client = createGraphqlClient({ url: `${server.url}/graphql`, fetchFn: fetch });
  const answer = new Promise((resolve, reject) => {
    client.subscribe({ query: '{ product(id: 7) { sku category { name } } }' }, { next: resolve, error: reject, complete() {} });
  });
  expect(await answer).toMatchObject({ data: { product: { sku: 'WW-1007', category: { name: expect.any(String) } } } });
  client.dispose();
  expect((await server.first('http:request')).data).toMatchObject({ method: 'POST', target: '/graphql' });
});

const grpcurl = find('grpcurl');
const buf = find('buf');
if (grpcurl === undefined && buf === undefined)
  console.warn('skipped: gRPC by reflection through another program, for there is no grpcurl and no buf on the PATH');
describe.each([
  ['grpcurl', grpcurl, (port: string) => `grpcurl -plaintext -d '{"id":7}' 127.0.0.1:${port} wirewise.Shop/GetProduct`],
  [
    'buf',
    buf,
    (port: string) => `buf curl --protocol grpc --http2-prior-knowledge -d '{"id":7}' http://127.0.0.1:${port}/wirewise.Shop/GetProduct`,
  ],
] as const)('%s', (_, program, command) => {
  it.skipIf(program === undefined)('calls the shop with nothing but what reflection tells', async () => {
    await using server = await serveForTest('api-styles');
    expect(await paste(command(new URL(server.url).port), /"version": 1/)).toContain('"sku": "WW-1007"');
    await server.first('grpc:message', ({ data }) => /reflection/.test(data.method));
  });
});

describe.skipIf(curl === undefined)('the command lines of the push lab', () => {
  it('a program gets the pushes, curl forbids them', async () => {
    await using server = await serveForTest('http2-push', { think: 50 });
    const [program, plain] = server.tryIt.map(({ command }) => command).slice(1);
    expect(await paste(program as string, /app\.js/)).toMatch(/pushed \/style\.css[\s\S]*pushed \/app\.js/);
    await paste(`${plain} 2>&1`, /HTTP\/2 200/);
    await server.first('http2:frame', ({ data }) => data.type === 'SETTINGS' && data.detail.includes('ENABLE_PUSH=0'));
  });

  it('shows the 103, over HTTP/2 and over HTTP/1.1', async () => {
    await using server = await serveForTest('http2-push', { think: 50, help: 'early-hints' });
    const plain = server.tryIt.at(-1)?.command as string;
    expect(await paste(`${plain} 2>&1`, /HTTP\/2 200/)).toMatch(/HTTP\/2 103[\s\S]*link: <\/style\.css>/);
    expect(await paste(`${plain.replace('--http2-prior-knowledge', '--http1.1')} 2>&1`, /1\.1 200/)).toMatch(/HTTP\/1\.1 103/);
  });
});

describe.skipIf(curl === undefined)('the command lines of the polling labs', () => {
  it('a request that is held, and one that names no id', async () => {
    await using server = await serveForTest('long-polling', { rate: 20 });
    const [since, plain, ...more] = server.tryIt.map(({ command }) => command).filter((command) => command.startsWith('curl '));
    expect(more).toEqual([]);
    expect(await paste(since as string, /"messages":\[\{"id":1,/)).toMatch(/^HTTP\/1\.1 200 OK/);
    expect(await paste(plain as string, /"messages":\[\{"id":\d+,/)).not.toContain('{"id":1,');
  });

  it('the newest messages with their ETag, and a 304', async () => {
    await using server = await serveForTest('short-polling', { rate: 20 });
    const [plain, conditional] = server.tryIt.map(({ command }) => command).filter((command) => command.startsWith('curl '));
    expect(await paste(plain as string, /"messages":\[/)).toMatch(/ETag: "\d+"/);
    expect(await paste(conditional as string, /\r\n\r\n/)).toMatch(/^HTTP\/1\.1 304 /);
  });
});

const browser = find('chromium', 'chromium-browser', 'google-chrome', 'chrome');
if (browser === undefined) console.warn('skipped: the pages in a real browser, for there is no Chromium or Chrome on the PATH');
describe.skipIf(browser === undefined)('in a browser', () => {
  /** Opens the page; the browser ends when its pipe closes, at the latest. */
  async function visit(url: string): Promise<AsyncDisposable> {
    const profile = await mkdtemp(path.join(tmpdir(), 'wirewise-browser-'));
    const quiet = ['--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
    const program = spawn(
      browser as string,
      ['--headless', '--no-sandbox', '--disable-gpu', ...quiet, '--remote-debugging-pipe', `--user-data-dir=${profile}`, url],
      { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
    );
    return {
      async [Symbol.asyncDispose]() {
        await end(program);
        await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
      },
    };
  }
  const isChrome = ({ data }: EventOf<'http:request'>) => /Chrome/.test(header(data.headers, 'user-agent') ?? '');

  it('the SSE page follows the stream, and comes back by itself after a cut, naming the last id', async () => {
    await using server = await serveForTest('sse', { rate: 50 });
    await using _visit = await visit(server.url);
    const request = await server.first('http:request', (event) => isChrome(event) && event.data.target === '/events');
    await server.several(5, 'sse:event', ({ connection }) => connection === request.connection);
    server.setConditions({ cutAfter: 1 });
    await server.first('tcp:close', ({ connection }) => connection === request.connection);
    server.setConditions({ cutAfter: 0 });
    const again = await server.first(
      'http:request',
      (event) =>
        isChrome(event) &&
        event.data.target === '/events' &&
        event.seq > request.seq &&
        header(event.data.headers, 'last-event-id') !== undefined,
    );
    const last = Number(header(again.data.headers, 'last-event-id'));
    const next = await server.first('sse:event', ({ seq }) => seq > again.seq);
    expect(next.data.lastEventId).toBe(String(last + 1));
  });

  it('the long-polling page asks, waits and asks again from where it was', async () => {
    await using server = await serveForTest('long-polling', { rate: 10 });
    await using _visit = await visit(server.url);
    const polls = await server.several(4, 'http:request', (event) => isChrome(event) && event.data.target.startsWith('/poll?since='));
    const since = polls.map(({ data }) => Number(data.target.split('=')[1]));
    expect(since[0]).toBe(0);
    expect(since).toEqual([...new Set(since)].sort((one, other) => one - other));
  });

  it('the short-polling page asks again and again, with the ETag that the browser keeps', async () => {
    await using server = await serveForTest('short-polling', { rate: 0.1 });
    await using _visit = await visit(server.url);
    const again = await server.first(
      'http:request',
      (event) => isChrome(event) && event.data.target === '/latest' && header(event.data.headers, 'if-none-match') === '"0"',
    );
    expect((await server.first('http:response', ({ seq }) => seq > again.seq)).data.status).toBe(304);
  });

  it('the WebSocket page upgrades, masks what it sends, and gets the feed', async () => {
    await using server = await serveForTest('websocket', { rate: 50 });
    await using _visit = await visit(server.url);
    const open = await server.first('ws:open');
    expect(open.data.accept).toBe(open.data.expected);
    const upgrade = server.of('http:request').find(({ connection, data }) => connection === open.connection && data.target === '/feed');
    expect(upgrade && isChrome(upgrade)).toBe(true);
    const said = await server.first('ws:message', ({ direction }) => direction === 'client-to-server');
    expect(said.data.text).toBe('hello from the browser');
    expect((await server.first('ws:frame', ({ direction }) => direction === 'client-to-server')).data.masked).toBe(true);
    await server.several(5, 'ws:message', ({ direction }) => direction === 'server-to-client');
  });

  it('the gRPC page makes a unary call in JSON and follows a stream, by Connect over HTTP/1.1', async () => {
    await using server = await serveForTest('grpc-streaming', { rate: 50 });
    await using _visit = await visit(server.url);
    const unary = await server.first('http:request', (event) => isChrome(event) && event.data.target === '/wirewise.Feed/Latest');
    expect(header(unary.data.headers, 'content-type')).toBe('application/json');
    const quotes = await server.several(
      3,
      'grpc:message',
      ({ direction, data }) => direction === 'server-to-client' && data.method === '/wirewise.Feed/Follow',
    );
    expect(quotes[0]?.data.text).toMatch(/^\{"id":1,/);
  });

  it('the push page asks once for what it may keep', async () => {
    await using server = await serveForTest('http2-push');
    await using _visit = await visit(server.url);
    await server.first('http:request', (event) => isChrome(event) && event.data.target === '/app.js');
    expect(server.of('http:request').filter(({ data }) => data.target === '/style.css')).toHaveLength(1);
  });
});
