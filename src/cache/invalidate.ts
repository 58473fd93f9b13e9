// What must no longer be used after a method that may have changed something (RFC 9111 section 4.4).
import type { CacheRequest, CacheResponse } from './cache.ts';
import { linesOf } from './fields.ts';

/** Safe methods change nothing (RFC 9110 section 9.2.1); of a method we do not know we must assume that it does. */
const SAFE = ['GET', 'HEAD', 'OPTIONS', 'TRACE'];

/**
 * Targets whose stored responses are to go: that of the request, and what Location and Content-Location name on the same
 * origin. Empty after a safe method or an error. `origin` as in `http://127.0.0.1:3000`.
 */
export function invalidated(request: CacheRequest, response: CacheResponse, origin: string): readonly string[] {
  if (SAFE.includes(request.method) || response.status < 200 || response.status >= 400) return [];
  const named = ['Location', 'Content-Location']
    .flatMap((name) => linesOf(response.headers, name))
    .flatMap((value) => {
      try {
        const url = new URL(value, origin + request.target);
        return url.origin === origin ? [url.pathname + url.search] : [];
      } catch {
        return [];
      }
    });
  return [...new Set([request.target, ...named])];
}
