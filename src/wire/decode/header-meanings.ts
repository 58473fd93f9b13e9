// What the header fields that matter in this course mean, one line each with the section that says so. Knows no framing.

type Meaning = string | ((value: string) => string);

const MEANINGS: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['host', 'the authority the target belongs to; every HTTP/1.1 request carries it (RFC 9112 section 3.2)'],
  [
    'connection',
    (value) =>
      /\bupgrade\b/i.test(value)
        ? 'names Upgrade as valid for this hop only; without it the Upgrade field is ignored (RFC 9110 section 7.8)'
        : /\bclose\b/i.test(value)
          ? 'the connection ends after this response (RFC 9112 section 9.6)'
          : 'options for this connection only, not for the next hop (RFC 9110 section 7.6.1)',
  ],
  ['upgrade', (value) => `asks to go on in ${value} on this very connection (RFC 9110 section 7.8)`],
  ['sec-websocket-key', '16 random bytes in Base64: proves that the server speaks WebSocket, protects nothing (RFC 6455 section 4.1)'],
  ['sec-websocket-accept', 'Base64 of SHA-1 of the key and a fixed GUID: the server read this request (RFC 6455 section 4.2.2)'],
  ['sec-websocket-version', '13 is the only one in use (RFC 6455 section 4.1)'],
  ['sec-websocket-protocol', 'application protocols offered, or the one chosen (RFC 6455 section 1.9)'],
  [
    'sec-websocket-extensions',
    (value) =>
      /permessage-deflate/i.test(value)
        ? 'each message may be compressed (RFC 7692 section 7)'
        : 'extensions offered, or agreed (RFC 6455 section 9.1)',
  ],
  ['origin', 'the page that asks; only the server can refuse a foreign one, the browser does not (RFC 6455 section 10.2, RFC 6454)'],
  ['last-event-id', 'the last id this client got: the server goes on after it (WHATWG HTML section 9.2.4)'],
  [
    'content-type',
    (value) =>
      /^\s*text\/event-stream/i.test(value)
        ? 'makes this response a stream of events; any other type fails the EventSource (WHATWG HTML section 9.2.3)'
        : 'media type of the content (RFC 9110 section 8.3)',
  ],
  [
    'cache-control',
    (value) =>
      /no-store/i.test(value)
        ? 'no cache may keep this (RFC 9111 section 5.2.2.5)'
        : /no-cache/i.test(value)
          ? 'a stored copy must be validated before it is used (RFC 9111 section 5.2.2.4)'
          : 'what caches may do with this (RFC 9111 section 5.2)',
  ],
  [
    'x-accel-buffering',
    (value) =>
      `${value.trim() === 'no' ? 'tells nginx not to collect' : 'tells nginx to collect'} this response before passing it on (nginx proxy module)`,
  ],
  ['transfer-encoding', 'how this hop frames the body; `chunked` needs no length in advance (RFC 9112 sections 6.1 and 7.1)'],
  ['content-length', 'bytes of the body (RFC 9112 section 6.2)'],
  ['content-encoding', 'the content is compressed end to end (RFC 9110 section 8.4)'],
  ['accept', 'media types the client would take (RFC 9110 section 12.5.1)'],
  ['accept-encoding', 'compressions the client can undo (RFC 9110 section 12.5.3)'],
  ['keep-alive', 'hints on how long an idle connection stays (not in RFC 9112; HTTP/1.1 persists by default, section 9.3)'],
  ['date', 'when the message was made (RFC 9110 section 6.6.1)'],
  ['etag', 'name of this version of the content, for validation (RFC 9110 section 8.8.3)'],
  ['if-none-match', 'send it only if its version is none of these (RFC 9110 section 13.1.2)'],
  ['vary', 'request fields that choose between versions (RFC 9110 section 12.5.5)'],
  ['retry-after', 'do not come back before (RFC 9110 section 10.2.3)'],
  ['link', 'related resources, early in a 103 (RFC 8297 section 2)'],
  ['access-control-allow-origin', 'lets a page of that origin read the response (WHATWG Fetch, CORS)'],
  ['te', (value) => (value === 'trailers' ? 'trailers may follow the content; gRPC asks for this (RFC 9110 section 10.1.4)' : '')],
  ['trailer', 'fields that will follow the content (RFC 9110 section 6.6.2)'],
  ['grpc-timeout', 'how long the caller waits: digits and a unit, m milliseconds, S seconds (gRPC over HTTP2, Requests)'],
  ['grpc-encoding', 'how messages with the compressed flag are compressed (gRPC over HTTP2)'],
  ['grpc-accept-encoding', 'compressions that this side can undo (gRPC over HTTP2)'],
  ['grpc-status', 'how the call ended; :status says nothing of it (gRPC over HTTP2, Responses)'],
  ['grpc-message', 'a word on the status, percent-encoded (gRPC over HTTP2, Responses)'],
  ['user-agent', 'the software that asks (RFC 9110 section 10.1.5)'],
  ['cookie', 'sent by the browser on every request to the host, an upgrade too (RFC 6265 section 5.4)'],
  [':method', 'the method, a pseudo-header instead of a request line (RFC 9113 section 8.3.1)'],
  [':path', 'the target (RFC 9113 section 8.3.1)'],
  [':scheme', 'the scheme of the target (RFC 9113 section 8.3.1)'],
  [':authority', 'what Host says in HTTP/1.1 (RFC 9113 section 8.3.1)'],
  [':status', 'the status; HTTP/2 has no reason phrase (RFC 9113 section 8.3.2)'],
  [':protocol', 'extended CONNECT: the protocol to speak on this stream (RFC 8441 section 4)'],
]);

/** What a header field means, one line; empty where it teaches nothing here. */
export function headerMeaning(name: string, value: string): string {
  const meaning = MEANINGS.get(name.trim().toLowerCase());
  return typeof meaning === 'function' ? meaning(value) : (meaning ?? '');
}
