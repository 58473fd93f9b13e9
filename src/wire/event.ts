// The vocabulary of everything that can be seen on a connection. A decoder turns bytes into facts; the recorder gives a
// fact its place in a run and it becomes a WireEvent. The screen, `--json` and the test fixtures show the same values.
// This file knows no sockets, no labs and no colours.

/** Who said so: the tap (bytes seen passing), a library's callback, a computation of ours, or a recording. After qlog. */
export type Source = 'tap' | 'hook' | 'model' | 'recorded';

/** The word shown beside it. `live` is reserved for bytes that were observed. */
export type Badge = 'live' | 'hook' | 'model' | 'recorded';

export type CacheOutcome = 'hit' | 'stale' | 'revalidated' | 'miss' | 'collapsed' | 'bypassed' | 'failed';

export type Direction = 'client-to-server' | 'server-to-client' | 'none';

/** A named run of bytes inside `raw`, for the inspector. Offsets count from the start of the event's own bytes. */
export interface Field {
  readonly name: string;
  readonly offset: number;
  readonly length: number;
  /** The value as a person writes it: `1`, `0x81`, `text`, `136 bytes`. */
  readonly value: string;
  /** What it means and the section that says so, one line. May be empty. */
  readonly meaning: string;
}

export type HeaderList = readonly (readonly [name: string, value: string])[];

/** The payload of each event name. Names are `layer:event`. */
export interface EventData {
  'tcp:open': { readonly clientPort: number; readonly serverPort: number };
  /**
   * `how`: FIN (orderly), reset (RST seen), refused (nothing listens where the server should), cut (the tap did it), idle
   * (the tap's idle time-out did it).
   */
  'tcp:close': {
    readonly by: 'client' | 'server' | 'tap';
    readonly how: 'fin' | 'reset' | 'refused' | 'cut' | 'idle';
    readonly lostBytes: number;
  };
  'http:request': { readonly method: string; readonly target: string; readonly version: string; readonly headers: HeaderList };
  'http:response': { readonly status: number; readonly reason: string; readonly version: string; readonly headers: HeaderList };
  /** One chunk of a chunked body (RFC 9112 section 7.1). `length` counts the data, `size` the framing too. */
  'http:chunk': { readonly length: number; readonly preview: string; readonly last: boolean };
  /** A body, or a part of one, that is not chunked. */
  'http:body': { readonly length: number; readonly preview: string };
  /** One dispatched event of a stream (WHATWG HTML section 9.2.6). `lastEventId` is the client's buffer after it. */
  'sse:event': { readonly type: string; readonly data: string; readonly lastEventId: string };
  'sse:comment': { readonly text: string };
  'sse:retry': { readonly milliseconds: number };
  /** The upgrade, complete: the 101 was seen. `accept` is what was sent, `expected` what the key gives (RFC 6455 section 4.2.2). */
  'ws:open': {
    readonly key: string;
    readonly accept: string;
    readonly expected: string;
    readonly protocol: string;
    readonly extensions: string;
  };
  'ws:frame': {
    readonly fin: boolean;
    readonly rsv1: boolean;
    readonly opcode: number;
    /** continuation, text, binary, close, ping, pong, or `reserved 0xN`. */
    readonly kind: string;
    readonly masked: boolean;
    /** Masking key in hex, or empty. */
    readonly maskKey: string;
    readonly length: number;
    /** Unmasked payload as text, elided; hex for binary; empty when compressed. */
    readonly preview: string;
    readonly closeCode?: number;
    readonly closeReason?: string;
  };
  /** A whole message: its frames joined, unmasked, and inflated where permessage-deflate was used (RFC 7692). */
  'ws:message': {
    readonly kind: 'text' | 'binary';
    readonly text: string;
    readonly length: number;
    /** Payload bytes that it took on the wire. */
    readonly wireLength: number;
    readonly frames: number;
    readonly compressed: boolean;
  };
  /** One HTTP/2 frame (RFC 9113 section 4.1). `headers` where the block was complete and HPACK could read it. */
  'http2:frame': {
    readonly type: string;
    readonly stream: number;
    readonly flags: readonly string[];
    readonly length: number;
    readonly headers?: HeaderList;
    /** The dynamic table of this direction after a header block (RFC 7541 section 2.3.2): entries, and their size as HPACK counts it. */
    readonly table?: { readonly entries: number; readonly size: number };
    readonly detail: string;
  };
  /** One TLS record (RFC 8446 section 5.1). What it holds can be read of the first handshake messages only. */
  'tls:record': {
    /** handshake, change_cipher_spec, alert or application_data. */
    readonly type: string;
    readonly length: number;
    /** `ClientHello localhost offers h2, http/1.1`; empty where it is encrypted. */
    readonly detail: string;
  };
  /** A UDP datagram that carries several QUIC packets (RFC 9000 section 12.2); they follow, and account for its bytes. */
  'quic:datagram': { readonly length: number; readonly packets: number };
  /** One QUIC packet, as far as it can be read without keys (RFC 8999, RFC 9000 section 17). */
  'quic:packet': {
    /** Initial, 0-RTT, Handshake, Retry, Version Negotiation, 1-RTT, or `unknown`. */
    readonly type: string;
    readonly header: 'long' | 'short';
    /** `1`, `2`, hex for others; empty in a short header, which names none. */
    readonly version: string;
    /** Connection ids in hex; empty where there is none or its length cannot be known. */
    readonly destination: string;
    readonly from: string;
    readonly length: number;
    /** Its place in the datagram, from 1. */
    readonly place: number;
    readonly detail: string;
  };
  /**
   * One length-prefixed message of a gRPC, gRPC-Web or Connect stream. `method` is the path of the call and `type` the full
   * name of the message; either is empty where it is not known. `length` is that of the message on the wire, without its
   * five-byte prefix; `text` its fields as text, elided.
   */
  'grpc:message': {
    readonly stream: number;
    readonly method: string;
    readonly type: string;
    readonly compressed: boolean;
    readonly length: number;
    readonly text: string;
  };
  /** How a call ended, as the server said it: trailers, or the last message of gRPC-Web and Connect. `status` is its name. */
  'grpc:status': {
    readonly stream: number;
    readonly method: string;
    readonly code: number;
    readonly status: string;
    readonly message: string;
  };
  /** Bytes that no decoder could read, and why. */
  'raw:bytes': { readonly reason: string; readonly preview: string };
  /**
   * The application's own words (source `hook`). `actor` is the side that says it; where it is not said, the server
   * publishes and the client is handed what it got.
   */
  'app:publish': { readonly id: number; readonly actor?: 'client' };
  'app:deliver': { readonly id: number; readonly client: string; readonly actor?: 'server' };
  'app:state': { readonly actor: 'client' | 'server'; readonly state: string; readonly detail: string };
  /** A resource of a page, as its client sees it: it had to queue, was sent, had its first byte, ended, failed. */
  'app:resource': {
    /** `http/1.1`, `h2`, `h3`. */
    readonly protocol: string;
    readonly id: number;
    readonly phase: 'queued' | 'sent' | 'first-byte' | 'end' | 'failed';
    /** Bytes of the content; known at its end. */
    readonly bytes: number;
    /** Longest silence between two of its bytes, milliseconds; known at its end. */
    readonly gap: number;
  };
  /** A screen that an API fills, as its client sees it: wanted, drawn, or failed. The numbers are known at its end. */
  'app:screen': {
    readonly api: string;
    readonly screen: string;
    readonly phase: 'begin' | 'end' | 'failed';
    /** Calls of the API, and how many times one had to wait for the answers of others, the first included. */
    readonly calls: number;
    readonly rounds: number;
    /** Leaves of what came, and those of them that the screen did not look at. */
    readonly fields: number;
    readonly unused: number;
    /** Queries that the server made of its store. */
    readonly reads: number;
  };
  /**
   * A picture that a client got and decoded: what it is, and its pixels made small for whoever shows it. `originalBytes` is
   * what the same picture takes as its origin has it.
   */
  'app:picture': {
    readonly who: string;
    readonly target: string;
    /** Its media type. */
    readonly format: string;
    readonly width: number;
    readonly height: number;
    readonly bytes: number;
    readonly originalBytes: number;
    /** Red, green and blue of each pixel, row by row; deflated, in base64. A `detail` is a part of it, pixel by pixel. */
    readonly preview: { readonly width: number; readonly height: number; readonly part: 'whole' | 'detail'; readonly rgb: string };
  };
  /**
   * What became of a client of a style after its contract was changed. `installed`: made for the contract before, it called;
   * `rebuilt`: what its build says of the contract after. `wrong`: it was answered and shows something else than it should.
   */
  'app:contract': {
    readonly api: 'rest' | 'graphql' | 'grpc' | 'trpc';
    readonly change: string;
    readonly client: 'installed' | 'rebuilt';
    readonly outcome: 'works' | 'wrong' | 'refused' | 'builds' | 'build-error';
    /** What it shows, what it was told, or what the compiler says. Empty where a build has nothing to say. */
    readonly words: string;
  };
  'app:buffered': { readonly actor: 'client' | 'server'; readonly bytes: number };
  /**
   * What a cache did with one request, and why, in its own words (source `hook`). `hit`: fresh, from the store; `stale`: from the
   * store though stale; `revalidated`: the origin said 304; `collapsed`: got what another request had been sent for;
   * `bypassed`: not a matter for this cache; `failed`: no answer to be had.
   */
  'cache:decision': {
    /** The name of the cache, as in Cache-Status. */
    readonly cache: string;
    readonly method: string;
    readonly target: string;
    /** Status sent to the client. */
    readonly status: number;
    readonly outcome: CacheOutcome;
    /** One sentence, and the section that says so: `rfc9111#4.2.1`. */
    readonly because: string;
    readonly source: string;
    /** Whether the origin's response was stored, and why; empty where none came. */
    readonly storing: 'stored' | 'not stored' | '';
    readonly storingBecause: string;
    readonly storingSource: string;
    /** Whole seconds: how old the response is, and for how long it is fresh in all. */
    readonly age: number;
    readonly lifetime: number;
    /** The Cache-Status member of this cache (RFC 9211). */
    readonly cacheStatus: string;
  };
  /** What the tap did to the path (source `model`). */
  'path:hold': { readonly bytes: number; readonly milliseconds: number; readonly reason: 'loss' | 'buffering' | 'handshake' };
  'path:change': { readonly detail: string };
  'path:drop': { readonly bytes: number; readonly reason: string };
}
export type EventName = keyof EventData;

/** The keys of each event's data, at run time: content that waits for an event or counts it is checked against them. */
export const EVENT_KEYS: { readonly [Name in EventName]: readonly (keyof EventData[Name])[] } = {
  'tcp:open': ['clientPort', 'serverPort'],
  'tcp:close': ['by', 'how', 'lostBytes'],
  'http:request': ['method', 'target', 'version', 'headers'],
  'http:response': ['status', 'reason', 'version', 'headers'],
  'http:chunk': ['length', 'preview', 'last'],
  'http:body': ['length', 'preview'],
  'sse:event': ['type', 'data', 'lastEventId'],
  'sse:comment': ['text'],
  'sse:retry': ['milliseconds'],
  'ws:open': ['key', 'accept', 'expected', 'protocol', 'extensions'],
  'ws:frame': ['fin', 'rsv1', 'opcode', 'kind', 'masked', 'maskKey', 'length', 'preview', 'closeCode', 'closeReason'],
  'ws:message': ['kind', 'text', 'length', 'wireLength', 'frames', 'compressed'],
  'http2:frame': ['type', 'stream', 'flags', 'length', 'headers', 'table', 'detail'],
  'tls:record': ['type', 'length', 'detail'],
  'quic:datagram': ['length', 'packets'],
  'quic:packet': ['type', 'header', 'version', 'destination', 'from', 'length', 'place', 'detail'],
  'grpc:message': ['stream', 'method', 'type', 'compressed', 'length', 'text'],
  'grpc:status': ['stream', 'method', 'code', 'status', 'message'],
  'raw:bytes': ['reason', 'preview'],
  'app:publish': ['id', 'actor'],
  'app:deliver': ['id', 'client', 'actor'],
  'app:state': ['actor', 'state', 'detail'],
  'app:resource': ['protocol', 'id', 'phase', 'bytes', 'gap'],
  'app:screen': ['api', 'screen', 'phase', 'calls', 'rounds', 'fields', 'unused', 'reads'],
  'app:picture': ['who', 'target', 'format', 'width', 'height', 'bytes', 'originalBytes', 'preview'],
  'app:contract': ['api', 'change', 'client', 'outcome', 'words'],
  'app:buffered': ['actor', 'bytes'],
  'cache:decision': [
    'cache',
    'method',
    'target',
    'status',
    'outcome',
    'because',
    'source',
    'storing',
    'storingBecause',
    'storingSource',
    'age',
    'lifetime',
    'cacheStatus',
  ],
  'path:hold': ['bytes', 'milliseconds', 'reason'],
  'path:change': ['detail'],
  'path:drop': ['bytes', 'reason'],
};

/** What a decoder reports: a fact without its place in a run. */
export type Fact = {
  [Name in EventName]: {
    readonly name: Name;
    readonly direction: Direction;
    /**
     * Bytes on the wire that this fact alone accounts for. A fact of a layer above (an SSE event inside chunks, a joined
     * message) has 0, because the layer beneath has counted them: the sum over a connection is what its socket carried.
     */
    readonly size: number;
    readonly data: EventData[Name];
    /** Hex of the first RAW_LIMIT bytes, for the inspector. Absent where the fact has no bytes of its own. */
    readonly raw?: string;
    readonly fields?: readonly Field[];
  };
}[EventName];

/** A fact at its place in a run. */
export type WireEvent = Fact & {
  /** Order of observation in the run, from 0. */
  readonly seq: number;
  /** Milliseconds since the run started, when the tap passed its last byte on. Three decimals. */
  readonly time: number;
  /** Milliseconds since the run started, when its last byte came into the tap; differs from `time` where the path delays. */
  readonly entered: number;
  /** Connection within the run, from 1; 0 for what belongs to none. */
  readonly connection: number;
  readonly source: Source;
};

/** The event of one name, for narrowing: `EventOf<'ws:frame'>`. */
export type EventOf<Name extends EventName> = Extract<WireEvent, { readonly name: Name }>;

/** How many bytes of each event are kept for the inspector. */
export const RAW_LIMIT = 512;

/** The badge of a source. */
export function badgeOf(source: Source): Badge {
  return source === 'tap' ? 'live' : source;
}
