// The header fields that an edge takes from one side and gives to the other. What is not part of the cache key must not
// change the response, so fields that frameworks build links or routes from are not passed on at all.
import { endToEnd, type Fields, fieldOf, hasField, withField, withoutFields } from '../cache/fields.ts';
import { TAG_FIELDS } from '../cache/tags.ts';

/** The name of an edge that is given none, and that of all in Surrogate-Capability. */
export const EDGE_NAME = 'wirewise';

/**
 * Not forwarded: a response that depends on one of these would be stored for everybody who does not send it (cache
 * poisoning). Expect is between the client and this server.
 */
const UNKEYED = [
  'Host',
  'Expect',
  'Forwarded',
  'X-Forwarded-Host',
  'X-Forwarded-Server',
  'X-Forwarded-Scheme',
  'X-Forwarded-Proto',
  'X-Forwarded-Port',
  'X-Forwarded-Prefix',
  'X-Forwarded-For',
  'X-Host',
  'X-HTTP-Host-Override',
  'X-Original-URL',
  'X-Original-Host',
  'X-Rewrite-URL',
  'X-HTTP-Method',
  'X-HTTP-Method-Override',
  'X-Method-Override',
];

/** Node's flat list of raw header lines as fields. */
export function fieldsOf(raw: readonly string[]): Fields {
  return Array.from({ length: raw.length / 2 }, (_, at) => [raw[2 * at] ?? '', raw[2 * at + 1] ?? ''] as const);
}

/** Fields as Node's flat list. */
export function rawOf(fields: Fields): string[] {
  return fields.flat();
}

/** Who sends it on, and what it is set to leave out beyond what it always does. */
export interface Sender {
  /** A pseudonym, for Via. */
  readonly name: string;
  readonly strip: readonly string[];
}

/** What goes to the origin: end-to-end fields of the client without the unkeyed ones, the origin's Host, Via. */
export function towardsOrigin(fields: Fields, authority: string, { name, strip }: Sender): Fields {
  const kept = withoutFields(endToEnd(fields), [...UNKEYED, ...strip]);
  const capability = fieldOf(kept, 'Surrogate-Capability');
  const ours = `${EDGE_NAME}="Surrogate/1.0"`;
  const said = withField(kept, 'Surrogate-Capability', capability === undefined ? ours : `${capability}, ${ours}`);
  return [['Host', authority], ...addVia(said, name)];
}

/** RFC 9110 section 7.6.3: every intermediary says that a message came through it. */
export function addVia(fields: Fields, name: string): Fields {
  return [...fields, ['Via', `1.1 ${name}`]];
}

/** What goes to the client. `length` of the content where it is known here; `age` where it comes from the store. */
export function towardsClient(
  fields: Fields,
  { cacheStatus, age, length }: { readonly cacheStatus: string; readonly age?: number; readonly length?: number },
): Fields {
  // These are for this edge and go no further.
  let out = withoutFields(endToEnd(fields), ['Surrogate-Control', ...TAG_FIELDS]);
  if (age !== undefined) out = withField(out, 'Age', String(age));
  if (length !== undefined) out = withField(out, 'Content-Length', String(length));
  // RFC 9211 section 2: each cache adds its member; the one next to the client is the last.
  // Its name stands first in its member.
  return addVia([...out, ['Cache-Status', cacheStatus]], cacheStatus.split(';')[0] ?? EDGE_NAME);
}

/** Whether the request brings content. */
export function hasContent(fields: Fields): boolean {
  return hasField(fields, 'Transfer-Encoding') || Number(fieldOf(fields, 'Content-Length') ?? 0) > 0;
}
