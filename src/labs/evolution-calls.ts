// The evolving service as gRPC methods: bytes go in and out as they are, for the version decides how they are read.
import type grpc from '@grpc/grpc-js';
import { VERSION_HEADER } from './evolution-proto.ts';
import type { Evolution } from './evolution-server.ts';

const asIs = (bytes: Uint8Array) => Buffer.from(bytes);

/** Adds both methods to a gRPC server; bytes go in and out as they are, for the version decides how they are read. */
export function addEvolution(server: grpc.Server, load: () => Promise<Evolution>): void {
  const method = (name: string) => ({
    path: `/wirewise.Items/${name}`,
    requestStream: false,
    responseStream: false,
    requestSerialize: asIs,
    requestDeserialize: asIs,
    responseSerialize: asIs,
    responseDeserialize: asIs,
  });
  const answer =
    (which: 'get' | 'put'): grpc.handleUnaryCall<Uint8Array, Uint8Array> =>
    (call, reply) => {
      load().then(
        (evolution) => reply(null, evolution[which](call.request, call.metadata.get(VERSION_HEADER)[0])),
        (problem: unknown) => reply({ code: 13, details: problem instanceof Error ? problem.message : String(problem) }),
      );
    };
  server.addService({ get: method('Get'), put: method('Put') }, { get: answer('get'), put: answer('put') });
}
