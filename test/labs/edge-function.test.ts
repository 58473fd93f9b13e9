// A user's function in its engine: what it can do, what it cannot reach, and that nothing it does holds up the program.
import { describe, expect, it } from 'vitest';
import { createEdgeFunction, type FunctionLimits, type FunctionRequest } from '../../src/labs/edge-function.ts';

const REQUEST: FunctionRequest = {
  method: 'GET',
  path: '/page',
  query: { a: '1' },
  headers: { 'user-agent': 'test "quoted" \u2028' },
  cookies: {},
  country: 'FR',
  data: [],
};

async function runOnce(code: string, limits?: FunctionLimits) {
  await using fn = createEdgeFunction(code, limits);
  return await fn.run(REQUEST);
}
/** What an expression in a function is, as text. */
async function seen(expression: string): Promise<string | undefined> {
  const { outcome } = await runOnce(`export default function (request) { return { status: 200, body: String(${expression}) } }`);
  return outcome?.answer?.body;
}

describe('a function', () => {
  it('is told of the request as it is', async () => {
    expect(JSON.parse((await seen('JSON.stringify(request)')) ?? '')).toEqual(REQUEST);
  });

  it('may be asynchronous, and may return nothing', async () => {
    const later = await runOnce(
      'export default async (request) => { await null; return { target: request.path + "/" + request.country } }',
    );
    expect(later.outcome).toMatchObject({ target: '/page/FR' });
    expect((await runOnce('export default () => {}')).outcome).toEqual({ headers: [], without: [], responseHeaders: [] });
  });

  it('keeps nothing from one request to the next, and starts once', async () => {
    await using fn = createEdgeFunction(
      'let count = 0; export default () => { globalThis.n = (globalThis.n || 0) + 1; count += 1; return { status: 200, body: count + "," + globalThis.n } }',
    );
    const runs = await Promise.all([fn.run(REQUEST), fn.run(REQUEST), fn.run(REQUEST)]);
    expect(runs.map(({ outcome }) => outcome?.answer?.body)).toEqual(['1,1', '1,1', '1,1']);
    expect(runs.map(({ cold }) => cold)).toEqual([true, false, false]);
  });
});

describe('what it cannot reach', () => {
  it.each([
    'require',
    'process',
    'fetch',
    'setTimeout',
    'WebAssembly',
    'Buffer',
    'console',
    'std',
    'os',
    'parentPort',
    'XMLHttpRequest',
    'WebSocket',
  ])('%s', async (name) => {
    expect(await seen(`typeof ${name}`)).toBe('undefined');
  });

  it('not by the constructor of anything that it is handed', async () => {
    expect(await seen('request.constructor.constructor("return typeof process + typeof require")()')).toBe('undefinedundefined');
    expect(await seen('(() => {}).constructor("return typeof globalThis.process")()')).toBe('undefined');
  });

  it.each([
    ['an import', 'import fs from "node:fs"; export default () => {}'],
    ['an import of a neighbour', 'import "./edge.ts"; export default () => {}'],
    ['a dynamic import', 'export default () => import("node:fs")'],
  ])('%s', async (_name, code) => {
    expect(await runOnce(code)).toMatchObject({ failure: 'threw', because: expect.stringMatching(/could not load module/) });
  });
});

describe('what stops it', () => {
  it.each([
    ['an endless loop', 'export default () => { while (true); }'],
    ['one that catches', 'export default () => { for (;;) try { for (;;); } catch {} }'],
    ['one beside the function', 'while (true);'],
    ['endless microtasks', 'export default async () => { for (;;) await null; }'],
    ['an expression that backtracks for ever', 'export default () => /(a+)+$/.test("a".repeat(60) + "b")'],
  ])('%s: its steps are counted', async (_name, code) => {
    expect(await runOnce(code)).toMatchObject({ failure: 'steps', because: 'it took more than 1,000,000 steps' });
  });

  it('a native loop that asks nobody: the clock, and the thread is ended', async () => {
    await using fn = createEdgeFunction(
      'export default (request) => { const a = []; if (request.path === "/slow") { a.length = 2 ** 32 - 1; return { status: 200, body: String(a.indexOf(1)) } } return { status: 200, body: "quick" } }',
      { time: 300 },
    );
    expect((await fn.run(REQUEST)).outcome?.answer?.body).toBe('quick');
    expect(await fn.run({ ...REQUEST, path: '/slow' })).toMatchObject({ failure: 'time', because: 'it took longer than 300 ms' });
    expect(await fn.run(REQUEST)).toMatchObject({ cold: true, outcome: { answer: { body: 'quick' } } });
  });

  it.each([
    ['lists', 'export default () => { const all = []; while (true) all.push(new Array(1000).fill(all.length)); }'],
    ['a map', 'export default () => { const all = new Map(); for (let i = 0; ; i++) all.set(i, { i }); }'],
    ['buffers', 'export default () => { const all = []; while (true) all.push(new Uint8Array(1 << 16)); }'],
  ])('memory in %s', async (_name, code) => {
    expect(await runOnce(code, { steps: 1e9, time: 15_000 })).toMatchObject({
      failure: 'memory',
      because: 'it wanted more than 32 MB of memory',
    });
  });

  it.each([
    ['an error', 'export default () => { throw new TypeError("no") }', 'TypeError: no'],
    ['endless recursion', 'export default () => { const f = () => f() + 1; f() }', /stack overflow|call stack/i],
    ['an error that would write on the screen', 'export default () => { throw "\\u001b[2J" }', '\u241b[2J'],
    ['no such function', 'export default 5', 'it has no `export default function`'],
    ['a syntax error', 'export default (', /SyntaxError/],
    ['a promise that is never kept', 'export default () => new Promise(() => {})', /never kept/],
  ])('%s', async (_name, code, because) => {
    expect(await runOnce(code)).toMatchObject({
      failure: 'threw',
      because: typeof because === 'string' ? because : expect.stringMatching(because),
    });
  });

  it('an answer that is too long, or none', async () => {
    const long = 'export default () => ({ status: 200, body: "x".repeat(300000) })';
    expect(await runOnce(long)).toMatchObject({ failure: 'answer' });
    expect(await runOnce('export default () => 5')).toMatchObject({ failure: 'answer', because: 'it must return nothing or an object' });
  });
});

it('goes on after each failure, and ends with its disposal', async () => {
  const fn = createEdgeFunction(
    'export default (request) => { if (request.path === "/loop") while (true); if (request.path === "/throw") throw 1; return { status: 204 } }',
  );
  const paths = ['/loop', '/', '/throw', '/', '/loop', '/'];
  const runs = await Promise.all(paths.map((path) => fn.run({ ...REQUEST, path })));
  expect(runs.map(({ failure, outcome }) => failure ?? outcome?.answer?.status)).toEqual(['steps', 204, 'threw', 204, 'steps', 204]);
  const last = fn.run({ ...REQUEST, path: '/loop' });
  await fn[Symbol.asyncDispose]();
  await last;
  expect(await fn.run(REQUEST)).toMatchObject({ failure: 'engine' });
});
