// Validators and conditional requests: what to ask the origin with, and how to answer a client that asks with its own
// (RFC 9110 sections 8.8 and 13, RFC 9111 section 4.3).
import type { CacheRequest, CacheResponse, Stored } from './cache.ts';
import { parseDate } from './dates.ts';
import { type Fields, fieldOf, hasField, linesOf, membersOf, withField, withoutFields } from './fields.ts';

const CONDITIONS = ['If-None-Match', 'If-Modified-Since', 'If-Match', 'If-Unmodified-Since', 'If-Range'];

export function isConditional({ headers }: CacheRequest): boolean {
  return CONDITIONS.some((name) => hasField(headers, name));
}

/** The request's fields with the stored validators as its condition, in place of the client's own; undefined where there is none to ask with. */
export function conditionsFor(headers: Fields, { response }: Stored): Fields | undefined {
  const etag = fieldOf(response.headers, 'ETag');
  const modified = fieldOf(response.headers, 'Last-Modified');
  if (etag === undefined && modified === undefined) return undefined;
  let fields = withoutFields(headers, CONDITIONS);
  if (etag !== undefined) fields = withField(fields, 'If-None-Match', etag);
  if (modified !== undefined) fields = withField(fields, 'If-Modified-Since', modified);
  return fields;
}

/** Weak comparison (RFC 9110 section 8.8.3.2): the opaque parts are the same. */
export function matchesWeakly(one: string, other: string): boolean {
  return opaque(one) === opaque(other);
}

/** Strong comparison: the same, and neither weak. */
export function matchesStrongly(one: string, other: string): boolean {
  return !one.startsWith('W/') && one === other;
}

const opaque = (tag: string) => tag.trim().replace(/^W\//, '');

/** Whether a client that has what it says already needs only be told so: 304 instead of the content (RFC 9110 section 13.2.2). */
export function isNotModified({ method, headers }: CacheRequest, response: CacheResponse, now: number): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  if (response.status !== 200) return false;
  const wanted = fieldOf(headers, 'If-None-Match');
  if (wanted !== undefined) {
    const etag = fieldOf(response.headers, 'ETag');
    return wanted.trim() === '*' || (etag !== undefined && membersOf(wanted).some((tag) => matchesWeakly(tag, etag)));
  }
  const lines = linesOf(headers, 'If-Modified-Since');
  const since = lines.length === 1 ? parseDate(lines[0] ?? '', now) : undefined;
  // A cache takes Date where there is no Last-Modified (RFC 9111 section 4.3.2).
  const modified = parseDate(fieldOf(response.headers, 'Last-Modified') ?? fieldOf(response.headers, 'Date') ?? '', now);
  return since !== undefined && modified !== undefined && modified <= since;
}

/** Fields that a 304 carries (RFC 9110 section 15.4.5), with those that a cache adds; the content's own are left out. */
export function notModifiedFields(fields: Fields): Fields {
  return withoutFields(fields, [
    'Content-Length',
    'Content-Type',
    'Content-Encoding',
    'Content-Language',
    'Content-Range',
    'Last-Modified',
  ]).concat(hasField(fields, 'ETag') ? [] : fields.filter(([name]) => name.toLowerCase() === 'last-modified'));
}
