// The labs of the four API styles on real sockets: the same screens, and what each style does that the others do not.
import { execFileSync } from 'node:child_process';
import { create, createFileRegistry, fromBinary, toJson } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { execute, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { apiStyles, graphql, grpc, rest, trpc } from '../../src/labs/api-styles.ts';
import { completeFile } from '../../src/labs/grpc-descriptor.ts';
import type { Lab } from '../../src/labs/lab.ts';
import { createShop } from '../../src/labs/shop.ts';
import { createRoot, PARTIAL, SCREEN_QUERIES, shopSchema, weigh } from '../../src/labs/shop-graphql.ts';
import { parseShopProto } from '../../src/labs/shop-grpc.ts';
import { branch, seededRandom } from '../../src/lib/random.ts';
import { valueText } from '../../src/wire/decode/protobuf.ts';
import type { EventOf, HeaderList } from '../../src/wire/event.ts';
import { measure } from '../../src/wire/measure.ts';
import { type WatchedRun, watchLab } from './watch.ts';

const header = (headers: HeaderList | undefined, name: string) => headers?.find(([key]) => key.toLowerCase() === name)?.[1];
const answered =
  (action: string) =>
  ({ data }: EventOf<'app:state'>) =>
    /^(answered|failed)$/.test(data.state) && data.detail.startsWith(`${action === 'warm' ? 'connect' : action}: `);

/** Does an action and waits for what came of it. */
async function act(run: WatchedRun, action: string): Promise<string> {
  const before = run.of('app:state').filter(answered(action)).length;
  await run.perform(action);
  const all = await run.several(before + 1, 'app:state', answered(action));
  return all.at(-1)?.data.detail ?? '';
}

/** `200m`, `1S`: digits and a unit (gRPC over HTTP2, Timeout). */
const millisecondsOf = (timeout: string) =>
  Number.parseInt(timeout, 10) * ({ n: 1e-6, u: 1e-3, m: 1, S: 1000, M: 60_000, H: 3_600_000 }[timeout.slice(-1)] ?? Number.NaN);
/** Every value of an object that is no object, in order. */
const leavesOf = (value: unknown): readonly (string | number)[] =>
  typeof value === 'object' && value !== null ? Object.values(value).flatMap(leavesOf) : [value as string | number];
/** The beginning of a text: the inspector elides what is long. */
const uncut = (text: string) => text.slice(0, 40);

const protoc = (() => {
  try {
    return execFileSync('protoc', ['--version'], { encoding: 'utf8' });
  } catch {
    return undefined;
  }
})();
if (protoc === undefined) console.warn('skipped: protobuf against protoc --decode_raw, for there is no protoc on the PATH');

async function drawn(run: WatchedRun, screen: string, count = 1) {
  await run.perform(screen);
  return run.several(count, 'app:screen', ({ data }) => data.screen === screen && data.phase === 'end');
}

/** What three screens measure on a warm connection. */
async function screensOf(lab: Lab, params = {}) {
  await using run = await watchLab(lab, params);
  await act(run, 'warm');
  for (const screen of ['list', 'detail', 'dashboard']) await drawn(run, screen);
  return measure(run.events);
}

describe('the same screens, four ways', () => {
  it('resources take a call for each, a query takes one; batching turns rounds into requests', async () => {
    await using run = await watchLab(apiStyles);
    for (const screen of ['list', 'detail', 'dashboard']) {
      const ends = await drawn(run, screen, 4);
      const of = (api: string) => ends.find(({ data }) => data.api === api)?.data;
      expect(of('rest')).toMatchObject({ calls: of('grpc')?.calls, fields: of('grpc')?.fields, reads: of('grpc')?.reads });
      expect(of('trpc')).toMatchObject({ calls: of('rest')?.calls, fields: of('rest')?.fields });
      expect(of('graphql')).toMatchObject({ calls: 1, rounds: 1, unused: 0 });
      expect(of('rest')?.unused).toBeGreaterThan(0);
    }
  });

  it('counts requests and bytes between wanting a screen and drawing it, whatever the style', async () => {
    const [plain, shaped, query, calls, batched, alone] = [
      await screensOf(rest),
      await screensOf(rest, { shape: 'shaped' }),
      await screensOf(graphql),
      await screensOf(grpc),
      await screensOf(trpc),
      await screensOf(trpc, { batching: false }),
    ];
    for (const each of [plain, shaped, query, calls, batched, alone]) expect(each.screens).toBe(3);
    expect([plain, calls, alone].map(({ screenRequests, screenCalls }) => [screenRequests, screenCalls])).toEqual([
      [plain.screenCalls, plain.screenCalls],
      [plain.screenCalls, plain.screenCalls],
      [plain.screenCalls, plain.screenCalls],
    ]);
    expect([batched.screenRequests, batched.screenRounds]).toEqual([5, 5]);
    expect([query.screenRequests, query.unusedFields]).toEqual([3, 0]);
    // /stats has no fields to choose from.
    expect([shaped.screenRequests, shaped.unusedFields]).toEqual([5, 1]);
    expect(shaped.contentDown).toBeLessThan(plain.contentDown / 2);
    expect(calls.contentDown).toBeLessThan(plain.contentDown);
    expect(plain.screenDown).toBeGreaterThan(plain.contentDown);
  });
});

describe('a fair measurement', () => {
  it('opens no connection once it is warm, and compresses nothing, whatever the style', async () => {
    for (const [lab, params] of [
      [rest, {}],
      [graphql, {}],
      [grpc, {}],
      [trpc, {}],
      [trpc, { batching: false }],
    ] as const) {
      await using run = await watchLab(lab, params);
      await act(run, 'warm');
      const warm = run.of('tcp:open').length;
      for (const screen of ['list', 'detail', 'dashboard']) await drawn(run, screen);
      expect([lab.id, run.of('tcp:open').length]).toEqual([lab.id, warm]);
      const headers = run.events.flatMap((event) =>
        event.name === 'http:response' ? event.data.headers : event.name === 'http2:frame' ? (event.data.headers ?? []) : [],
      );
      expect(headers.length).toBeGreaterThan(10);
      // `identity` says that nothing was done; grpc-js names what it could read and is sent nothing of it.
      const coded = headers.filter(([name, value]) => /^(content|grpc)-encoding$/i.test(name) && value !== 'identity');
      expect(coded).toEqual([]);
    }
  });
});

describe('REST', () => {
  it('is the same over HTTP/2: as many requests, on one connection, with smaller heads', async () => {
    const [first, second] = [await screensOf(rest), await screensOf(rest, { http: 'h2c' })];
    expect(second).toMatchObject({ screenRequests: first.screenRequests, screenRounds: first.screenRounds, connections: 1 });
    expect(first.connections).toBeGreaterThan(1);
    const heads = ({ screenDown, contentDown }: { screenDown: number; contentDown: number }) => screenDown - contentDown;
    expect(heads(second)).toBeLessThan(heads(first) / 2);
    await using run = await watchLab(rest, { http: 'h2c' });
    expect(await act(run, 'order')).toContain('201 {"id":31');
    expect(await act(run, 'order-again')).toContain('201 {"id":31');
    expect(await act(run, 'conditional')).toContain('200, ETag "7-1"');
    expect(await act(run, 'conditional')).toContain('304, ETag "7-1"');
  });

  it('answers 304 to who has the version, with the validator and without content', async () => {
    await using run = await watchLab(rest);
    expect(await act(run, 'conditional')).toContain('200, ETag "7-1"');
    expect(await act(run, 'conditional')).toContain('304, ETag "7-1"');
    const answer = run.of('http:response').at(-1);
    expect([answer?.data.status, header(answer?.data.headers, 'etag')]).toEqual([304, '"7-1"']);
  });

  it('leads from page to page by Link, six in all', async () => {
    await using run = await watchLab(rest);
    const pages: string[] = [];
    for (let page = 0; page < 7; page++) pages.push(await act(run, 'next-page'));
    expect(pages[0]).toContain('</products?limit=20&after=20>; rel="next"');
    expect(pages.filter((page) => page.includes('rel="next"'))).toHaveLength(6);
    expect(pages[6]).toContain('none');
  });

  it('makes one order of two requests with one key', async () => {
    await using run = await watchLab(rest);
    const first = await act(run, 'order');
    expect(first).toContain('201 {"id":31');
    expect(await act(run, 'order-again')).toContain('201 {"id":31');
    expect(await act(run, 'order')).toContain('201 {"id":32');
  });

  it('refuses a change of what has changed, and describes problems', async () => {
    await using run = await watchLab(rest);
    expect(await act(run, 'stale-update')).toContain('412');
    expect(await act(run, 'not-found')).toContain('"status":404');
    expect(header(run.of('http:response').at(-1)?.data.headers, 'content-type')).toBe('application/problem+json');
  });
});

describe('GraphQL', () => {
  it('answers over HTTP what the executor gives', async () => {
    await using run = await watchLab(graphql, { persisted: true });
    for (const screen of ['list', 'detail', 'dashboard'] as const) {
      const answer = (await (await fetch(`${run.url}graphql?id=${screen}`)).json()) as object;
      const shop = createShop(branch(seededRandom(1)));
      const own = await execute({ schema: shopSchema(), document: parse(SCREEN_QUERIES[screen]), rootValue: createRoot(shop, false) });
      expect(answer).toEqual(JSON.parse(JSON.stringify(own)));
    }
  });

  it('reads once for each product of a list without DataLoader, and twice in all with it', async () => {
    const readsOf = async (loader: boolean) => {
      await using run = await watchLab(graphql, { loader });
      return (await drawn(run, 'list'))[0]?.data.reads;
    };
    expect(await readsOf(false)).toBe(21);
    expect(await readsOf(true)).toBe(2);
  });

  it('refuses a hostile query before it reads anything; without limits it reads without end', async () => {
    await using run = await watchLab(graphql);
    expect(await act(run, 'hostile')).toMatch(/TOO_DEAR|levels deep.*\(0 reads\)/);
    await using open = await watchLab(graphql, { depth: 0, cost: 0, loader: false });
    const reads = Number((await act(open, 'hostile')).match(/\((\d+) reads\)/)?.[1]);
    expect(reads).toBeGreaterThan(5000);
  }, 30_000);

  it('weighs lists by their limits', () => {
    const weightOf = (query: string) => {
      const [definition] = parse(query).definitions;
      return definition?.kind === 'OperationDefinition' ? weigh(definition.selectionSet) : undefined;
    };
    expect(weightOf('{ stats { products } }')).toEqual({ depth: 2, cost: 2 });
    expect(weightOf('{ products(limit: 10) { name category { name } } }')).toEqual({ depth: 3, cost: 31 });
    expect(weightOf('{ ...all } fragment all on Query { stats { products } }')?.cost).toBe(Number.POSITIVE_INFINITY);
  });

  it('gives what it has beside an error, with 200; a query that does not fit the schema gets no data', async () => {
    await using run = await watchLab(graphql);
    expect(await act(run, 'partial')).toContain('200 {"errors"');
    const body = JSON.stringify({ query: PARTIAL });
    const answer = await fetch(`${run.url}graphql`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
    expect(await answer.json()).toMatchObject({
      data: { product: { deliveryDays: null, priceCents: expect.any(Number) } },
      errors: [{ path: ['product', 'deliveryDays'] }],
    });
    expect(await act(run, 'wrong-field')).toMatch(/400 .*turnover/);
  });

  it('lets caches keep a stored operation and nothing else', async () => {
    await using run = await watchLab(graphql);
    await drawn(run, 'list');
    expect(measure(run.events).cacheableAnswers).toBe(0);
    await act(run, 'persisted');
    expect(measure(run.events).cacheableAnswers).toBe(1);
  });
});

describe('gRPC', () => {
  it('names the fields of what passes, and puts the outcome into the status', async () => {
    await using run = await watchLab(grpc);
    await act(run, 'unary');
    const product = await run.first('grpc:message', ({ data }) => data.type === 'wirewise.Product');
    expect(product.data.text).toMatch(/^id: 7 sku: "WW-1007" name: "/);
    expect(await act(run, 'not-found')).toContain('5 NOT_FOUND: there is no 9999');
    expect(await act(run, 'export')).toContain('120 products');
    expect(run.of('grpc:message').filter(({ data }) => data.method.endsWith('/ExportProducts'))).toHaveLength(121);
  });

  it('shows of every message what another decoder reads in it', async () => {
    await using run = await watchLab(grpc);
    for (const screen of ['list', 'detail', 'dashboard']) await drawn(run, screen);
    await act(run, 'export');
    const { file } = parseShopProto();
    const registry = createFileRegistry(create(FileDescriptorSetSchema, { file: [completeFile(file)] }));
    // What the tap keeps of a message has an end; a longer one is not compared.
    const whole = run.of('grpc:message').filter(({ raw = '', data }) => raw.length === 2 * (data.length + 5));
    expect(whole.length).toBeGreaterThan(120);
    for (const { raw = '', fields = [], data } of whole) {
      const bytes = Buffer.from(raw.slice(10), 'hex');
      const type = registry.getMessage(data.type);
      if (type === undefined) throw new Error(`no descriptor of ${data.type}`);
      // Values by our field view, against @bufbuild/protobuf; it is read into JSON, where a default is left out.
      const theirs = leavesOf(toJson(type, fromBinary(type, bytes)));
      const ours = fields.slice(3).filter(({ value }) => value !== 'a message');
      expect(ours.map(({ value }) => value).filter((value) => !/^(0|"")$/.test(value))).toEqual(
        theirs.map((value) => valueText({ value })),
      );
      // Every byte belongs to a record of the outermost message.
      const outer = fields.slice(3).filter(({ name }) => !name.includes('.'));
      expect(outer.reduce((sum, { length }) => sum + length, 0)).toBe(data.length);
    }
  });

  it.skipIf(protoc === undefined)('reads tags and values as protoc --decode_raw does', async () => {
    await using run = await watchLab(grpc);
    await drawn(run, 'dashboard');
    const messages = run.of('grpc:message').filter(({ raw = '', data }) => raw.length === 2 * (data.length + 5) && data.length > 0);
    expect(messages.length).toBeGreaterThan(5);
    for (const { raw = '', fields = [] } of messages) {
      const printed = execFileSync('protoc', ['--decode_raw'], { input: Buffer.from(raw.slice(10), 'hex'), encoding: 'utf8' });
      const theirs = [...printed.matchAll(/^\s*(\d+)(?:: (.*)| \{)$/gm)].map(([, number, value]) => `${number} ${value ?? 'a message'}`);
      const ours = fields.slice(3).map(({ meaning, value }) => `${/^field (\d+)/.exec(meaning)?.[1]} ${value}`);
      expect(ours.map(uncut)).toEqual(theirs.map(uncut));
    }
  });

  it('puts the message as JSON beside its bytes', async () => {
    await using run = await watchLab(grpc);
    await act(run, 'unary');
    const { fields = [], data } = await run.first('grpc:message', (event) => event.data.type === 'wirewise.Product');
    const json = fields.find(({ name }) => name === 'as JSON');
    expect(JSON.parse(json?.meaning ?? '')).toMatchObject({ id: 7, sku: 'WW-1007', version: 1 });
    expect(json?.value).toBe(`${Buffer.byteLength(json?.meaning ?? '')} bytes, not ${data.length}`);
  });

  it('hands the deadline on to the call behind the call, less what is gone; when it has passed, both ends stop', async () => {
    await using run = await watchLab(grpc, { work: 60_000 });
    expect(await act(run, 'deadline')).toContain('4 DEADLINE_EXCEEDED');
    const timeouts = run.of('http2:frame').flatMap(({ data }) => {
      const [path, timeout] = [header(data.headers, ':path'), header(data.headers, 'grpc-timeout')];
      return timeout === undefined ? [] : [{ path, left: millisecondsOf(timeout) }];
    });
    expect(timeouts.map(({ path }) => path)).toEqual(['/wirewise.Shop/GetAvailability', '/wirewise.Warehouse/CountStock']);
    expect(timeouts[1]?.left).toBeLessThanOrEqual(timeouts[0]?.left ?? 0);
    await run.first('app:state', ({ data }) => data.state === 'cancelled' && data.detail.startsWith('CountStock'));
  });

  it('answers within the deadline where the warehouse is quick', async () => {
    await using run = await watchLab(grpc, { work: 0 });
    // On a machine that is slow the deadline passes all the same, and that is said.
    expect(await act(run, 'deadline')).toMatch(/\d+ pieces within 200 ms|4 DEADLINE_EXCEEDED/);
  });

  it('cancels the call behind the call', async () => {
    await using run = await watchLab(grpc, { work: 60_000 });
    expect(await act(run, 'cancel')).toContain('1 CANCELLED');
    await run.first('app:state', ({ data }) => data.state === 'cancelled' && data.detail.startsWith('CountStock'));
    await run.several(2, 'http2:frame', ({ direction, data }) => direction === 'client-to-server' && data.type === 'RST_STREAM');
  });

  it('names four outcomes, all of them with :status 200', async () => {
    await using run = await watchLab(grpc);
    expect(await act(run, 'statuses')).toContain('0 OK, 5 NOT_FOUND, 3 INVALID_ARGUMENT, 12 UNIMPLEMENTED');
    const statuses = run.of('http2:frame').flatMap(({ data }) => header(data.headers, ':status') ?? []);
    expect(new Set(statuses)).toEqual(new Set(['200']));
  });

  it('waits while a reader does not read, and loses nothing', async () => {
    await using run = await watchLab(grpc);
    expect(await act(run, 'slow-reader')).toContain('480 products');
    const waits = run.of('app:state').find(({ data }) => data.state === 'waits');
    expect(waits?.data.detail).toMatch(/written \d+ of 480/);
    // While nobody reads, the window is not opened again.
    const silence = run.of('grpc:message').map(({ time }, index, all) => time - (all[index - 1]?.time ?? time));
    expect(Math.max(...silence)).toBeGreaterThan(100);
  });

  it('is had by a page too: as JSON, and as protobuf with the status in the body', async () => {
    await using run = await watchLab(grpc);
    expect(await act(run, 'page-connect')).toContain('as JSON');
    expect(run.of('grpc:message')).toHaveLength(0);
    expect(run.of('http:body').at(-1)?.data.preview).toContain('"sku":"WW-1007"');
    expect(await act(run, 'page-grpc-web')).toContain('status in the body');
    expect((await run.first('grpc:status')).data).toMatchObject({ code: 0, stream: 0 });
    expect(run.of('http2:frame')).toHaveLength(0);
  });
});

describe('tRPC', () => {
  it('sends calls that are made together as one GET, and a mutation as POST', async () => {
    await using run = await watchLab(trpc);
    await act(run, 'batch');
    expect(run.of('http:request').map(({ data }) => [data.method, data.target.split('&')[0]])).toEqual([
      ['GET', '/trpc/product,product,product?batch=1'],
    ]);
    await act(run, 'order');
    expect(run.of('http:request').at(-1)?.data.method).toBe('POST');
  });

  it('answers 207 where a part of a batch fails, and the status of the error where a call stands alone', async () => {
    await using run = await watchLab(trpc);
    expect(await act(run, 'half-failed')).toContain('fulfilled, rejected');
    expect(run.of('http:response').at(-1)?.data.status).toBe(207);
    await using alone = await watchLab(trpc, { batching: false });
    expect(await act(alone, 'not-found')).toContain('there is no product 9999');
    expect(alone.of('http:response').at(-1)?.data.status).toBe(404);
  });
});

describe('subscriptions', () => {
  for (const lab of [graphql, trpc]) {
    it(`of ${lab.title} bring an order to who did not ask, until they are left`, async () => {
      await using run = await watchLab(lab);
      expect(await act(run, 'subscribe')).toContain('listening for orders');
      await run.perform('order');
      const [heard] = await run.several(1, 'app:state', ({ data }) => data.state === 'received');
      expect(heard?.data.detail).toContain('order 31: 2 for');
      expect(run.of('sse:event').some(({ data }) => data.data.includes('"id":31'))).toBe(true);
      expect(await act(run, 'subscribe')).toContain('left after 1 order');
    });
  }

  it('of tRPC come back after a cut, with what was missed', async () => {
    await using run = await watchLab(trpc);
    await act(run, 'subscribe');
    await run.perform('order');
    await run.several(1, 'app:state', ({ data }) => data.state === 'received');
    await run.perform('cut');
    await act(run, 'warm'); // may meet the cut connection, so that the order does not
    await run.perform('order');
    const heard = await run.several(2, 'app:state', ({ data }) => data.state === 'received');
    expect(heard[1]?.data.detail).toContain('order 32');
  });
});

describe("a query of one's own", () => {
  it('is sent as it is written, and its answer comes back laid out, with what it took', async () => {
    await using run = await watchLab(graphql, { loader: false });
    const reply = await run.send('{ products(limit: 3) { name category { name } } }');
    expect(reply).toMatchObject({ ok: true, summary: expect.stringMatching(/^200, \d+ bytes, 4 reads of the server$/) });
    expect(JSON.parse(reply.text).data.products).toHaveLength(3);
    expect(await run.send('{ nothing }')).toMatchObject({ ok: false, summary: expect.stringMatching(/^400/) });
  });

  it('is not taken where there is nothing to write', async () => {
    await using run = await watchLab(rest);
    await expect(run.send('GET /')).rejects.toThrow('takes no text of your own');
  });
});
