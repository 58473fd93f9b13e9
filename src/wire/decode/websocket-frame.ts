// The layout of one WebSocket frame (RFC 6455 section 5.2): reads its header, unmasks its payload, and names each part for
// the inspector. Knows no messages and no connection.
import type { Field } from '../event.ts';
import { hex } from './bytes.ts';

export interface FrameHeader {
  readonly fin: boolean;
  readonly rsv: readonly [boolean, boolean, boolean];
  readonly opcode: number;
  readonly masked: boolean;
  readonly maskKey: Uint8Array;
  readonly length: number;
  /** Bytes before the payload: 2 to 14. */
  readonly size: number;
  /** Bytes of the extended payload length: 0, 2 or 8. */
  readonly extended: number;
}

const KINDS: Readonly<Record<number, string>> = { 0: 'continuation', 1: 'text', 2: 'binary', 8: 'close', 9: 'ping', 10: 'pong' };

/** The name of an opcode (RFC 6455 section 11.8). */
export function kindOf(opcode: number): string {
  return KINDS[opcode] ?? `reserved 0x${opcode.toString(16)}`;
}

/** The header at the start of `bytes`; undefined while it is not complete. */
export function readFrameHeader(bytes: Uint8Array): FrameHeader | undefined {
  if (bytes.length < 2) return undefined;
  const [first = 0, second = 0] = bytes;
  const masked = (second & 0x80) !== 0;
  const short = second & 0x7f;
  const extended = short === 126 ? 2 : short === 127 ? 8 : 0;
  const size = 2 + extended + (masked ? 4 : 0);
  if (bytes.length < size) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = extended === 0 ? short : extended === 2 ? view.getUint16(2) : Number(view.getBigUint64(2));
  return {
    fin: (first & 0x80) !== 0,
    rsv: [(first & 0x40) !== 0, (first & 0x20) !== 0, (first & 0x10) !== 0],
    opcode: first & 0x0f,
    masked,
    maskKey: masked ? bytes.slice(size - 4, size) : new Uint8Array(0),
    length,
    size,
    extended,
  };
}

/** The payload without its mask: octet i XOR octet i mod 4 of the key (RFC 6455 section 5.3). */
export function unmask(payload: Uint8Array, key: Uint8Array): Uint8Array {
  if (key.length === 0) return payload;
  return payload.map((byte, at) => byte ^ (key[at % 4] as number));
}

export interface FrameContext {
  readonly fromClient: boolean;
  readonly deflate: boolean;
  /** A fragmented message is open in this direction. */
  readonly inMessage: boolean;
  readonly shownPayload: string;
}

/** Each part of the frame with what it means; a violation is told where it stands. */
export function frameFields(header: FrameHeader, context: FrameContext): Field[] {
  const { fin, rsv, opcode, masked, maskKey, length, size, extended } = header;
  const control = opcode >= 8;
  const bit = (value: boolean) => (value ? '1' : '0');
  const at = (name: string, offset: number, width: number, value: string, meaning: string): Field => ({
    name,
    offset,
    length: width,
    value,
    meaning,
  });
  const reserved = (index: number) => `violation: no extension uses RSV${index} (RFC 6455 section 5.2)`;

  const finMeaning = fin
    ? 'the last, or only, frame of its message (RFC 6455 section 5.4)'
    : control
      ? 'violation: a control frame must not be fragmented (RFC 6455 section 5.5)'
      : 'more frames of this message follow (RFC 6455 section 5.4)';
  const rsv1Meaning = !rsv[0]
    ? 'not compressed'
    : !context.deflate
      ? reserved(1)
      : control || opcode === 0
        ? 'violation: only the first frame of a data message may say so (RFC 7692 section 6)'
        : 'this message is compressed: permessage-deflate (RFC 7692 section 6)';
  const opcodeMeaning = kindOf(opcode).startsWith('reserved')
    ? 'violation: this opcode is reserved (RFC 6455 section 5.2)'
    : opcode === 0 && !context.inMessage
      ? 'violation: nothing to continue (RFC 6455 section 5.4)'
      : !control && opcode !== 0 && context.inMessage
        ? 'violation: a new message inside an unfinished one (RFC 6455 section 5.4)'
        : control
          ? 'control frame, may come between the frames of a message (RFC 6455 section 5.5)'
          : 'data frame (RFC 6455 section 5.6)';
  const maskMeaning =
    context.fromClient === masked
      ? masked
        ? 'clients must mask, so that no proxy mistakes payload for HTTP (RFC 6455 section 5.1)'
        : 'servers must not mask (RFC 6455 section 5.1)'
      : masked
        ? 'violation: a server must not mask (RFC 6455 section 5.1)'
        : 'violation: a client must mask each frame (RFC 6455 section 5.1)';
  const minimal = extended === 0 || (extended === 2 ? length > 125 : length > 65535);
  const lengthMeaning =
    control && (length > 125 || extended > 0)
      ? 'violation: a control frame carries 125 bytes at most (RFC 6455 section 5.5)'
      : length > Number.MAX_SAFE_INTEGER
        ? 'violation: the most significant bit must be 0 (RFC 6455 section 5.2)'
        : minimal
          ? 'RFC 6455 section 5.2'
          : 'violation: the length must be written in as few bytes as possible (RFC 6455 section 5.2)';

  return [
    at('FIN', 0, 1, bit(fin), finMeaning),
    at('RSV1', 0, 1, bit(rsv[0]), rsv1Meaning),
    at('RSV2', 0, 1, bit(rsv[1]), rsv[1] ? reserved(2) : 'unused'),
    at('RSV3', 0, 1, bit(rsv[2]), rsv[2] ? reserved(3) : 'unused'),
    at('opcode', 0, 1, `0x${opcode.toString(16)} ${kindOf(opcode)}`, opcodeMeaning),
    at('MASK', 1, 1, bit(masked), maskMeaning),
    extended === 0
      ? at('payload length', 1, 1, `${length} bytes`, lengthMeaning)
      : at('payload length', 1, 1, extended === 2 ? '126' : '127', `the length stands in the next ${extended} bytes`),
    ...(extended === 0 ? [] : [at('extended payload length', 2, extended, `${length} bytes`, lengthMeaning)]),
    ...(masked
      ? [at('masking key', size - 4, 4, `0x${hex(maskKey)}`, 'fresh for each frame, sent in the clear (RFC 6455 section 5.3)')]
      : []),
    ...(length === 0 ? [] : [at('payload', size, length, context.shownPayload, masked ? 'shown here without its mask' : '')]),
  ];
}
