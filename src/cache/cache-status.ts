// The Cache-Status field (RFC 9211): what a cache did with a request, as a Structured Field.

export interface CacheStatus {
  readonly hit?: boolean;
  /** Why the request was sent on (RFC 9211 section 2.2). */
  readonly fwd?: 'bypass' | 'method' | 'uri-miss' | 'vary-miss' | 'miss' | 'request' | 'stale' | 'partial';
  readonly fwdStatus?: number;
  /** Seconds of freshness left; negative when stale. */
  readonly ttl?: number;
  readonly stored?: boolean;
  readonly collapsed?: boolean;
  /** Anything more, for people. */
  readonly detail?: string;
}

/** `wirewise; hit; ttl=376`. */
export function serialiseCacheStatus(cache: string, status: CacheStatus): string {
  const parts = [cache];
  if (status.hit === true) parts.push('hit');
  if (status.fwd !== undefined) parts.push(`fwd=${status.fwd}`);
  if (status.fwdStatus !== undefined) parts.push(`fwd-status=${status.fwdStatus}`);
  if (status.ttl !== undefined && Number.isFinite(status.ttl)) parts.push(`ttl=${Math.trunc(status.ttl)}`);
  if (status.stored === true) parts.push('stored');
  if (status.collapsed === true) parts.push('collapsed');
  // A String holds printable ASCII only (RFC 9651 section 3.3.3).
  if (status.detail !== undefined) parts.push(`detail="${status.detail.replace(/[^\x20-\x7e]/g, '?').replace(/["\\]/g, '\\$&')}"`);
  return parts.join('; ');
}
