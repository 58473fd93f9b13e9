// The parts of one HTTP/2 frame for the inspector, each at its place with the section that says what it means.
import type { Field, HeaderList } from '../event.ts';
import { hex, preview } from './bytes.ts';
import { headerMeaning } from './header-meanings.ts';
import { contentOf, FRAME_HEADER, type FrameHead, settingsOf, viewOf } from './http2-frames.ts';
import { errorOf, typeOf } from './http2-names.ts';

/** Index of the newest entry of a dynamic table: the static one ends before it (RFC 7541 section 2.3.3). */
const FIRST_DYNAMIC = 62;
/** Entries of the dynamic table that the inspector shows. */
const TABLE_LIMIT = 16;

/** Each part of a frame. Offsets count from its first byte; `payload` may be only the start of it. */
export function frameFields(
  head: FrameHead,
  payload: Uint8Array,
  { detail, headers, table = [] }: { readonly detail: string; readonly headers: HeaderList; readonly table?: HeaderList },
): Field[] {
  const { meaning } = typeOf(head.typeCode);
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
  const parts = partsOf(head, payload);
  if (parts !== undefined) fields.push(...parts);
  else if (head.length > 0) {
    const value = detail === '' ? `${head.length} bytes` : detail;
    fields.push({ name: 'payload', offset: FRAME_HEADER, length: head.length, value, meaning: '' });
  }
  // Where a field stands in the block is HPACK's secret: each is shown on the whole of it.
  const { offset, length } = blockPlace(head, payload);
  for (const [name, value] of headers) fields.push({ name, offset, length, value, meaning: headerMeaning(name, value) });
  for (const [index, [name, value]] of table.slice(0, TABLE_LIMIT).entries()) {
    const meaning = 'in the dynamic table after this block (RFC 7541 section 2.3.2)';
    fields.push({ name: `table ${FIRST_DYNAMIC + index}`, offset, length, value: `${name}: ${value}`, meaning });
  }
  return fields;
}

/** Where the header block stands in its frame. */
function blockPlace(head: FrameHead, payload: Uint8Array) {
  const block = contentOf(head, payload);
  if (block === undefined) return { offset: FRAME_HEADER, length: head.length };
  return { offset: FRAME_HEADER + (block.byteOffset - payload.byteOffset), length: block.length };
}

/** The parts of the payload, where its type has a layout and it keeps to it; undefined where it is shown as a whole. */
function partsOf(head: FrameHead, payload: Uint8Array): Field[] | undefined {
  const view = viewOf(payload);
  const part = (name: string, at: number, length: number, value: string, meaning: string): Field => ({
    name,
    offset: FRAME_HEADER + at,
    length,
    value,
    meaning,
  });
  const stream = (at: number) => String(view.getUint32(at) & 0x7fffffff);
  const error = (at: number) => {
    const code = view.getUint32(at);
    const { name, meaning } = errorOf(code);
    return part('error code', at, 4, `${code} ${name}`, meaning);
  };
  const rest = (name: string, at: number, meaning: string) =>
    head.length > at ? [part(name, at, head.length - at, preview(payload.subarray(at), head.length - at), meaning)] : [];
  switch (head.type) {
    case 'SETTINGS':
      if (head.length % 6 !== 0 || head.length === 0) return undefined;
      return settingsOf(payload).map(({ name, value, offset, meaning }) => ({ name, offset, length: 6, value: String(value), meaning }));
    case 'WINDOW_UPDATE': {
      if (head.length !== 4) return undefined;
      const whose = head.stream === 0 ? 'all streams of the connection together' : `stream ${head.stream}`;
      return [part('increment', 0, 4, `${stream(0)} bytes`, `that many more may be sent on ${whose} (RFC 9113 section 6.9)`)];
    }
    case 'RST_STREAM':
      return head.length === 4 ? [error(0)] : undefined;
    case 'GOAWAY':
      if (head.length < 8) return undefined;
      return [
        part('last stream', 0, 4, stream(0), 'streams above it were not processed: they may be tried again (RFC 9113 section 6.8)'),
        error(4),
        ...rest('debug data', 8, 'for people, no meaning of its own (RFC 9113 section 6.8)'),
      ];
    case 'PING':
      return head.length === 8 ? [part('opaque data', 0, 8, hex(payload), 'comes back in the answer (RFC 9113 section 6.7)')] : undefined;
    case 'PRIORITY_UPDATE':
      if (head.length < 4) return undefined;
      return [
        part('prioritized stream', 0, 4, stream(0), 'the request that it is about (RFC 9218 section 7.1)'),
        ...rest('priority', 4, 'u: urgency, 0 is the highest; i: useful in parts (RFC 9218 section 4)'),
      ];
    case 'PUSH_PROMISE':
    case 'DATA':
    case 'HEADERS':
      return paddedParts(head, payload, part);
    default:
      return undefined;
  }
}

/** DATA, HEADERS and PUSH_PROMISE: what stands before the content, the content, and the padding. */
function paddedParts(
  head: FrameHead,
  payload: Uint8Array,
  part: (name: string, at: number, length: number, value: string, meaning: string) => Field,
): Field[] | undefined {
  if (payload.length < head.length || head.length === 0) return undefined;
  const content = contentOf(head, payload);
  if (content === undefined) return undefined;
  const view = viewOf(payload);
  const fields: Field[] = [];
  let at = 0;
  if (head.flags.includes('PADDED')) {
    fields.push(part('pad length', 0, 1, `${payload[0]} bytes`, 'of zeros at the end (RFC 9113 section 6.1)'));
    at += 1;
  }
  if (head.type === 'PUSH_PROMISE') {
    const promised = String(view.getUint32(at) & 0x7fffffff);
    fields.push(
      part('promised stream', at, 4, promised, 'where the response will come; even, for the server opens it (RFC 9113 section 6.6)'),
    );
    at += 4;
  } else if (head.flags.includes('PRIORITY')) {
    fields.push(part('priority', at, 5, hex(payload.subarray(at, at + 5)), 'deprecated, ignored (RFC 9113 section 5.3.2)'));
    at += 5;
  }
  const name = head.type === 'DATA' ? 'content' : 'header block';
  const meaning = head.type === 'DATA' ? '' : 'fields, compressed by HPACK (RFC 7541)';
  if (content.length > 0)
    fields.push(part(name, at, content.length, head.type === 'DATA' ? preview(content) : `${content.length} bytes`, meaning));
  const padding = head.length - at - content.length;
  if (padding > 0) fields.push(part('padding', at + content.length, padding, `${padding} bytes`, 'means nothing (RFC 9113 section 6.1)'));
  return fields;
}
