// Reads and writes an item with one version of the .proto against a server that has the other: by gRPC, and as JSON.
import { fromJson, type JsonValue } from '@bufbuild/protobuf';
import grpc from '@grpc/grpc-js';
import { createCodec, fieldsText } from './evolution-codec.ts';
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
  say('reads', `${fieldsText(fields)}: by protobuf`);
  await call('Put', again);

  const { text } = await http.ask('/wirewise.Items/Get', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', [VERSION_HEADER]: theirs },
    body: `{"id":${SHOWN}}`,
  });
  const refused = refusalOf(codec, JSON.parse(text) as JsonValue);
  if (refused === undefined) say('reads', `${text}: as JSON`);
  else say('refuses', `JSON: ${refused}`);
  return `${change}, ${mine} client, ${theirs} server: by protobuf ${fieldsText(fields)}; JSON ${refused ?? 'is read'}`;
}

/** A parser of ProtoJSON rejects names that it does not know unless told otherwise; its words, undefined where it reads. */
function refusalOf({ item }: ReturnType<typeof createCodec>, json: JsonValue): string | undefined {
  try {
    fromJson(item, json);
    return undefined;
  } catch (problem) {
    const words = problem instanceof Error ? problem.message : String(problem);
    return words.replace(/^cannot decode message \S+ from JSON: /, '');
  }
}
