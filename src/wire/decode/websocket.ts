// Reads the frames of a WebSocket connection after its handshake (RFC 6455 section 5), joins them to messages and inflates
// those that permessage-deflate compressed. What breaks the protocol is told in the fields of the frame. A payload over
// 1 MiB is counted, not held. A message that could not be read has length 0 and says why as its text.
import { type Fact, RAW_LIMIT } from '../event.ts';
import {
  type Collector,
  concat,
  createByteQueue,
  createCollector,
  elide,
  HOLD_LIMIT,
  hex,
  hexPreview,
  isUtf8,
  preview,
  rawOf,
  utf8,
} from './bytes.ts';
import { closeCodeMeaning } from './close-codes.ts';
import type { Decoder, Flow } from './decoder.ts';
import { createInflater } from './permessage-deflate.ts';
import { createRawDecoder, rawFact } from './raw.ts';
import { type FrameHeader, frameFields, kindOf, readFrameHeader, unmask } from './websocket-frame.ts';
import type { DeflateAgreement } from './websocket-handshake.ts';

/** Characters of a message that are kept as its text. */
const TEXT_LIMIT = 64 * 1024;

export interface WebSocketOptions {
  /** What permessage-deflate was agreed to do; absent where it was not. */
  readonly deflate?: DeflateAgreement | undefined;
}

interface Message {
  readonly kind: 'text' | 'binary';
  readonly compressed: boolean;
  readonly parts: Uint8Array[];
  frames: number;
  wireLength: number;
}

/** A decoder for the bytes after a WebSocket handshake. */
export function createWebSocketDecoder({ deflate }: WebSocketOptions = {}): Decoder {
  const sides = {
    'client-to-server': createSide('client-to-server', deflate !== undefined, deflate?.clientTakeover ?? false),
    'server-to-client': createSide('server-to-client', deflate !== undefined, deflate?.serverTakeover ?? false),
  };
  return { push: (flow, bytes) => sides[flow].push(bytes), end: (flow) => sides[flow].end() };
}

function createSide(flow: Flow, deflate: boolean, takeover: boolean) {
  const input = createByteQueue();
  const inflater = createInflater({ takeover });
  let current: { readonly header: FrameHeader; readonly head: Uint8Array; readonly payload: Collector } | undefined;
  let message: Message | undefined;
  let unreadable: Decoder | undefined;

  const finishMessage = (whole: Message): Fact => {
    const { kind, compressed, frames, wireLength } = whole;
    const report = (text: string, length: number): Fact => ({
      name: 'ws:message',
      direction: flow,
      size: 0,
      data: { kind, text, length, wireLength, frames, compressed },
    });
    if (wireLength > HOLD_LIMIT) {
      inflater.lose();
      return report(`(longer than ${HOLD_LIMIT} bytes: not kept)`, compressed ? 0 : wireLength);
    }
    const joined = concat(whole.parts);
    const plain = compressed ? inflater.inflate(joined) : joined;
    if (typeof plain === 'string') return report(`(${plain})`, 0);
    return report(kind === 'text' ? elide(utf8(plain), TEXT_LIMIT) : hexPreview(plain), plain.length);
  };

  /** Gives the payload of a data frame to its message; returns the message when it is whole. */
  const joinMessage = (header: FrameHeader, payload: Uint8Array): Fact[] => {
    if (header.opcode === 1 || header.opcode === 2) {
      if (message?.compressed) inflater.lose();
      const compressed = header.rsv[0] && deflate;
      message = { kind: header.opcode === 1 ? 'text' : 'binary', compressed, parts: [], frames: 0, wireLength: 0 };
    }
    if (message === undefined) return [];
    message.frames += 1;
    message.wireLength += header.length;
    if (message.wireLength <= HOLD_LIMIT) message.parts.push(payload);
    else message.parts.length = 0;
    if (!header.fin) return [];
    const whole = message;
    message = undefined;
    return [finishMessage(whole)];
  };

  const finishFrame = (header: FrameHeader, head: Uint8Array, collected: Collector): Fact[] => {
    const { fin, opcode, masked, maskKey, length } = header;
    const wire = collected.kept();
    const payload = unmask(wire, maskKey);
    const inMessage = message !== undefined;
    const hidden = deflate && opcode < 3 && (opcode === 0 ? message?.compressed === true : header.rsv[0]);
    const isText = opcode === 1 || opcode >= 8 || (opcode === 0 && message?.kind !== 'binary');
    const close = opcode === 8 && length >= 2;
    const closeCode = ((payload[0] ?? 0) << 8) | (payload[1] ?? 0);
    const closeReason = utf8(payload.subarray(2));
    const shown = hidden
      ? ''
      : close
        ? elide(`${closeCode} ${closeReason}`.trim())
        : isText
          ? preview(payload, length)
          : hexPreview(payload, length);
    const shownPayload = hidden ? `${length} bytes, compressed` : shown;
    const fields = frameFields(header, { fromClient: flow === 'client-to-server', deflate, inMessage, shownPayload });
    if (close) {
      fields.push({ name: 'close code', offset: header.size, length: 2, value: String(closeCode), meaning: closeCodeMeaning(closeCode) });
      const meaning = isUtf8(payload.subarray(2))
        ? 'for people only (RFC 6455 section 7.1.6)'
        : 'violation: not UTF-8 (RFC 6455 section 5.5.1)';
      fields.push({ name: 'close reason', offset: header.size + 2, length: length - 2, value: elide(closeReason), meaning });
    } else if (opcode === 8 && length === 1) {
      const meaning = 'violation: the code of a Close frame takes two bytes (RFC 6455 section 5.5.1)';
      fields.push({ name: 'close code', offset: header.size, length: 1, value: '', meaning });
    }
    const frame: Fact = {
      name: 'ws:frame',
      direction: flow,
      size: head.length + length,
      data: {
        fin,
        rsv1: header.rsv[0],
        opcode,
        kind: kindOf(opcode),
        masked,
        maskKey: masked ? hex(maskKey) : '',
        length,
        preview: shown,
        ...(close ? { closeCode, closeReason } : {}),
      },
      raw: rawOf(concat([head, wire.subarray(0, RAW_LIMIT)])),
      fields,
    };
    return [frame, ...(opcode < 3 ? joinMessage(header, payload) : [])];
  };

  return {
    push(bytes: Uint8Array): Fact[] {
      if (unreadable !== undefined) return unreadable.push(flow, bytes);
      input.append(bytes);
      const facts: Fact[] = [];
      for (;;) {
        if (current === undefined) {
          const header = readFrameHeader(input.view());
          if (header === undefined) return facts;
          if (header.length > Number.MAX_SAFE_INTEGER) {
            unreadable = createRawDecoder('a frame longer than 2^53 bytes: nothing after it can be read (RFC 6455 section 5.2)');
            return [...facts, ...unreadable.push(flow, input.take(input.length()))];
          }
          current = { header, head: input.take(header.size), payload: createCollector(HOLD_LIMIT) };
        }
        const { header, head, payload } = current;
        payload.add(input.take(header.length - payload.length()));
        if (payload.length() < header.length) return facts;
        current = undefined;
        facts.push(...finishFrame(header, head, payload));
      }
    },
    end(): Fact[] {
      if (unreadable !== undefined) return unreadable.end(flow);
      const whole = current === undefined ? undefined : current.head.length + current.header.length;
      const seen = createCollector(HOLD_LIMIT);
      if (current !== undefined) {
        seen.add(current.head);
        seen.add(current.payload.kept());
      }
      seen.add(input.take(input.length()));
      const size = current === undefined ? seen.length() : current.head.length + current.payload.length();
      current = undefined;
      if (size === 0) return [];
      const reason = `the connection ended inside a frame${whole === undefined ? '' : `: ${whole - size} of ${whole} bytes are missing`}`;
      return [rawFact(flow, reason, seen.kept(), size)];
    },
  };
}
