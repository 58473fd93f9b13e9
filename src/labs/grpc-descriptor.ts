// A .proto as its descriptor: the form in which libraries, and clients that ask by reflection, take it. protobufjs leaves some
// of it out; here that is filled in. Loaded when the first of them asks.
import { create, createFileRegistry, type DescService, fromBinary, toBinary } from '@bufbuild/protobuf';
import { type FileDescriptorProto, FileDescriptorProtoSchema, FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';

/** A serialized FileDescriptorProto as protobufjs writes it, under the name that its file has. */
export interface ProtoFile {
  readonly name: string;
  readonly descriptor: Uint8Array;
}

/**
 * The descriptor, complete. protobufjs writes the names of types as the .proto has them, and none for JSON; a descriptor has
 * them in full, with a leading dot, and both names of a field. (Ours are in lowerCamelCase already; none is nested.)
 */
export function completeFile({ name, descriptor }: ProtoFile): FileDescriptorProto {
  const file = fromBinary(FileDescriptorProtoSchema, descriptor);
  file.name = name;
  const full = (type: string) => (type === '' || type.startsWith('.') ? type : `.${file.package}.${type}`);
  for (const field of file.messageType.flatMap((message) => message.field)) {
    field.typeName = full(field.typeName);
    field.jsonName = field.name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  }
  for (const method of file.service.flatMap((service) => service.method)) {
    method.inputType = full(method.inputType);
    method.outputType = full(method.outputType);
  }
  return file;
}

/** The same as bytes. */
export const completeBytes = (file: ProtoFile): Uint8Array => toBinary(FileDescriptorProtoSchema, completeFile(file));

/** What a file has under a name: to find it by a symbol. Full names without a leading dot. */
export function symbolsOf({ package: home, messageType, enumType, service }: FileDescriptorProto): readonly string[] {
  const all = [
    ...messageType.map(({ name }) => name),
    ...enumType.map(({ name }) => name),
    ...service.flatMap(({ name, method }) => [name, ...method.map((each) => `${name}.${each.name}`)]),
  ];
  return all.map((name) => `${home}.${name}`);
}

/** A service of a file for Connect's libraries. Throws where the file has none of that name. */
export function serviceOf(file: ProtoFile, name: string): DescService {
  const service = createFileRegistry(create(FileDescriptorSetSchema, { file: [completeFile(file)] })).getService(name);
  if (service === undefined) throw new Error(`${file.name} has no service ${name}`);
  return service;
}
