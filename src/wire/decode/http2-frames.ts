// What stands in one HTTP/2 frame (RFC 9113 section 6): names of types, flags, settings and error codes, and a readable
// line for each payload. Knows no streams and no header compression.
import type { Field, HeaderList } from '../event.ts';
import { hex, preview } from './bytes.ts';
import { headerMeaning } from './header-meanings.ts';

export interface FrameHead {
  readonly length: number;
  readonly typeCode: number;
  readonly type: string;
  readonly flagBits: number;
  readonly flags: readonly string[];
  readonly stream: number;
}

/** Bytes of a frame header (RFC 9113 section 4.1). */
export const FRAME_HEADER = 9;

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
];

const SETTINGS: Readonly<Record<number, string>> = {
  1: 'HEADER_TABLE_SIZE',
  2: 'ENABLE_PUSH',
  3: 'MAX_CONCURRENT_STREAMS',
  4: 'INITIAL_WINDOW_SIZE',
  5: 'MAX_FRAME_SIZE',
  6: 'MAX_HEADER_LIST_SIZE',
  8: 'ENABLE_CONNECT_PROTOCOL',
  9: 'NO_RFC7540_PRIORITIES',
};

const ERRORS = [
  'NO_ERROR',
  'PROTOCOL_ERROR',
  'INTERNAL_ERROR',
  'FLOW_CONTROL_ERROR',
  'SETTINGS_TIMEOUT',
  'STREAM_CLOSED',
  'FRAME_SIZE_ERROR',
  'REFUSED_STREAM',
  'CANCEL',
  'COMPRESSION_ERROR',
  'CONNECT_ERROR',
  'ENHANCE_YOUR_CALM',
  'INADEQUATE_SECURITY',
  'HTTP_1_1_REQUIRED',
];

/** Name of an error code (RFC 9113 section 7). */
export function errorName(code: number): string {
  return ERRORS[code] ?? `0x${code.toString(16)}`;
}

function typeOf(code: number): readonly [name: string, meaning: string] {
  const known = TYPES[code];
  return known === undefined || known[0] === '' ? [`0x${code.toString(16)}`, 'unknown type: ignored (RFC 9113 section 4.1)'] : known;
}

function flagsOf(type: string, bits: number): string[] {
  const flags: string[] = [];
  if ((type === 'SETTINGS' || type === 'PING') && bits & 0x1) flags.push('ACK');
  if ((type === 'DATA' || type === 'HEADERS') && bits & 0x1) flags.push('END_STREAM');
  if (/^(HEADERS|PUSH_PROMISE|CONTINUATION)$/.test(type) && bits & 0x4) flags.push('END_HEADERS');
  if (/^(DATA|HEADERS|PUSH_PROMISE)$/.test(type) && bits & 0x8) flags.push('PADDED');
  if (type === 'HEADERS' && bits & 0x20) flags.push('PRIORITY');
  return flags;
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Reads the nine bytes at the start of a frame; undefined while they are not complete. */
export function readFrameHead(bytes: Uint8Array): FrameHead | undefined {
  if (bytes.length < FRAME_HEADER) return undefined;
  const view = viewOf(bytes);
  const typeCode = view.getUint8(3);
  const [type] = typeOf(typeCode);
  const flagBits = view.getUint8(4);
  return {
    length: view.getUint32(0) >>> 8,
    typeCode,
    type,
    flagBits,
    flags: flagsOf(type, flagBits),
    stream: view.getUint32(5) & 0x7fffffff,
  };
}

/** The payload without padding, and without what stands before a header block; undefined where the padding is too long. */
export function contentOf(head: FrameHead, payload: Uint8Array): Uint8Array | undefined {
  const padded = head.flags.includes('PADDED');
  const padding = padded ? (payload[0] ?? 0) : 0;
  // A priority is 5 bytes, a promised stream 4.
  const before = (padded ? 1 : 0) + (head.flags.includes('PRIORITY') ? 5 : 0) + (head.type === 'PUSH_PROMISE' ? 4 : 0);
  return before + padding > payload.length ? undefined : payload.subarray(before, payload.length - padding);
}

/** The payload as one readable line. `payload` may be only the start of it. */
export function detailOf(head: FrameHead, payload: Uint8Array): string {
  const view = viewOf(payload);
  const wrong = (size: number) => `${head.length} bytes instead of ${size}: FRAME_SIZE_ERROR (RFC 9113 section 4.2)`;
  switch (head.type) {
    case 'DATA':
      return preview(contentOf(head, payload) ?? payload, Math.max(head.length, 0));
    case 'SETTINGS': {
      if (head.flags.includes('ACK')) return 'the settings of the other side are in force';
      if (head.length % 6 !== 0) return 'its length is no multiple of 6: FRAME_SIZE_ERROR (RFC 9113 section 6.5)';
      return settingsOf(payload)
        .map(({ name, value }) => `${name}=${value}`)
        .join(' ');
    }
    case 'WINDOW_UPDATE': {
      if (head.length !== 4) return wrong(4);
      const increment = view.getUint32(0) & 0x7fffffff;
      const whose = head.stream === 0 ? 'for the connection' : `for stream ${head.stream}`;
      return `+${increment} bytes ${whose}${increment === 0 ? ': PROTOCOL_ERROR' : ''}`;
    }
    case 'RST_STREAM':
      return head.length === 4 ? errorName(view.getUint32(0)) : wrong(4);
    case 'GOAWAY': {
      if (head.length < 8) return wrong(8);
      const debug = head.length > 8 ? ` "${preview(payload.subarray(8), head.length - 8)}"` : '';
      return `${errorName(view.getUint32(4))}, last stream ${view.getUint32(0) & 0x7fffffff}${debug}`;
    }
    case 'PING':
      return head.length === 8 ? hex(payload) : wrong(8);
    case 'PRIORITY':
      return head.length === 5 ? `depends on stream ${view.getUint32(0) & 0x7fffffff}, weight ${view.getUint8(4) + 1}` : wrong(5);
    case 'PUSH_PROMISE': {
      const offset = head.flags.includes('PADDED') ? 1 : 0;
      return payload.length >= offset + 4 ? `promises stream ${view.getUint32(offset) & 0x7fffffff}` : wrong(4);
    }
    default:
      return '';
  }
}

function settingsOf(payload: Uint8Array) {
  const view = viewOf(payload);
  const count = Math.floor(payload.length / 6);
  return Array.from({ length: count }, (_, index) => {
    const id = view.getUint16(index * 6);
    return { name: SETTINGS[id] ?? `0x${id.toString(16)}`, value: view.getUint32(index * 6 + 2), offset: FRAME_HEADER + index * 6 };
  });
}

/** Each part of the frame for the inspector. */
export function frameFields(
  head: FrameHead,
  payload: Uint8Array,
  { detail, headers }: { readonly detail: string; readonly headers: HeaderList },
): Field[] {
  const [, meaning] = typeOf(head.typeCode);
  const flagText = `0x${head.flagBits.toString(16).padStart(2, '0')}${head.flags.length > 0 ? ` ${head.flags.join(' ')}` : ''}`;
  const owner = head.stream === 0 ? 'the connection itself' : head.stream % 2 === 1 ? 'opened by the client' : 'opened by the server';
  const fields: Field[] = [
    {
      name: 'length',
      offset: 0,
      length: 3,
      value: `${head.length} bytes`,
      meaning: 'of the payload, without these nine bytes (RFC 9113 section 4.1)',
    },
    { name: 'type', offset: 3, length: 1, value: `0x${head.typeCode.toString(16)} ${head.type}`, meaning },
    { name: 'flags', offset: 4, length: 1, value: flagText, meaning: 'their meaning depends on the type (RFC 9113 section 4.1)' },
    { name: 'stream', offset: 5, length: 4, value: String(head.stream), meaning: `${owner} (RFC 9113 section 5.1.1)` },
  ];
  if (head.type === 'SETTINGS' && head.length % 6 === 0) {
    for (const { name, value, offset } of settingsOf(payload))
      fields.push({ name, offset, length: 6, value: String(value), meaning: 'RFC 9113 section 6.5.2' });
  } else if (head.length > 0) {
    fields.push({
      name: 'payload',
      offset: FRAME_HEADER,
      length: head.length,
      value: detail === '' ? `${head.length} bytes` : detail,
      meaning: '',
    });
  }
  // Where a field stands in the block is HPACK's secret: each is shown on the whole of it.
  for (const [name, value] of headers)
    fields.push({ name, offset: FRAME_HEADER, length: head.length, value, meaning: headerMeaning(name, value) });
  return fields;
}
