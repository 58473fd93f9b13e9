// Byte ranges (RFC 9110 section 14): which bytes a request wants, and which of them a stored response has
// (RFC 9111 sections 3.3 and 3.4). One range at a time: a request for several gets the whole.
import type { CacheRequest, CacheResponse, Stored } from './cache.ts';
import { parseDate } from './dates.ts';
import { fieldOf, linesOf } from './fields.ts';
import { matchesStrongly } from './validate.ts';

/** Positions of the first and the last byte, both included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/** What Range asks for: undefined where there is no range, not in bytes, not one, or not well formed: then it is ignored. */
export type RangeWanted = { readonly first: number; readonly last?: number } | { readonly suffix: number } | undefined;

export function parseRange({ method, headers }: CacheRequest): RangeWanted {
  const lines = linesOf(headers, 'Range');
  if (method !== 'GET' || lines.length !== 1) return undefined;
  const [, first = '', last = ''] = /^bytes=\s*(\d*)-(\d*)\s*$/i.exec(lines[0] ?? '') ?? [];
  if (first === '') return last === '' ? undefined : { suffix: Number(last) };
  if (last === '') return { first: Number(first) };
  return Number(last) < Number(first) ? undefined : { first: Number(first), last: Number(last) };
}

/** The bytes of a content of `length` that are wanted; `unsatisfiable` where it has none of them. */
export function resolveRange(wanted: NonNullable<RangeWanted>, length: number): ByteRange | 'unsatisfiable' {
  if ('suffix' in wanted)
    return wanted.suffix === 0 || length === 0 ? 'unsatisfiable' : { first: Math.max(0, length - wanted.suffix), last: length - 1 };
  if (wanted.first >= length) return 'unsatisfiable';
  return { first: wanted.first, last: Math.min(wanted.last ?? length - 1, length - 1) };
}

/** What Content-Range says a 206 holds; undefined where it is not one range of a known length. */
export function parseContentRange(response: CacheResponse): (ByteRange & { readonly length: number }) | undefined {
  const lines = linesOf(response.headers, 'Content-Range');
  const [, first, last, length] = /^bytes (\d+)-(\d+)\/(\d+)$/i.exec(lines.length === 1 ? (lines[0] ?? '') : '') ?? [];
  if (first === undefined || Number(first) > Number(last) || Number(last) >= Number(length)) return undefined;
  return { first: Number(first), last: Number(last), length: Number(length) };
}

/** Whether Range counts: If-Range names the stored response by a strong validator, or is not there (RFC 9110 section 13.1.5). */
export function ifRangeHolds({ headers }: CacheRequest, { response }: Stored, now: number): boolean {
  const condition = fieldOf(headers, 'If-Range');
  if (condition === undefined) return true;
  const etag = fieldOf(response.headers, 'ETag');
  if (/^(W\/)?"/.test(condition)) return etag !== undefined && matchesStrongly(condition, etag);
  const [wanted, modified] = [condition, fieldOf(response.headers, 'Last-Modified') ?? ''].map((text) => parseDate(text, now));
  return wanted !== undefined && wanted === modified;
}
