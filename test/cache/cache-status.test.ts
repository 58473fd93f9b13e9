import { describe, expect, it } from 'vitest';
import { serialiseCacheStatus } from '../../src/cache/cache-status.ts';

describe('Cache-Status (RFC 9211)', () => {
  it.each([
    // The examples of section 3.
    [{ hit: true }, 'Example; hit'],
    [{ hit: true, ttl: -412 }, 'Example; hit; ttl=-412'],
    [{ fwd: 'uri-miss', stored: true }, 'Example; fwd=uri-miss; stored'],
    [{ fwd: 'stale', fwdStatus: 304, collapsed: true }, 'Example; fwd=stale; fwd-status=304; collapsed'],
    [{ fwd: 'bypass', ttl: 1.9 }, 'Example; fwd=bypass; ttl=1'],
    [{ hit: true, ttl: Number.NEGATIVE_INFINITY }, 'Example; hit'],
  ] as const)('%j', (status, expected) => expect(serialiseCacheStatus('Example', status)).toBe(expected));

  it('puts no character into a String that it may not hold', () => {
    expect(serialiseCacheStatus('e', { detail: 'a "b" \\ ü\r\nX: 1' })).toBe('e; detail="a \\"b\\" \\\\ ???X: 1"');
  });
});
