// Which field rules a response for one cache: Cache-Control and Expires, or a targeted field that takes their place
// (RFC 9213 section 2.2). Knows no time.
import type { CacheResponse, Profile } from './cache.ts';
import { type Directives, parseDirectives } from './directives.ts';
import { linesOf } from './fields.ts';
import { parseSurrogate, parseTargeted } from './structured.ts';

export interface Policy {
  readonly directives: Directives;
  /** The field that they stand in. */
  readonly field: string;
  /** A targeted field: Cache-Control and Expires of this response are ignored. */
  readonly targeted: boolean;
}

/** The policy of a response as this cache must read it. */
export function policyOf(response: CacheResponse, profile: Profile): Policy {
  for (const field of profile.targets) {
    const lines = linesOf(response.headers, field);
    if (lines.length === 0) continue;
    const directives = field === 'Surrogate-Control' ? parseSurrogate(lines, profile.device, parseDirectives) : parseTargeted(lines);
    if (directives !== undefined) return { directives, field, targeted: true };
  }
  return { directives: parseDirectives(linesOf(response.headers, 'Cache-Control')), field: 'Cache-Control', targeted: false };
}
