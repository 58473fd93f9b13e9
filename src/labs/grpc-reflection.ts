// Server reflection: a client that has no .proto asks the server for it (gRPC Server Reflection Protocol, grpc.reflection.v1).
// Messages are written after the protocol's own reflection.proto. @grpc/reflection does the same but reads that file from its
// own folder when it is called, which a program in one bundle does not have.
import type grpc from '@grpc/grpc-js';
import { fromJSON, type MethodDefinition } from '@grpc/proto-loader';
import protobuf from 'protobufjs';
import { joinSchemas, type ProtoSchema } from '../wire/decode/protobuf-schema.ts';
import type { ProtoFile } from './grpc-descriptor.ts';
import { schemaOf } from './grpc-proto.ts';

/** v1alpha has the same messages; older clients ask for that. */
const VERSIONS = ['v1', 'v1alpha'] as const;

const reflectionProto = (version: (typeof VERSIONS)[number]) => `syntax = "proto3";
package grpc.reflection.${version};
service ServerReflection {
  rpc ServerReflectionInfo(stream ServerReflectionRequest) returns (stream ServerReflectionResponse);
}
message ServerReflectionRequest {
  string host = 1;
  oneof message_request {
    string file_by_filename = 3;
    string file_containing_symbol = 4;
    ExtensionRequest file_containing_extension = 5;
    string all_extension_numbers_of_type = 6;
    string list_services = 7;
  }
}
message ExtensionRequest { string containing_type = 1; int32 extension_number = 2; }
message ServerReflectionResponse {
  string valid_host = 1;
  ServerReflectionRequest original_request = 2;
  oneof message_response {
    FileDescriptorResponse file_descriptor_response = 4;
    ExtensionNumberResponse all_extension_numbers_response = 5;
    ListServiceResponse list_services_response = 6;
    ErrorResponse error_response = 7;
  }
}
message FileDescriptorResponse { repeated bytes file_descriptor_proto = 1; }
message ExtensionNumberResponse { string base_type_name = 1; repeated int32 extension_number = 2; }
message ListServiceResponse { repeated ServiceResponse service = 1; }
message ServiceResponse { string name = 1; }
message ErrorResponse { int32 error_code = 1; string error_message = 2; }
`;

interface Asked {
  readonly host: string;
  readonly message_request?: string;
  readonly file_by_filename?: string;
  readonly file_containing_symbol?: string;
}
type Stream = grpc.ServerDuplexStream<Asked, object>;

const NOT_FOUND = 5;
const UNIMPLEMENTED = 12;

/** What a tap needs to name the messages of reflection, beside those of a service. */
export const withReflection = (schema: ProtoSchema): ProtoSchema =>
  joinSchemas(schema, ...VERSIONS.map((version) => schemaOf(parse(version))));

function parse(version: (typeof VERSIONS)[number]): protobuf.Root {
  const { root } = protobuf.parse(reflectionProto(version), { keepCase: true });
  root.resolveAll();
  return root;
}

/** Adds reflection of these files to a server. Their descriptors are made when a client first asks. */
export function addReflection(server: grpc.Server, files: readonly ProtoFile[]): void {
  const own = VERSIONS.map((version) => {
    const service = fromJSON(parse(version).toJSON(), { oneofs: true, keepCase: true })[`grpc.reflection.${version}.ServerReflection`];
    const methods = service as unknown as Readonly<Record<string, MethodDefinition<Asked, object>>>;
    const [descriptor = new Uint8Array(0)] = methods.ServerReflectionInfo?.requestType.fileDescriptorProtos ?? [];
    return { methods, file: { name: `grpc/reflection/${version}/reflection.proto`, descriptor } };
  });
  let index: Promise<Index> | undefined;
  const answer = async (asked: Asked) => {
    index ??= indexOf([...files, ...own.map(({ file }) => file)]);
    return { valid_host: asked.host, original_request: asked, ...answerOf(asked, await index) };
  };
  const handle = (call: Stream) => {
    let last = Promise.resolve();
    call.on('data', (asked: Asked) => {
      last = last.then(async () => void call.write(await answer(asked)));
    });
    call.on('end', () => void last.then(() => call.end()));
    call.on('error', () => {});
  };
  for (const { methods } of own)
    server.addService(methods as unknown as grpc.ServiceDefinition, { ServerReflectionInfo: handle as grpc.UntypedHandleCall });
}

interface Index {
  readonly services: readonly string[];
  readonly byName: ReadonlyMap<string, Uint8Array>;
  readonly bySymbol: ReadonlyMap<string, Uint8Array>;
}

async function indexOf(files: readonly ProtoFile[]): Promise<Index> {
  const { completeBytes, completeFile, symbolsOf } = await import('./grpc-descriptor.ts');
  const read = files.map((file) => ({ file: completeFile(file), bytes: completeBytes(file) }));
  return {
    services: read.flatMap(({ file }) => file.service.map(({ name }) => `${file.package}.${name}`)),
    byName: new Map(read.map(({ file, bytes }) => [file.name, bytes])),
    bySymbol: new Map(read.flatMap(({ file, bytes }) => symbolsOf(file).map((symbol) => [symbol, bytes] as const))),
  };
}

/** The answer to one question. None of our files imports another, so a file is all that is needed to read it. */
function answerOf(asked: Asked, { services, byName, bySymbol }: Index): object {
  const found = (file: Uint8Array | undefined, what: string) =>
    file === undefined
      ? { error_response: { error_code: NOT_FOUND, error_message: `there is no ${what}` } }
      : { file_descriptor_response: { file_descriptor_proto: [file] } };
  switch (asked.message_request) {
    case 'list_services':
      return { list_services_response: { service: services.map((name) => ({ name })) } };
    case 'file_by_filename':
      return found(byName.get(asked.file_by_filename ?? ''), `file ${asked.file_by_filename}`);
    case 'file_containing_symbol':
      return found(bySymbol.get(asked.file_containing_symbol ?? ''), `symbol ${asked.file_containing_symbol}`);
    default:
      return { error_response: { error_code: UNIMPLEMENTED, error_message: 'these files have no extensions (proto3)' } };
  }
}
