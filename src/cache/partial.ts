// Responses of which a cache has only a part: whether a 206 may be kept, what is missing of what a request wants, and which
// 206 may be joined to it (RFC 9111 sections 3.3 and 3.4, RFC 9110 section 15.3.7). One part, without a gap. Holds no bytes.
import type { CacheRequest, CacheResponse, Decision, Stored } from './cache.ts';
import { type Fields, fieldOf, withField, withoutFields } from './fields.ts';
import { type ByteRange, ifRangeHolds, parseContentRange, parseRange, resolveRange } from './ranges.ts';
import { matchesStrongly } from './validate.ts';

/** Which bytes of a content of `length` bytes there are. */
export interface Span extends ByteRange {
  readonly length: number;
}

export const isWhole = ({ first, last, length }: Span): boolean => first === 0 && last === length - 1;

const strongTag = ({ headers }: CacheResponse): string | undefined => {
  const tag = fieldOf(headers, 'ETag');
  return tag !== undefined && /^"[^"]*"$/.test(tag.trim()) ? tag.trim() : undefined;
};

/** Whether a 206 with content of `bytes` (undefined while it is not known) is worth keeping, as far as its being a part goes. */
export function mayKeepPart(
  response: CacheResponse,
  bytes: number | undefined,
): Decision<'keep' | 'do not keep'> & { readonly span?: Span } {
  const no = (because: string, source: string) => ({ decision: 'do not keep', because, source }) as const;
  const span = parseContentRange(response);
  if (span === undefined) return no('a 206 whose Content-Range is not one range of a known length', 'rfc9110#15.3.7');
  const said = span.last - span.first + 1;
  if (bytes !== undefined && bytes !== said)
    return no(`Content-Range says ${said} bytes, and it has ${bytes}: nobody knows which they are`, 'rfc9110#14.4');
  if (strongTag(response) === undefined)
    return no('a part without a strong ETag: nothing could ever be joined to it safely', 'rfc9111#3.4');
  return { decision: 'keep', because: 'a part with a strong ETag', source: 'rfc9111#3.3', span };
}

/** The fields that are stored with a part: those of the whole, since how much there is of it stands elsewhere. */
export function fieldsOfPart(fields: Fields): Fields {
  return withoutFields(fields, ['Content-Range', 'Content-Length']);
}

/** Which bytes a request wants of what is stored: those of its range, where that counts, or all; undefined where it has none of them. */
export function wantedOf(request: CacheRequest, stored: Stored, length: number, now: number): ByteRange | undefined {
  const whole = { first: 0, last: length - 1 };
  const range = parseRange(request);
  if (range === undefined || !ifRangeHolds(request, stored, now)) return whole;
  const resolved = resolveRange(range, length);
  return resolved === 'unsatisfiable' ? undefined : resolved;
}

export const covers = (span: Span, { first, last }: ByteRange): boolean => first >= span.first && last <= span.last;

/** The one range that, joined to the span, gives what is wanted; undefined where a gap would stay or two would be needed. */
export function missingOf(span: Span, { first, last }: ByteRange): ByteRange | undefined {
  if (first >= span.first && first <= span.last + 1 && last > span.last) return { first: span.last + 1, last };
  if (last <= span.last && last >= span.first - 1 && first < span.first) return { first, last: span.first - 1 };
  return undefined;
}

/** The request's fields asking for the missing bytes, if what is stored is still what there is (RFC 9110 section 13.1.5). */
export function askForRest(headers: Fields, stored: Stored, { first, last }: ByteRange): Fields {
  const fields = withoutFields(headers, ['If-None-Match', 'If-Modified-Since', 'If-Match', 'If-Unmodified-Since']);
  return withField(withField(fields, 'Range', `bytes=${first}-${last}`), 'If-Range', strongTag(stored.response) ?? '');
}

/** The span of both, if the 206 is of the same representation and leaves no gap (RFC 9111 section 3.4). */
export function joined(stored: Stored, held: Span, response: CacheResponse, span: Span): Span | undefined {
  const [one, other] = [strongTag(stored.response), strongTag(response)];
  if (one === undefined || other === undefined || !matchesStrongly(one, other) || held.length !== span.length) return undefined;
  if (span.first > held.last + 1 || held.first > span.last + 1) return undefined;
  return { first: Math.min(held.first, span.first), last: Math.max(held.last, span.last), length: held.length };
}
