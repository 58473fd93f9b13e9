// What the status code of a WebSocket Close frame says (RFC 6455 section 7.4).

const CODES: Readonly<Record<number, string>> = {
  1000: 'normal: the purpose is fulfilled',
  1001: 'going away: the server goes down or the page was left',
  1002: 'protocol error',
  1003: 'data of a type it cannot accept',
  1005: 'reserved: stands for "no code was sent", never sent itself',
  1006: 'reserved: stands for "closed without a Close frame", never sent itself',
  1007: 'data not consistent with its type, as text that is not UTF-8',
  1008: 'policy violation',
  1009: 'message too big',
  1010: 'the client needed an extension that the server did not agree to',
  1011: 'unexpected condition at the server',
  1012: 'service restart (IANA registry)',
  1013: 'try again later (IANA registry)',
  1014: 'bad gateway (IANA registry)',
  1015: 'reserved: stands for a failed TLS handshake, never sent itself',
};

/** The meaning of a close code, one line. */
export function closeCodeMeaning(code: number): string {
  const known = CODES[code];
  if (known !== undefined) return `${known} (RFC 6455 section 7.4.1)`;
  if (code >= 3000 && code < 4000) return 'registered for libraries and frameworks (RFC 6455 section 7.4.2)';
  if (code >= 4000 && code < 5000) return 'private: the application gives it a meaning (RFC 6455 section 7.4.2)';
  return 'not a code that may be sent (RFC 6455 section 7.4.2)';
}
