// What stands in one HTTP/2 frame (RFC 9113 section 6): its head, its flags, and a readable line for each payload. Knows no
// streams and no header compression.
import { hex, preview } from './bytes.ts';
import { errorOf, settingOf, typeOf } from './http2-names.ts';

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

function flagsOf(type: string, bits: number): string[] {
  const flags: string[] = [];
  if ((type === 'SETTINGS' || type === 'PING') && bits & 0x1) flags.push('ACK');
  if ((type === 'DATA' || type === 'HEADERS') && bits & 0x1) flags.push('END_STREAM');
  if (/^(HEADERS|PUSH_PROMISE|CONTINUATION)$/.test(type) && bits & 0x4) flags.push('END_HEADERS');
  if (/^(DATA|HEADERS|PUSH_PROMISE)$/.test(type) && bits & 0x8) flags.push('PADDED');
  if (type === 'HEADERS' && bits & 0x20) flags.push('PRIORITY');
  return flags;
}

export const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Reads the nine bytes at the start of a frame; undefined while they are not complete. */
export function readFrameHead(bytes: Uint8Array): FrameHead | undefined {
  if (bytes.length < FRAME_HEADER) return undefined;
  const view = viewOf(bytes);
  const typeCode = view.getUint8(3);
  const { name: type } = typeOf(typeCode);
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

/** The stream that a PUSH_PROMISE announces; undefined for other frames, and where it is cut short. */
export function promisedBy(head: FrameHead, payload: Uint8Array): number | undefined {
  const offset = head.flags.includes('PADDED') ? 1 : 0;
  return head.type === 'PUSH_PROMISE' && payload.length >= offset + 4 ? viewOf(payload).getUint32(offset) & 0x7fffffff : undefined;
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
      return head.length === 4 ? errorOf(view.getUint32(0)).name : wrong(4);
    case 'GOAWAY': {
      if (head.length < 8) return wrong(8);
      const debug = head.length > 8 ? ` "${preview(payload.subarray(8), head.length - 8)}"` : '';
      return `${errorOf(view.getUint32(4)).name}, last stream ${view.getUint32(0) & 0x7fffffff}${debug}`;
    }
    case 'PING':
      return head.length === 8 ? hex(payload) : wrong(8);
    case 'PRIORITY':
      return head.length === 5 ? `depends on stream ${view.getUint32(0) & 0x7fffffff}, weight ${view.getUint8(4) + 1}` : wrong(5);
    case 'PUSH_PROMISE': {
      const promised = promisedBy(head, payload);
      return promised === undefined ? wrong(4) : `promises stream ${promised}`;
    }
    case 'PRIORITY_UPDATE':
      if (head.length < 4) return wrong(4);
      return `stream ${view.getUint32(0) & 0x7fffffff}: ${preview(payload.subarray(4), head.length - 4)}`;
    default:
      return '';
  }
}

/** The settings in the payload of a SETTINGS frame; `offset` counts from the start of the frame. */
export function settingsOf(payload: Uint8Array) {
  const view = viewOf(payload);
  const count = Math.floor(payload.length / 6);
  return Array.from({ length: count }, (_, index) => {
    const id = view.getUint16(index * 6);
    return { ...settingOf(id), value: view.getUint32(index * 6 + 2), offset: FRAME_HEADER + index * 6 };
  });
}
