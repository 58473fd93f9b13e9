// Reads the messages of one direction of one call: a five-byte prefix (flags, length) and the message, again and again
// (gRPC over HTTP2, "Length-Prefixed-Message"). gRPC-Web and Connect frame alike and put the end of the call into a last
// message, told by its flag. Facts have size 0: the DATA frames or the body beneath have counted the bytes.
import { gunzipSync, inflateSync } from 'node:zlib';
import type { Fact, Field } from '../event.ts';
import { createByteQueue, createCollector, elide, HOLD_LIMIT, hexPreview, preview, rawOf, utf8 } from './bytes.ts';
import type { Flow } from './decoder.ts';
import { decodeMessage, statusCode, statusName } from './grpc-status.ts';
import { messageText, type ProtoField, readProtobuf, valueText, WIRE_TYPES } from './protobuf.ts';
import { protoJson } from './protobuf-json.ts';
import type { ProtoSchema } from './protobuf-schema.ts';

const SPEC = 'gRPC over HTTP2';
/** Bytes of the prefix: flags, and a length of four bytes. */
export const PREFIX = 5;
/** Fields of a message that are listed for the inspector. */
const LISTED = 100;

export interface CallSide {
  readonly flow: Flow;
  /** 0 where the protocol below has no streams. */
  readonly stream: number;
  readonly method: string;
  /** Full name of the messages that flow this way; empty where it is not known. */
  readonly type: string;
  readonly schema: ProtoSchema;
  /** grpc-encoding of this direction: gzip, deflate, identity. */
  readonly encoding: string;
  readonly protocol: 'grpc' | 'grpc-web' | 'connect';
  /** How messages are written: Connect has JSON too. */
  readonly codec: 'proto' | 'json';
}

export interface GrpcReader {
  push(data: Uint8Array): Fact[];
  end(): Fact[];
}

/** A reader for one direction of one call. */
export function createGrpcReader(side: CallSide): GrpcReader {
  const { flow, protocol } = side;
  const input = createByteQueue();
  let current: { readonly prefix: Uint8Array; readonly length: number; readonly body: ReturnType<typeof createCollector> } | undefined;
  let lost = false;

  const unread = (reason: string, bytes: Uint8Array): Fact => ({
    name: 'raw:bytes',
    direction: flow,
    size: 0,
    data: { reason, preview: preview(bytes) },
    raw: rawOf(bytes),
    fields: [],
  });

  return {
    push(data) {
      if (lost) return [];
      input.append(data);
      const facts: Fact[] = [];
      for (;;) {
        if (current === undefined) {
          if (input.length() < PREFIX) return facts;
          const prefix = input.take(PREFIX);
          const flags = prefix[0] as number;
          if (flags > lastFlag(protocol)) {
            lost = true;
            const reason = `a message with flags 0x${flags.toString(16)}: not ${protocol}, the rest of this stream is not read (${SPEC})`;
            return [...facts, unread(reason, prefix)];
          }
          const length = new DataView(prefix.buffer, prefix.byteOffset).getUint32(1);
          current = { prefix, length, body: createCollector(HOLD_LIMIT) };
        }
        const { body, length, prefix } = current;
        body.add(input.take(length - body.length()));
        if (body.length() < length) return facts;
        current = undefined;
        facts.push(...finish(side, prefix, body.kept(), length));
      }
    },
    end() {
      if (lost) return [];
      lost = true;
      const missing = current === undefined ? 0 : current.length - current.body.length();
      const seen = current === undefined ? input.take(input.length()) : current.body.kept();
      if (current === undefined && seen.length === 0) return [];
      const what = current === undefined ? 'the prefix of a message' : `a message of ${current.length} bytes, ${missing} are missing`;
      return [unread(`the stream ended inside ${what}: it is not delivered (${SPEC})`, seen)];
    },
  };
}

/** The highest first byte of a prefix that the protocol knows: 1 compressed, 2 the end of a Connect stream, 0x80 trailers. */
function lastFlag(protocol: CallSide['protocol']): number {
  return { grpc: 1, connect: 3, 'grpc-web': 0x81 }[protocol];
}

function finish(side: CallSide, prefix: Uint8Array, body: Uint8Array, length: number): Fact[] {
  const flags = prefix[0] as number;
  const compressed = (flags & 1) === 1;
  const bytes = new Uint8Array(prefix.length + body.length);
  bytes.set(prefix);
  bytes.set(body, prefix.length);
  const content = length > body.length ? 'longer than is kept: not read' : compressed ? inflate(body, side.encoding) : body;
  const prefixFields: Field[] = [
    {
      name: 'flags',
      offset: 0,
      length: 1,
      value: `0x${flags.toString(16).padStart(2, '0')}`,
      meaning: `${compressed ? `compressed as grpc-encoding says: ${side.encoding}` : 'not compressed'} (${SPEC}, Compressed-Flag)`,
    },
    { name: 'length', offset: 1, length: 4, value: `${length} bytes`, meaning: `of the message after these five bytes (${SPEC})` },
  ];
  if (flags > 1) return [endFact(side, content, prefixFields, bytes)];

  const { text, fields } =
    typeof content === 'string' ? { text: content, fields: [] } : contentOf(side, content, compressed ? length : undefined);
  return [
    {
      name: 'grpc:message',
      direction: side.flow,
      size: 0,
      data: { stream: side.stream, method: side.method, type: side.type, compressed, length, text: elide(text) },
      raw: rawOf(bytes),
      fields: [...prefixFields, ...fields],
    },
  ];
}

/** `whole` is the length of the compressed message, on the whole of which its fields are shown. */
function contentOf({ codec, schema, type }: CallSide, content: Uint8Array, whole: number | undefined) {
  if (codec === 'json') return { text: utf8(content), fields: [] };
  const { fields, problem } = readProtobuf(content, schema, type);
  const places = fieldPlaces(fields).slice(0, LISTED);
  const placed = whole === undefined ? places : places.map((field) => ({ ...field, offset: PREFIX, length: whole }));
  return {
    text: `${messageText(fields)}${problem === undefined ? '' : ` (${problem})`}`.trim(),
    fields:
      Object.hasOwn(schema.messages, type) && problem === undefined ? [jsonField(fields, schema, type, content.length), ...placed] : placed,
  };
}

/** The message as it would be in JSON: none of these bytes, so it has no place among them. */
function jsonField(fields: readonly ProtoField[], schema: ProtoSchema, type: string, length: number): Field {
  const json = protoJson(fields, schema, type);
  const size = new TextEncoder().encode(json).length;
  return { name: 'as JSON', offset: 0, length: 0, value: `${size} bytes, not ${length}`, meaning: elide(json, 2000) };
}

/** Each field at its place, nested ones with a dotted name. */
function fieldPlaces(fields: readonly ProtoField[], prefix = ''): Field[] {
  return fields.flatMap((field): Field[] => {
    const name = `${prefix}${field.name}`;
    const nested = field.type === 'message';
    const what = field.type === 'unknown' ? 'not in the .proto that is known here' : field.typeName || field.type;
    const own: Field = {
      name,
      offset: PREFIX + field.offset,
      length: field.length,
      value: nested ? 'a message' : valueText(field),
      meaning: `field ${field.number}, wire type ${field.wireType} (${WIRE_TYPES[field.wireType]}): ${what} (protobuf.dev, Encoding)`,
    };
    return nested ? [own, ...fieldPlaces(field.value as readonly ProtoField[], `${name}.`)] : [own];
  });
}

/** The message undone, or why it cannot be. */
function inflate(body: Uint8Array, encoding: string): Uint8Array | string {
  try {
    if (encoding === 'gzip') return gunzipSync(body, { maxOutputLength: HOLD_LIMIT });
    if (encoding === 'deflate') return inflateSync(body, { maxOutputLength: HOLD_LIMIT });
    return `compressed as '${elide(encoding, 20)}', which is not undone here`;
  } catch {
    return `not inflated: no ${encoding} data, or longer than is kept`;
  }
}

/** The last message of a gRPC-Web response (trailers as header lines) or of a Connect stream (JSON). */
function endFact(side: CallSide, content: Uint8Array | string, prefixFields: readonly Field[], bytes: Uint8Array): Fact {
  const text = typeof content === 'string' ? '' : utf8(content);
  const { code, message } = side.protocol === 'connect' ? connectEnd(text) : trailersEnd(text);
  const what = side.protocol === 'connect' ? 'the end of a Connect stream, as JSON' : 'the trailers of gRPC-Web, in the body';
  return {
    name: 'grpc:status',
    direction: side.flow,
    size: 0,
    data: { stream: side.stream, method: side.method, code, status: statusName(code), message },
    raw: rawOf(bytes),
    fields: [
      ...prefixFields,
      {
        name: 'end',
        offset: PREFIX,
        length: bytes.length - PREFIX,
        value: typeof content === 'string' ? hexPreview(bytes.subarray(PREFIX)) : elide(text.trim()),
        meaning: what,
      },
    ],
  };
}

function trailersEnd(text: string): { code: number; message: string } {
  const lines = text.split('\r\n').map((line) => /^([^:]+):\s*(.*)$/.exec(line));
  const value = (name: string) => lines.find((line) => line?.[1]?.toLowerCase() === name)?.[2];
  return { code: codeOf(value('grpc-status')), message: decodeMessage(value('grpc-message') ?? '') };
}

function connectEnd(text: string): { code: number; message: string } {
  try {
    const { error } = JSON.parse(text) as { error?: { code?: unknown; message?: unknown } };
    return error === undefined ? { code: 0, message: '' } : { code: statusCode(String(error.code)), message: String(error.message ?? '') };
  } catch {
    return { code: 2, message: '' };
  }
}

/** The code of a grpc-status; 2, UNKNOWN, where it is missing or no number, as the specification asks of clients. */
export function codeOf(text: string | undefined): number {
  return text !== undefined && /^\d{1,3}$/.test(text) ? Number(text) : 2;
}
