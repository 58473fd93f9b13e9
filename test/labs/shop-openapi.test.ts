// The OpenAPI document against the server: that it is one, that every operation in it is answered as it says, and that what
// its schemas allow and forbid the server takes and refuses.
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiStyles, rest } from '../../src/labs/api-styles.ts';
import type { LabServer } from '../../src/labs/lab.ts';
import { serveLab } from '../../src/labs/serve.ts';
import { shopOpenApi } from '../../src/labs/shop-openapi.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { CLEAN } from '../../src/wire/conditions.ts';
import { defaultsOf } from '../../src/wire/setting.ts';

interface Operation {
  readonly responses: Readonly<
    Record<string, { readonly headers?: Record<string, object>; readonly content?: Readonly<Record<string, { readonly schema: object }>> }>
  >;
}
interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: object;
}

const document = shopOpenApi('http://127.0.0.1') as Document;
const ajv = new Ajv2020({ strict: false });
ajv.addSchema({ $id: 'http://shop.test/api', components: document.components });
/** The schema of an answer, its references resolved in the document. */
const validatorOf = (schema: object): ValidateFunction =>
  ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"http://shop.test/api#/components')) as object);

let served: LabServer;
beforeAll(async () => {
  served = await serveLab(rest, {
    params: defaultsOf(rest.settings),
    conditions: CLEAN,
    seed: 1,
    clock: systemClock,
    version: 'test',
    signal: new AbortController().signal,
  });
});
afterAll(() => served[Symbol.asyncDispose]());

/** What is sent so that an operation gives each of its answers. */
const json = { 'Content-Type': 'application/json' };
const line = JSON.stringify({ productId: 7, quantity: 2 });
interface Case {
  readonly path: string;
  readonly method: 'get' | 'post' | 'patch';
  readonly url: string;
  readonly status: number;
  readonly init?: RequestInit;
}
const CASES: readonly Case[] = (
  [
    ['/products', 'get', '/products?limit=2', 200],
    ['/products', 'get', '/products?limit=2&fields=name,category&include=category', 200],
    ['/products', 'get', '/products?limit=5&sort=-rating', 200],
    ['/products', 'get', '/products?limit=2&include=category,reviews', 200],
    ['/products/{id}', 'get', '/products/7', 200],
    ['/products/{id}', 'get', '/products/7?fields=name,reviews&include=reviews', 200],
    ['/products/{id}', 'get', '/products/7', 304, { headers: { 'If-None-Match': '"7-1"' } }],
    ['/products/{id}', 'get', '/products/9999', 404],
    ['/products/{id}', 'patch', '/products/8', 200, { headers: { ...json, 'If-Match': '"8-1"' }, body: '{"priceCents":100}' }],
    ['/products/{id}', 'patch', '/products/9999', 404, { headers: { ...json, 'If-Match': '"8-1"' }, body: '{"priceCents":100}' }],
    ['/products/{id}', 'patch', '/products/8', 412, { headers: { ...json, 'If-Match': '"8-0"' }, body: '{"priceCents":100}' }],
    ['/products/{id}', 'patch', '/products/9', 422, { headers: { ...json, 'If-Match': '"9-1"' }, body: '{"priceCents":-1}' }],
    ['/products/{id}', 'patch', '/products/9', 428, { headers: json, body: '{"priceCents":100}' }],
    ['/products/{id}/reviews', 'get', '/products/7/reviews?limit=3', 200],
    ['/categories', 'get', '/categories', 200],
    ['/categories/{id}', 'get', '/categories/1', 200],
    ['/categories/{id}', 'get', '/categories/99', 404],
    ['/customers/{id}', 'get', '/customers/1', 200],
    ['/customers/{id}', 'get', '/customers/999', 404],
    ['/orders', 'get', '/orders?limit=3', 200],
    ['/orders', 'get', '/orders?limit=3&include=customer&fields=id,customer', 200],
    ['/orders', 'post', '/orders', 201, { headers: { ...json, 'Idempotency-Key': '"one"' }, body: line }],
    ['/orders', 'post', '/orders', 400, { headers: json, body: line }],
    ['/orders', 'post', '/orders', 422, { headers: { ...json, 'Idempotency-Key': '"two"' }, body: '{"productId":9999,"quantity":1}' }],
    ['/stats', 'get', '/stats', 200],
  ] as readonly (readonly [string, Case['method'], string, number, RequestInit?])[]
).map(([path, method, url, status, init = {}]) => ({ path, method, url, status, init }));

describe('the OpenAPI document of the shop', () => {
  it('is one of version 3.1, and what is served', async () => {
    const result = await new Validator().validate(JSON.parse(JSON.stringify(document)));
    expect(result).toMatchObject({ valid: true });
    const answer = await fetch(`${served.url}/openapi.json`);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(await answer.json()).toEqual(shopOpenApi(served.url));
  });

  it.each(CASES)('$method $url is answered by $status as it says', async ({ path, method, url, status, init }) => {
    const answer = await fetch(`${served.url}${url}`, { cache: 'no-store', ...init, method: method.toUpperCase() });
    expect(answer.status).toBe(status);
    const said = document.paths[path]?.[method]?.responses[String(status)];
    expect(said, 'the document has this answer').toBeDefined();
    const text = await answer.text();
    for (const name of Object.keys(said?.headers ?? {}).filter((each) => each !== 'Link')) expect(answer.headers.has(name)).toBe(true);
    const [first] = Object.entries(said?.content ?? {});
    if (first === undefined) return void expect(text).toBe('');
    const [type, content] = first;
    expect(answer.headers.get('content-type')).toBe(type);
    const validate = validatorOf(content.schema);
    expect(validate(JSON.parse(text)) || validate.errors).toBe(true);
  });

  it('has no operation and no answer that was not tried', () => {
    const said = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { responses }]) => Object.keys(responses).map((status) => `${method} ${path} ${status}`)),
    );
    const tried = new Set(CASES.map(({ path, method, status }) => `${method} ${path} ${status}`));
    // One handler writes every 304.
    expect(said.filter((each) => !tried.has(each) && !each.endsWith(' 304'))).toEqual([]);
  });

  it('allows what the server takes, and forbids what it refuses', async () => {
    const validate = validatorOf({ $ref: '#/components/schemas/NewOrder' });
    let key = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.record({ productId: fc.constant(7), quantity: fc.oneof(fc.integer({ min: -3, max: 103 }), fc.double(), fc.string()) }),
        async (order) => {
          key += 1;
          const body = JSON.stringify(order);
          const answer = await fetch(`${served.url}/orders`, {
            method: 'POST',
            headers: { ...json, 'Idempotency-Key': `"p${key}"` },
            body,
          });
          await answer.body?.cancel();
          expect(answer.status).toBe(validate(JSON.parse(body)) ? 201 : 422);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is there where all four styles are served, too', async () => {
    await using all = await serveLab(apiStyles, {
      params: defaultsOf(apiStyles.settings),
      conditions: CLEAN,
      seed: 1,
      clock: systemClock,
      version: 'test',
      signal: new AbortController().signal,
    });
    expect(((await (await fetch(`${all.url}/openapi.json`)).json()) as Document).openapi).toBe('3.1.0');
  });
});
