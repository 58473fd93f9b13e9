// The reader against protobufjs: what that library writes is what we read, field by field; and against every kind of damage.
import fc from 'fast-check';
import protobuf from 'protobufjs';
import { describe, expect, it } from 'vitest';
import { messageText, type ProtoField, readProtobuf } from '../../../src/wire/decode/protobuf.ts';
import { NO_SCHEMA, type ProtoSchema, type ProtoType } from '../../../src/wire/decode/protobuf-schema.ts';
import { fromHex } from './feed.ts';

const SCALARS = [
  'double',
  'float',
  'int32',
  'int64',
  'uint32',
  'uint64',
  'sint32',
  'sint64',
  'fixed32',
  'fixed64',
  'sfixed32',
  'sfixed64',
  'bool',
  'string',
  'bytes',
] as const satisfies readonly ProtoType[];
const fieldsOf = (repeated: string, from: number) =>
  SCALARS.map((type, index) => `  ${repeated}${type} ${repeated === '' ? '' : 'many_'}a_${type} = ${from + index};`).join('\n');
const { root } = protobuf.parse(
  `syntax = "proto3";
enum Colour { NONE = 0; RED = 1; }
message All {
${fieldsOf('', 1)}
${fieldsOf('repeated ', 101)}
  Colour colour = 50;
  All inner = 51;
  repeated All more = 52;
}`,
  { keepCase: true },
);
const All = root.lookupType('All').resolveAll();
const Fields = All as protobuf.Type;

const SCHEMA: ProtoSchema = {
  messages: {
    All: Object.fromEntries(
      Fields.fieldsArray.map(({ id, name, type }) => [
        id,
        type === 'All'
          ? { name, type: 'message', typeName: 'All' }
          : type === 'Colour'
            ? { name, type: 'enum', typeName: 'Colour' }
            : { name, type: type as ProtoType },
      ]),
    ),
  },
  enums: { Colour: { 0: 'NONE', 1: 'RED' } },
  methods: {},
};

const int = (min: number, max: number) => fc.integer({ min, max });
const long = (min: bigint, max: bigint) => fc.bigInt({ min, max }).map(String);
const I32 = int(-(2 ** 31), 2 ** 31 - 1);
const U32 = int(0, 2 ** 32 - 1);
const I64 = long(-(2n ** 63n), 2n ** 63n - 1n);
const U64 = long(0n, 2n ** 64n - 1n);
const VALUES: Readonly<Record<(typeof SCALARS)[number], fc.Arbitrary<unknown>>> = {
  double: fc.double({ noNaN: true }),
  float: fc.float({ noNaN: true }),
  int32: I32,
  int64: I64,
  uint32: U32,
  uint64: U64,
  sint32: I32,
  sint64: I64,
  fixed32: U32,
  fixed64: U64,
  sfixed32: I32,
  sfixed64: I64,
  bool: fc.boolean(),
  string: fc.string({ unit: 'grapheme', maxLength: 12 }),
  bytes: fc.uint8Array({ maxLength: 12 }).map((bytes) => Buffer.from(bytes)),
};
const optional = Object.fromEntries([
  ...SCALARS.map((type) => [`a_${type}`, VALUES[type]]),
  ...SCALARS.map((type) => [`many_a_${type}`, fc.array(VALUES[type], { maxLength: 3 })]),
  ['colour', int(0, 2)],
]) as Record<string, fc.Arbitrary<unknown>>;
const message = fc.letrec((tie) => ({
  flat: fc.record(optional, { requiredKeys: [] }),
  deep: fc.record({ ...optional, inner: tie('any'), more: fc.array(tie('any'), { maxLength: 2 }) }, { requiredKeys: [] }),
  any: fc.oneof({ maxDepth: 3, depthSize: 'small' }, tie('flat'), tie('deep')),
})).any as fc.Arbitrary<Record<string, unknown>>;

/** Our fields as the plain object that protobufjs gives for the same bytes. */
function toObject(fields: readonly ProtoField[]): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const { name, value } of fields) {
    const plain = Array.isArray(value)
      ? toObject(value as readonly ProtoField[])
      : typeof value === 'bigint'
        ? String(value)
        : value instanceof Uint8Array
          ? Buffer.from(value).toString('base64')
          : value;
    if (!(name.startsWith('many_') || name === 'more')) object[name] = plain;
    else object[name] = [...((object[name] as unknown[]) ?? []), plain];
  }
  return object;
}

/** The last singular value wins in both; a repeated field without values is absent in both. */
const reference = (bytes: Uint8Array) => Fields.toObject(Fields.decode(bytes), { longs: String, bytes: String, arrays: false });

it('reads the same as protobufjs, for any message', () => {
  fc.assert(
    fc.property(message, (given) => {
      const bytes = Fields.encode(Fields.fromObject(given)).finish();
      const read = readProtobuf(bytes, SCHEMA, 'All');
      if (read.problem !== undefined) {
        expect(read.problem).toMatch(/more than|nested deeper/);
        return;
      }
      expect(toObject(read.fields)).toEqual(reference(bytes));
      // Every byte is in exactly one record of the outermost message; packed values share theirs.
      const places = new Map(read.fields.map(({ offset, length }) => [offset, length]));
      expect([...places.values()].reduce((sum, length) => sum + length, 0)).toBe(bytes.length);
    }),
    { numRuns: 200 },
  );
});

describe('the examples of protobuf.dev, Encoding', () => {
  const shape = (fields: ProtoSchema['messages'][string]): ProtoSchema => ({ messages: { M: fields }, enums: {}, methods: {} });

  it.each([
    ['08 96 01', { 1: { name: 'a', type: 'int32' } }, 'a: 150'],
    ['12 07 74 65 73 74 69 6e 67', { 2: { name: 'b', type: 'string' } }, 'b: "testing"'],
    ['08 fe ff ff ff ff ff ff ff ff 01', { 1: { name: 'a', type: 'int32' } }, 'a: -2'],
    ['08 03', { 1: { name: 'a', type: 'sint32' } }, 'a: -2'],
    ['32 06 03 8e 02 9e a7 05', { 6: { name: 'f', type: 'int32' } }, 'f: 3 f: 270 f: 86942'],
  ] as const)('%s', (bytes, fields, text) => {
    expect(messageText(readProtobuf(fromHex(bytes), shape(fields), 'M').fields)).toBe(text);
  });

  it('a nested message, and an enum by name', () => {
    const bytes = fromHex('9a 03 03 08 96 01 90 03 01');
    const { fields } = readProtobuf(
      bytes,
      { ...SCHEMA, messages: { All: { 51: { name: 'inner', type: 'message', typeName: 'All' } } } },
      'All',
    );
    expect(messageText(fields)).toBe('inner { 1: 150 } 50: 1');
    expect(messageText(readProtobuf(fromHex('90 03 01'), SCHEMA, 'All').fields)).toBe('colour: RED');
  });
});

describe('without a schema', () => {
  it('fields have their number, and values as the wire type says', () => {
    const bytes = fromHex('08 96 01 12 02 68 69 1a 01 ff 21 00 00 00 00 00 00 f0 3f 2d 01 00 00 00');
    const { fields } = readProtobuf(bytes, NO_SCHEMA, 'M');
    expect(messageText(fields)).toBe('1: 150 2: "hi" 3: ff 4: 4607182418800017408 5: 1');
    expect(fields.map(({ offset, length }) => [offset, length])).toEqual([
      [0, 3],
      [3, 4],
      [7, 3],
      [10, 9],
      [19, 5],
    ]);
  });

  it('a field whose wire type is another than the schema says is not given its name', () => {
    const { fields } = readProtobuf(
      fromHex('0d 01 00 00 00'),
      { ...NO_SCHEMA, messages: { M: { 1: { name: 'a', type: 'string' } } } },
      'M',
    );
    expect(fields).toMatchObject([{ name: 'a', type: 'unknown', value: 1 }]);
  });
});

describe('what cannot be read', () => {
  it.each([
    ['80', 'inside a tag'],
    ['ff ff ff ff ff ff ff ff ff ff ff', 'inside a tag'],
    ['00 01', 'field number 0'],
    ['08 ff', 'varint that does not end'],
    ['12 05 68 69', 'beyond its message'],
    ['09 00', 'beyond its message'],
    ['0b 08 01 0c', 'wire type 3'],
    ['0f', 'wire type 7, which does not exist'],
  ])('%s is said', (bytes, words) => {
    expect(readProtobuf(fromHex(bytes), NO_SCHEMA, 'M').problem).toContain(words);
  });

  it('nesting without end is refused', () => {
    let bytes = new Uint8Array(0);
    for (let depth = 0; depth < 40; depth++) bytes = Buffer.concat([fromHex('9a 03'), Uint8Array.of(bytes.length), bytes]);
    expect(readProtobuf(bytes, SCHEMA, 'All').problem).toContain('nested deeper');
  });

  it('whatever comes: nothing is thrown, and offsets stay inside', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom('All', 'None'), (bytes, name) => {
        const { fields } = readProtobuf(bytes, SCHEMA, name);
        for (const { offset, length } of fields) expect(offset + length).toBeLessThanOrEqual(bytes.length);
        messageText(fields);
      }),
      { numRuns: 500 },
    );
  });
});
