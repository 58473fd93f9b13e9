import { describe, expect, it } from 'vitest';
import { acceptFor, openFact, readDeflate } from '../../../src/wire/decode/websocket-handshake.ts';

it('works the accept value of RFC 6455 section 1.3 out', () => {
  expect(acceptFor('dGhlIHNhbXBsZSBub25jZQ==')).toBe('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
});

describe('openFact', () => {
  const upgrade = (accept: string) => ({
    request: { method: 'GET', target: '/', headers: [['sec-websocket-KEY', 'dGhlIHNhbXBsZSBub25jZQ==']] as const },
    response: { headers: [['Sec-WebSocket-Accept', accept]] as const },
  });

  it('shows what was sent beside what the key gives', () => {
    const fact = openFact(upgrade('s3pPLMBiTxaQ9kYGzzhZRbK+xOo='));
    expect(fact.data.accept).toBe(fact.data.expected);
    expect(fact.fields?.at(-1)?.meaning).toContain('the same');
    expect(fact.size).toBe(0);
  });

  it('says when they differ', () => {
    expect(openFact(upgrade('nonsense')).fields?.at(-1)?.meaning).toContain('must fail');
  });
});

it('reads what permessage-deflate was agreed to do', () => {
  expect(readDeflate('')).toBeUndefined();
  expect(readDeflate('x-other; permessage-deflate')).toBeUndefined();
  expect(readDeflate('permessage-deflate')).toEqual({ clientTakeover: true, serverTakeover: true });
  expect(readDeflate('x-other, Permessage-Deflate; server_no_context_takeover; client_max_window_bits=12')).toEqual({
    clientTakeover: true,
    serverTakeover: false,
  });
  expect(readDeflate('permessage-deflate;client_no_context_takeover')).toEqual({ clientTakeover: false, serverTakeover: true });
});
