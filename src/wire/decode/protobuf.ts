// Reads protocol buffers: tag, wire type, value, nested messages (protobuf.dev, Encoding). Names and types come from a
// schema; without one a field has its number only, as on the wire. Never throws: what cannot be read is said in a sentence.
import { elide, hexPreview, isUtf8, utf8 } from './bytes.ts';
import type { FieldShape, MessageShape, ProtoSchema, ProtoType } from './protobuf-schema.ts';

export type ProtoValue = bigint | number | boolean | string | Uint8Array | readonly ProtoField[];

/** One record of a message, at its place in the bytes that were given. */
export interface ProtoField {
  readonly number: number;
  /** From the schema, or the number. */
  readonly name: string;
  readonly type: ProtoType | 'unknown';
  /** Full name of the message or the enum; empty for other types. */
  readonly typeName: string;
  readonly wireType: number;
  readonly offset: number;
  /** Of tag, length where there is one, and value. */
  readonly length: number;
  /** Several values of a packed field are several fields at the same place. */
  readonly value: ProtoValue;
  /** The name of an enum's value. */
  readonly label?: string;
}

export interface ProtoMessage {
  readonly fields: readonly ProtoField[];
  /** Why reading stopped before the end. */
  readonly problem?: string;
}

export const WIRE_TYPES = ['varint', '64-bit', 'length-delimited', 'start of a group', 'end of a group', '32-bit'] as const;

const DEPTH_LIMIT = 20;
const FIELD_LIMIT = 500;

interface Varint {
  readonly value: bigint;
  readonly end: number;
}

/** A varint: seven bits a byte, least significant first, ten bytes at most; undefined where it does not end. */
function readVarint(bytes: Uint8Array, from: number): Varint | undefined {
  let value = 0n;
  for (let index = 0; index < 10; index++) {
    const byte = bytes[from + index];
    if (byte === undefined) return undefined;
    value |= BigInt(byte & 0x7f) << BigInt(7 * index);
    if ((byte & 0x80) === 0) return { value: BigInt.asUintN(64, value), end: from + index + 1 };
  }
  return undefined;
}

const zigzag = (value: bigint) => (value >> 1n) ^ -(value & 1n);

function ofVarint(value: bigint, type: ProtoType | 'unknown'): ProtoValue {
  switch (type) {
    case 'bool':
      return value !== 0n;
    case 'int32':
    case 'enum':
      return Number(BigInt.asIntN(32, value));
    case 'uint32':
      return Number(BigInt.asUintN(32, value));
    case 'sint32':
      return Number(BigInt.asIntN(32, zigzag(BigInt.asUintN(32, value))));
    case 'int64':
      return BigInt.asIntN(64, value);
    case 'sint64':
      return BigInt.asIntN(64, zigzag(value));
    default:
      return value;
  }
}

function ofFixed(bytes: Uint8Array, at: number, size: 4 | 8, type: ProtoType | 'unknown'): ProtoValue {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, size);
  switch (type) {
    case 'double':
      return size === 8 ? view.getFloat64(0, true) : view.getFloat32(0, true);
    case 'float':
      return size === 4 ? view.getFloat32(0, true) : view.getFloat64(0, true);
    case 'sfixed32':
      return size === 4 ? view.getInt32(0, true) : view.getBigInt64(0, true);
    case 'sfixed64':
      return size === 8 ? view.getBigInt64(0, true) : view.getInt32(0, true);
    default:
      return size === 8 ? view.getBigUint64(0, true) : view.getUint32(0, true);
  }
}

/** The wire type of one value of a type (protobuf.dev, Encoding, "Message structure"). */
function wireTypeOf(type: ProtoType): number {
  if (type === 'double' || type === 'fixed64' || type === 'sfixed64') return 1;
  if (type === 'string' || type === 'bytes' || type === 'message') return 2;
  return type === 'float' || type === 'fixed32' || type === 'sfixed32' ? 5 : 0;
}

/** Reads one message; `name` is its full name in `schema`, or one that the schema does not have. */
export function readProtobuf(bytes: Uint8Array, schema: ProtoSchema, name: string): ProtoMessage {
  let count = 0;
  let problem: string | undefined;

  const readMessage = (from: number, to: number, shape: MessageShape, depth: number): ProtoField[] => {
    const fields: ProtoField[] = [];
    const stop = (reason: string) => {
      problem ??= reason;
      return fields;
    };
    const part = bytes.subarray(0, to);
    let at = from;
    while (at < to) {
      if (++count > FIELD_LIMIT) return stop(`more than ${FIELD_LIMIT} fields: the rest is not shown`);
      const tag = readVarint(part, at);
      if (tag === undefined) return stop('the message ends inside a tag');
      const number = Number(tag.value >> 3n);
      const wireType = Number(tag.value & 7n);
      if (number === 0 || number > 0x1fffffff) return stop(`a tag with field number ${number}, which no field may have`);
      const known: FieldShape | undefined = Object.hasOwn(shape, number) ? shape[number] : undefined;
      const fits = known !== undefined && (wireTypeOf(known.type) === wireType || (wireType === 2 && wireTypeOf(known.type) !== 2));
      const type = fits ? known.type : 'unknown';
      const add = (end: number, value: ProtoValue) => {
        const typeName = fits ? (known.typeName ?? '') : '';
        const label = type === 'enum' ? schema.enums[typeName]?.[Number(value)] : undefined;
        const place = { wireType, offset: at, length: end - at };
        fields.push({
          number,
          name: known?.name ?? String(number),
          type,
          typeName,
          ...place,
          value,
          ...(label === undefined ? {} : { label }),
        });
      };
      let end: number;
      if (wireType === 0) {
        const varint = readVarint(part, tag.end);
        if (varint === undefined) return stop(`field ${number} is a varint that does not end`);
        end = varint.end;
        add(end, ofVarint(varint.value, type));
      } else if (wireType === 1 || wireType === 5) {
        const size = wireType === 1 ? 8 : 4;
        end = tag.end + size;
        if (end > to) return stop(`field ${number} ends beyond its message`);
        add(end, ofFixed(bytes, tag.end, size, type));
      } else if (wireType === 2) {
        const size = readVarint(part, tag.end);
        if (size === undefined) return stop(`field ${number} has a length that does not end`);
        if (size.value > BigInt(to - size.end)) return stop(`field ${number} ends beyond its message`);
        end = size.end + Number(size.value);
        if (type === 'message') {
          if (depth === DEPTH_LIMIT) return stop(`messages nested deeper than ${DEPTH_LIMIT}`);
          add(end, readMessage(size.end, end, schema.messages[known?.typeName ?? ''] ?? {}, depth + 1));
        } else if (type === 'string') {
          add(end, utf8(bytes.subarray(size.end, end)));
        } else if (type === 'unknown' || type === 'bytes') {
          add(end, bytes.subarray(size.end, end));
        } else {
          const reason = readPacked(part, size.end, end, type, (value) => add(end, value));
          if (reason !== undefined) return stop(`field ${number}: ${reason}`);
        }
      } else {
        return stop(`field ${number} has wire type ${wireType}, ${WIRE_TYPES[wireType] ?? 'which does not exist'}: not read here`);
      }
      if (problem !== undefined) return fields;
      at = end;
    }
    return fields;
  };

  /** Scalars packed into one record. */
  const readPacked = (part: Uint8Array, from: number, to: number, type: ProtoType, add: (value: ProtoValue) => void) => {
    const wireType = wireTypeOf(type);
    let at = from;
    while (at < to) {
      if (++count > FIELD_LIMIT) return `more than ${FIELD_LIMIT} fields: the rest is not shown`;
      if (wireType === 0) {
        const varint = readVarint(part.subarray(0, to), at);
        if (varint === undefined) return 'a packed varint that does not end';
        add(ofVarint(varint.value, type));
        at = varint.end;
      } else {
        const size = wireType === 1 ? 8 : 4;
        if (at + size > to) return 'a packed value that is cut short';
        add(ofFixed(part, at, size, type));
        at += size;
      }
    }
    return undefined;
  };

  const fields = readMessage(0, bytes.length, schema.messages[name] ?? {}, 0);
  return problem === undefined ? { fields } : { fields, problem };
}

/** The value as a person writes it; an enum's by name. */
export function valueText({ value, label }: Pick<ProtoField, 'value' | 'label'>): string {
  if (label !== undefined) return label;
  if (typeof value === 'string') return JSON.stringify(elide(value, 48));
  if (value instanceof Uint8Array) return value.length > 0 && isUtf8(value) ? JSON.stringify(elide(utf8(value), 48)) : hexPreview(value);
  if (typeof value === 'object') return `{ ${messageText(value)} }`;
  return String(value);
}

/** The fields as one line, like protobuf's text format: `id: 3 instrument { symbol: "ACME" }`. */
export function messageText(fields: readonly ProtoField[]): string {
  return fields
    .map((field) => `${field.name}${Array.isArray(field.value) ? '' : ':'} ${valueText(field)}`)
    .join(' ')
    .trim();
}
