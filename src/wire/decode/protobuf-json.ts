// The same message as JSON (protobuf.dev, ProtoJSON Format): names instead of numbers, 64 bits as strings, bytes as base64. What
// the schema does not know has no name, and so no place in JSON. Pure.
import type { ProtoField } from './protobuf.ts';
import type { ProtoSchema } from './protobuf-schema.ts';

type Json = string | number | boolean | readonly Json[] | { readonly [name: string]: Json };

/** The message as compact JSON text, with the fields that were on the wire; `type` is its full name in `schema`. */
export function protoJson(fields: readonly ProtoField[], schema: ProtoSchema, type: string): string {
  return JSON.stringify(objectOf(fields, schema, type));
}

function objectOf(fields: readonly ProtoField[], schema: ProtoSchema, type: string): Json {
  const shape = schema.messages[type] ?? {};
  const object = new Map<string, Json>();
  for (const field of fields) {
    if (field.type === 'unknown') continue;
    const name = jsonName(field.name);
    const value = jsonOf(field, schema);
    if (shape[field.number]?.repeated !== true) object.set(name, value);
    else object.set(name, [...((object.get(name) as readonly Json[] | undefined) ?? []), value]);
  }
  return Object.fromEntries(object);
}

/** lowerCamelCase of a field's name: `price_cents` is written `priceCents`. */
const jsonName = (name: string) => name.replace(/_+([a-z0-9])/gi, (_, letter: string) => letter.toUpperCase());

function jsonOf({ value, typeName, label }: ProtoField, schema: ProtoSchema): Json {
  if (label !== undefined) return label;
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (typeof value === 'object') return objectOf(value, schema, typeName);
  return value;
}
