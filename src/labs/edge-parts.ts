// Parts of responses in an edge's store: what to ask for to complete one, and the bytes of two parts joined. Whether they may
// be joined is src/cache/partial.ts.
import type { CacheRequest, CacheResponse, Stored } from '../cache/cache.ts';
import type { Fields } from '../cache/fields.ts';
import { askForRest, fieldsOfPart, isWhole, joined, mayKeepPart, missingOf, type Span, wantedOf } from '../cache/partial.ts';
import type { ByteRange } from '../cache/ranges.ts';
import { freshen } from '../cache/update.ts';
import type { EdgeParts } from './edge-job.ts';
import type { OriginAnswer } from './edge-origin.ts';
import { passOn } from './edge-reply.ts';
import type { Entry } from './edge-store.ts';

/** What to ask the origin for, so that the part has what the request wants; undefined where one range will not do. */
export function restOf(
  request: CacheRequest,
  { stored, part }: Entry,
  fields: Fields,
  now: number,
): { readonly missing: ByteRange; readonly headers: Fields } | undefined {
  const wanted = part === undefined ? undefined : wantedOf(request, stored, part.length, now);
  const missing = part === undefined || wanted === undefined ? undefined : missingOf(part, wanted);
  return missing === undefined ? undefined : { missing, headers: askForRest(fields, stored, missing) };
}

/** The part with the 206 that was asked for joined to it, its fields renewed; undefined where the 206 is not that. */
export async function completed(
  entry: Entry,
  { body, ...answer }: OriginAnswer,
  missing: ByteRange,
  { maxEntryBytes, profile }: Pick<EdgeParts, 'maxEntryBytes' | 'profile'>,
): Promise<Entry | undefined> {
  const { response } = answer;
  const { span } = mayKeepPart(response, undefined);
  if (entry.part === undefined || span === undefined || span.first !== missing.first || span.last !== missing.last) return undefined;
  if (entry.body.length + span.last - span.first + 1 > maxEntryBytes) return undefined;
  const content = await passOn(body, undefined, span.last - span.first + 1);
  if (content === undefined || mayKeepPart(response, content.length).decision === 'do not keep') return undefined;
  const all = joined(entry.stored, entry.part, response, span);
  return all && entryOf(all, freshen(entry.stored, response, answer, profile), [entry.part, entry.body], [span, content]);
}

/** A new part, joined to one of those it takes the place of where that can be; undefined where it is not what it says. */
export function joinedEntry(instead: readonly Entry[], stored: Stored, response: CacheResponse, content: Buffer): Entry | undefined {
  const { span } = mayKeepPart(response, content.length);
  if (span === undefined) return undefined;
  const whole: Stored = { ...stored, response: { status: 200, headers: fieldsOfPart(stored.response.headers) } };
  for (const { part, stored: before, body } of instead) {
    const all = part === undefined ? undefined : joined(before, part, response, span);
    if (part !== undefined && all !== undefined) return entryOf(all, whole, [part, body], [span, content]);
  }
  return entryOf(span, whole, [span, content]);
}

/** Bytes of spans in one buffer; the later ones win where they overlap. */
function entryOf(all: Span, stored: Stored, ...pieces: readonly (readonly [Span, Buffer])[]): Entry {
  const body = Buffer.alloc(all.last - all.first + 1);
  for (const [{ first }, bytes] of pieces) bytes.copy(body, first - all.first);
  return isWhole(all) ? { stored, body } : { stored, body, part: all };
}
