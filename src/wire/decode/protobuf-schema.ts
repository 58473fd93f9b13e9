// What a .proto says, as data: which field number has which name and type, and which messages a method takes and gives. A
// lab makes it from its .proto; the decoders only look names up. Knows no library and no .proto syntax.

/** The scalar types of proto3, and the two that refer to a name. */
export type ProtoType =
  | 'double'
  | 'float'
  | 'int32'
  | 'int64'
  | 'uint32'
  | 'uint64'
  | 'sint32'
  | 'sint64'
  | 'fixed32'
  | 'fixed64'
  | 'sfixed32'
  | 'sfixed64'
  | 'bool'
  | 'string'
  | 'bytes'
  | 'message'
  | 'enum';

export interface FieldShape {
  readonly name: string;
  readonly type: ProtoType;
  /** Full name of the message or the enum, where `type` says that there is one. */
  readonly typeName?: string;
  /** A list. @default false */
  readonly repeated?: true;
}

/** The fields of a message by number. */
export type MessageShape = Readonly<Record<number, FieldShape>>;

export interface ProtoSchema {
  /** By full name without a leading dot: `wirewise.Quote`. */
  readonly messages: Readonly<Record<string, MessageShape>>;
  readonly enums: Readonly<Record<string, Readonly<Record<number, string>>>>;
  /** By path: `/wirewise.Feed/Follow`. */
  readonly methods: Readonly<Record<string, { readonly request: string; readonly response: string }>>;
}

export const NO_SCHEMA: ProtoSchema = { messages: {}, enums: {}, methods: {} };

/** All that these know; of two that know a name the last. */
export function joinSchemas(...schemas: readonly ProtoSchema[]): ProtoSchema {
  return {
    messages: Object.assign({}, ...schemas.map(({ messages }) => messages)),
    enums: Object.assign({}, ...schemas.map(({ enums }) => enums)),
    methods: Object.assign({}, ...schemas.map(({ methods }) => methods)),
  };
}
