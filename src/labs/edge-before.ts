// A user's function in front of an edge's cache: what it is told of a request, what becomes of the request, and what happens
// where it fails. The engine is edge-function.ts.
import type { ServerResponse } from 'node:http';
import type { CacheRequest } from '../cache/cache.ts';
import { type Fields, withField, withoutFields } from '../cache/fields.ts';
import { rawOf } from './edge-fields.ts';
import type { EdgeFunction, FunctionRequest, FunctionRun } from './edge-function.ts';
import type { FunctionAnswer } from './edge-outcome.ts';

/** What an edge does with a request before it looks into its store. */
export interface Before {
  /** The request that goes on. */
  readonly request: CacheRequest;
  /** Answers in the place of store and origin. */
  readonly answer?: FunctionAnswer;
  /** Added to the response, whoever gives it; never stored. */
  readonly responseHeaders: Fields;
  /** One sentence. */
  readonly because: string;
  /** What the function did and for how long, as `tell` is told. */
  readonly note: string;
}

export interface BeforeOptions {
  readonly run: EdgeFunction['run'];
  /** Where a request comes from, by two letters. */
  readonly country: (request: CacheRequest) => string;
  /** Where the function fails: the request goes on without it, or ends with 500. */
  readonly onError: 'fail-open' | 'fail-closed';
  /** What was read for it. @default nothing */
  readonly data?: () => Promise<readonly unknown[]>;
  /** What it did, one line, and how long that took. */
  readonly tell: (what: string, run: FunctionRun) => void;
}

/** The function's part in each request. Never rejects for what the function does. */
export function createBefore({ run, country, onError, data, tell }: BeforeOptions): (request: CacheRequest) => Promise<Before> {
  return async (request) => {
    const read = (await data?.()) ?? [];
    const result = await run(describeRequest(request, country(request), read));
    const { outcome } = result;
    const told = (what: string) => {
      tell(what, result);
      return `${what}, ${result.milliseconds} ms`;
    };
    if (outcome === undefined) {
      const open = onError === 'fail-open';
      const because = `the edge function failed: ${result.because}`;
      const note = told(`failed (${result.failure}): ${result.because}; ${open ? 'the request goes on without it' : 'answered 500'}`);
      if (open) return { request, responseHeaders: [], because, note };
      const answer = { status: 500, headers: [], body: 'The edge function failed.\n' };
      return { request, answer, responseHeaders: [], because, note };
    }
    const { answer, target = request.target, headers, without, responseHeaders } = outcome;
    if (answer !== undefined) {
      const note = told(`answered ${answer.status}`);
      return { request, answer, responseHeaders, because: `the edge function answered ${answer.status}`, note };
    }
    const fields = headers.reduce<Fields>((all, [name, value]) => withField(all, name, value), withoutFields(request.headers, without));
    const note = told(target === request.target ? 'passed it on' : `on to ${target}`);
    return { request: { ...request, target, headers: fields }, responseHeaders, because: 'the edge function passed it on', note };
  };
}

/** A request as a function is told of it. */
export function describeRequest({ method, target, headers }: CacheRequest, country: string, data: readonly unknown[]): FunctionRequest {
  const at = target.indexOf('?');
  const byName: Record<string, string> = Object.create(null);
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    byName[key] = byName[key] === undefined ? value : `${byName[key]}, ${value}`;
  }
  const cookies = (byName.cookie ?? '').split(';').flatMap((pair): [string, string][] => {
    const equals = pair.indexOf('=');
    return equals < 0 ? [] : [[pair.slice(0, equals).trim(), pair.slice(equals + 1).trim()]];
  });
  return {
    method,
    path: at < 0 ? target : target.slice(0, at),
    query: Object.fromEntries(new URLSearchParams(at < 0 ? '' : target.slice(at + 1))),
    headers: byName,
    cookies: Object.fromEntries(cookies),
    country,
    data,
  };
}

/** Adds fields to the response that will be sent, behind whatever it has: what is stored stays without them. */
export function addFields(client: ServerResponse, fields: Fields): void {
  if (fields.length === 0) return;
  const { writeHead } = client;
  client.writeHead = ((status: number, ...rest: unknown[]) => {
    const given = rest.at(-1);
    const raw = Array.isArray(given) ? [...given, ...rawOf(fields)] : rawOf(fields);
    return (writeHead as (...all: unknown[]) => ServerResponse).call(client, status, ...rest.slice(0, -1), raw);
  }) as ServerResponse['writeHead'];
}
