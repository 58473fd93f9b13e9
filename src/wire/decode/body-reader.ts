// Which content inside a message of HTTP can be read further: event streams, and the messages of gRPC, gRPC-Web and
// Connect. Used by HTTP/1 and HTTP/2 alike, which only hand over the content.
import type { Fact, HeaderList } from '../event.ts';
import type { Flow } from './decoder.ts';
import { createGrpcReader } from './grpc.ts';
import { headerOf, isEventStream } from './header-list.ts';
import type { ProtoSchema } from './protobuf-schema.ts';
import { createSseParser } from './sse.ts';

/** Reads the content of one message; its facts have size 0. */
export interface BodyReader {
  push(content: Uint8Array): Fact[];
  end(): Fact[];
  /** The content is nothing for people: what it says is in the facts. */
  readonly opaque?: boolean;
}

/** What is to be read: a request's content where `status` is missing. */
export interface Message {
  readonly flow: Flow;
  /** 0 over HTTP/1. */
  readonly stream: number;
  readonly headers: HeaderList;
  readonly status?: string | undefined;
  /** Target of the request, of which this is one side; empty where it was not seen. */
  readonly target: string;
}

/** gRPC's media types (gRPC over HTTP2; gRPC Web) and those of Connect's streams. `-text` is base64 and not read. */
const MEDIA_TYPE = /^application\/(grpc|grpc-web|connect)(?:\+(proto|json))?\s*(?:;|$)/i;

/** Whether a content type is gRPC's own, the one whose calls end in HTTP/2 trailers. */
export function isGrpc(headers: HeaderList): boolean {
  return MEDIA_TYPE.exec(headerOf(headers, 'content-type') ?? '')?.[1]?.toLowerCase() === 'grpc';
}

/** A reader for the content, or undefined where it is shown as it is. */
export function bodyReaderFor({ flow, stream, headers, status, target }: Message, schema: ProtoSchema): BodyReader | undefined {
  if (status === '200' && isEventStream(headers)) return createSseParser(flow);
  const media = MEDIA_TYPE.exec(headerOf(headers, 'content-type') ?? '');
  if (media === null) return undefined;
  const protocol = media[1]?.toLowerCase() as 'grpc' | 'grpc-web' | 'connect';
  const types = Object.hasOwn(schema.methods, target) ? schema.methods[target] : undefined;
  const encoding = headerOf(headers, protocol === 'connect' ? 'connect-content-encoding' : 'grpc-encoding') ?? 'identity';
  const codec = media[2]?.toLowerCase() === 'json' ? 'json' : 'proto';
  const reader = createGrpcReader({
    flow,
    stream,
    method: target,
    type: (flow === 'client-to-server' ? types?.request : types?.response) ?? '',
    schema,
    encoding,
    protocol,
    codec,
  });
  return { ...reader, opaque: codec === 'proto' };
}
