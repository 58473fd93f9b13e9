// Reads and writes an item with one version of the .proto against a server that has the other: by gRPC, and as JSON.
import { fromJson, type JsonValue } from '@bufbuild/protobuf';
import grpc from '@grpc/grpc-js';
import { createCodec } from './evolution-codec.ts';
import { type Change, itemsProto, VERSION_HEADER, type Version } from './evolution-proto.ts';
import type { ShopHttp } from './shop-http.ts';
import { SHOWN } from './shop-screens.ts';

export interface EvolutionOptions {
  readonly channel: grpc.Client;
  readonly http: ShopHttp;
  readonly change: Change;
  /** Whether the client's library keeps fields that its .proto does not have. */
  readonly keeps: boolean;
  say(state: string, detail: string): void;
}

const asIs = (bytes: Uint8Array) => Buffer.from(bytes);

/** Get, Put what was got, Get as JSON; says what it reads. Resolves with the difference between the two ways. */
export async function tryEvolution(mine: Version, { channel, http, change, keeps, say }: EvolutionOptions): Promise<string> {
  const theirs: Version = mine === 'old' ? 'new' : 'old';
  const codec = createCodec(itemsProto(mine, change), keeps);
  const metadata = new grpc.Metadata();
  metadata.set(VERSION_HEADER, theirs);
  const call = (name: string, bytes: Uint8Array) =>
    new Promise<Uint8Array>((resolve, reject) => {
      channel.makeUnaryRequest(
        `/wirewise.Items/${name}`,
        asIs,
        (given: Buffer) => given,
        bytes,
        metadata,
        (problem, answer) => (problem === null ? resolve(answer ?? new Uint8Array(0)) : reject(problem)),
      );
    });
  // ItemId { id: 7 }: field 1 as a varint. Both versions have it.
  const { fields, again } = codec.read(await call('Get', Uint8Array.of(0x08, SHOWN)));
  say('reads', `protobuf, ${mine} .proto: ${JSON.stringify(fields)}`);
  await call('Put', again);

  const { text } = await http.ask('/wirewise.Items/Get', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', [VERSION_HEADER]: theirs },
    body: `{"id":${SHOWN}}`,
  });
  const asJson = readJson(codec, JSON.parse(text) as JsonValue);
  say('reads', `JSON, ${mine} .proto: ${asJson}`);
  return `${change}, ${mine} client and ${theirs} server: by protobuf ${JSON.stringify(fields)}; by JSON ${asJson}`;
}

/** A parser of ProtoJSON rejects names that it does not know unless told otherwise; its words. */
function readJson({ item }: ReturnType<typeof createCodec>, json: JsonValue): string {
  try {
    fromJson(item, json);
    return JSON.stringify(json);
  } catch (problem) {
    return `refused: ${problem instanceof Error ? problem.message : String(problem)}`;
  }
}
