// Names of HTTP/2's frame types, settings and error codes, and what each means in one line (RFC 9113 sections 6 and 7).

interface Named {
  readonly name: string;
  readonly meaning: string;
}

const TYPES: readonly (readonly [name: string, meaning: string])[] = [
  ['DATA', 'content of a stream (RFC 9113 section 6.1)'],
  ['HEADERS', 'opens a stream, carries compressed fields (RFC 9113 section 6.2)'],
  ['PRIORITY', 'deprecated (RFC 9113 section 6.3)'],
  ['RST_STREAM', 'ends one stream at once, the connection stays (RFC 9113 section 6.4)'],
  ['SETTINGS', 'what this side accepts, for the whole connection (RFC 9113 section 6.5)'],
  ['PUSH_PROMISE', 'announces a response nobody asked for (RFC 9113 section 6.6)'],
  ['PING', 'is the connection alive, and how far away (RFC 9113 section 6.7)'],
  ['GOAWAY', 'no new streams after this one (RFC 9113 section 6.8)'],
  ['WINDOW_UPDATE', 'the sender may send this many bytes more (RFC 9113 section 6.9)'],
  ['CONTINUATION', 'more of the header block before it (RFC 9113 section 6.10)'],
  ['ALTSVC', 'the same content at another place (RFC 7838 section 4)'],
  ['', ''],
  ['ORIGIN', 'origins this connection may serve (RFC 8336 section 2)'],
  ['', ''],
  ['', ''],
  ['', ''],
  ['PRIORITY_UPDATE', 'how urgent a response is to the client (RFC 9218 section 7.1)'],
];

const SETTINGS: Readonly<Record<number, readonly [name: string, meaning: string]>> = {
  1: ['HEADER_TABLE_SIZE', 'bytes of the table that header compression may use (RFC 9113 section 6.5.2)'],
  2: ['ENABLE_PUSH', 'whether the server may push; 0 forbids it (RFC 9113 section 6.5.2)'],
  3: ['MAX_CONCURRENT_STREAMS', 'streams that the other side may have open at once (RFC 9113 section 6.5.2)'],
  4: ['INITIAL_WINDOW_SIZE', 'bytes that may be sent on a new stream before an update (RFC 9113 section 6.5.2)'],
  5: ['MAX_FRAME_SIZE', 'largest payload of a frame that is taken (RFC 9113 section 6.5.2)'],
  6: ['MAX_HEADER_LIST_SIZE', 'bytes of header fields that are taken, uncompressed (RFC 9113 section 6.5.2)'],
  8: ['ENABLE_CONNECT_PROTOCOL', 'extended CONNECT is understood (RFC 8441 section 3)'],
  9: ['NO_RFC7540_PRIORITIES', 'the old priority scheme is not used (RFC 9218 section 2.1)'],
};

const ERRORS: readonly (readonly [name: string, meaning: string])[] = [
  ['NO_ERROR', 'an end without a fault'],
  ['PROTOCOL_ERROR', 'the other side broke the protocol'],
  ['INTERNAL_ERROR', 'a fault of this side'],
  ['FLOW_CONTROL_ERROR', 'more was sent than the window allowed'],
  ['SETTINGS_TIMEOUT', 'settings were not acknowledged in time'],
  ['STREAM_CLOSED', 'a frame for a stream that is closed'],
  ['FRAME_SIZE_ERROR', 'a frame of a size that it may not have'],
  ['REFUSED_STREAM', 'not processed at all: it may be tried again'],
  ['CANCEL', 'the stream is not needed any more'],
  ['COMPRESSION_ERROR', 'the header compression state is lost'],
  ['CONNECT_ERROR', 'the connection behind a CONNECT was reset'],
  ['ENHANCE_YOUR_CALM', 'the other side asks for too much'],
  ['INADEQUATE_SECURITY', 'TLS is too weak'],
  ['HTTP_1_1_REQUIRED', 'use HTTP/1.1 instead'],
];

/** Name and meaning of an error code (RFC 9113 section 7). */
export function errorOf(code: number): Named {
  const [name, meaning] = ERRORS[code] ?? [`0x${code.toString(16)}`, 'an unknown code'];
  return { name, meaning: `${meaning} (RFC 9113 section 7)` };
}

/** Name and meaning of a frame type; unknown types have their number. */
export function typeOf(code: number): Named {
  const [name, meaning] = TYPES[code] ?? ['', ''];
  return name === '' ? { name: `0x${code.toString(16)}`, meaning: 'unknown type: ignored (RFC 9113 section 4.1)' } : { name, meaning };
}

/** Name and meaning of a setting; unknown ones have their number. */
export function settingOf(id: number): Named {
  const [name, meaning] = SETTINGS[id] ?? [`0x${id.toString(16)}`, 'unknown: ignored (RFC 9113 section 6.5.2)'];
  return { name, meaning };
}
