// Reads the two directions of an HTTP/1.x connection (RFC 9112): matches responses to requests in order, frames bodies,
// hands what can be read inside them on, and hands the connection over after 101. Knows no protocol that follows a 101.
import type { Fact, HeaderList } from '../event.ts';
import { type BodyReader, bodyReaderFor } from './body-reader.ts';
import { type ByteQueue, type Collector, createByteQueue, createCollector, HOLD_LIMIT, PIECE, preview, rawOf } from './bytes.ts';
import type { Decoder, Flow } from './decoder.ts';
import { headerOf, listOf } from './header-list.ts';
import { type ChunkReader, createChunkReader } from './http1-chunks.ts';
import { endOfLines, framingOf, HEAD_LIMIT, type Head, notHttp, readHead, startOfHead } from './http1-head.ts';
import { NO_SCHEMA, type ProtoSchema } from './protobuf-schema.ts';
import { createRawDecoder, rawFact } from './raw.ts';

/** The request and the 101 that changed the protocol of a connection. */
export interface Upgrade {
  readonly request: { readonly method: string; readonly target: string; readonly headers: HeaderList };
  readonly response: { readonly headers: HeaderList };
}

export interface Http1Options {
  /** Called when a 101 was seen: facts about it, and the decoder for all bytes after it. */
  readonly handOver: (upgrade: Upgrade) => { readonly facts: Fact[]; readonly decoder: Decoder };
  /** Names the fields of messages inside bodies. */
  readonly schema?: ProtoSchema | undefined;
  /** Whether what cannot be read is shown as it comes. @default in pieces */
  readonly live?: boolean | undefined;
}

type Reading =
  | { readonly at: 'head' }
  /** A request asked to change the protocol: what follows it is read when the response has decided. */
  | { readonly at: 'undecided' }
  | { readonly at: 'body'; left: number; piece: Collector; readonly total: number; readonly stream: BodyReader | undefined }
  | { readonly at: 'chunks'; readonly chunks: ChunkReader; readonly stream: BodyReader | undefined }
  | { readonly at: 'raw'; readonly decoder: Decoder };

interface Side {
  readonly flow: Flow;
  readonly input: ByteQueue;
  reading: Reading;
}

const asksToChange = (head: Head) =>
  head.method === 'CONNECT' || (headerOf(head.headers, 'upgrade') !== undefined && listOf(head.headers, 'connection').includes('upgrade'));

/** A decoder for a connection that begins in HTTP/1.x. */
export function createHttp1Decoder({ handOver, schema = NO_SCHEMA, live = false }: Http1Options): Decoder {
  const client: Side = { flow: 'client-to-server', input: createByteQueue(), reading: { at: 'head' } };
  const server: Side = { flow: 'server-to-client', input: createByteQueue(), reading: { at: 'head' } };
  /** Requests without a final response yet, oldest first (RFC 9112 section 9.3.2: responses come in their order). */
  const asked: Head[] = [];
  let successor: Decoder | undefined;

  const goRaw = (side: Side, reason: string): Fact[] => {
    const decoder = createRawDecoder(reason, live);
    side.reading = { at: 'raw', decoder };
    return decoder.push(side.flow, side.input.take(side.input.length()));
  };

  /** From now on `decoder` reads both directions; what has come already is given to it. */
  const change = (decoder: Decoder): Fact[] => {
    successor = decoder;
    const early = client.reading.at === 'undecided' || client.reading.at === 'head' ? [] : endSide(client);
    const facts = [...early, ...decoder.push(client.flow, client.input.take(client.input.length()))];
    return [...facts, ...decoder.push(server.flow, server.input.take(server.input.length()))];
  };

  const startBody = (side: Side, head: Head, request: Head | undefined): Fact[] => {
    const framing = framingOf(head, side === client ? '' : (request?.method ?? ''));
    const about = { headers: head.headers, target: request?.target ?? '', ...(side === client ? {} : { status: String(head.status) }) };
    const stream = bodyReaderFor({ flow: side.flow, stream: 0, ...about }, schema);
    const length = framing.kind === 'length' ? framing.length : Number.POSITIVE_INFINITY;
    switch (framing.kind) {
      case 'none':
        side.reading = side === client && asksToChange(head) ? { at: 'undecided' } : { at: 'head' };
        return [];
      case 'length':
      case 'until-close':
        side.reading = { at: 'body', left: length, total: length, piece: createCollector(PIECE), stream };
        return [];
      case 'chunked':
        side.reading = { at: 'chunks', chunks: createChunkReader(side.flow, (data) => stream?.push(data) ?? []), stream };
        return [];
      case 'tunnel':
        return change(createRawDecoder('inside a tunnel that CONNECT opened (RFC 9110 section 9.3.6)', live));
      case 'unreadable':
        return goRaw(side, framing.reason);
    }
  };

  /** After a response that decides: the client's bytes that waited for it are read on. */
  const decided = (): Fact[] => {
    if (client.reading.at !== 'undecided' || asked.length > 0) return [];
    client.reading = { at: 'head' };
    return readOn(client);
  };

  const takeHead = (side: Side): { facts: Fact[] } | undefined => {
    const view = side.input.view().subarray(0, HEAD_LIMIT);
    const unlike = notHttp(view, side.flow);
    if (unlike !== undefined) return { facts: goRaw(side, unlike) };
    const end = endOfLines(view, startOfHead(view));
    if (end === -1) return view.length < HEAD_LIMIT ? undefined : { facts: goRaw(side, 'a head longer than 64 KiB') };
    const head = readHead(view.subarray(0, end), side.flow);
    if (typeof head === 'string') return { facts: goRaw(side, head) };
    side.input.take(end);

    if (side === client) {
      asked.push(head);
      return { facts: [head.fact, ...startBody(side, head, head)] };
    }
    const request = asked[0];
    if (head.status === 101) {
      asked.shift();
      const { facts, decoder } = handOver({
        request: { method: request?.method ?? '', target: request?.target ?? '', headers: request?.headers ?? [] },
        response: { headers: head.headers },
      });
      return { facts: [head.fact, ...facts, ...change(decoder)] };
    }
    // An interim response leaves its request open (RFC 9110 section 15.2).
    if (head.status < 200) return { facts: [head.fact] };
    asked.shift();
    const facts = [head.fact, ...startBody(side, head, request)];
    return { facts: [...facts, ...(successor === undefined ? decided() : [])] };
  };

  const bodyFact = (side: Side, piece: Collector): Fact => {
    const length = piece.length();
    const shown = preview(piece.kept(), length);
    return {
      name: 'http:body',
      direction: side.flow,
      size: length,
      data: { length, preview: shown },
      raw: rawOf(piece.kept()),
      fields: [
        {
          name: 'body',
          offset: 0,
          length,
          value: shown,
          meaning: 'content, framed by Content-Length or by the end of the connection (RFC 9112 section 6.3)',
        },
      ],
    };
  };

  const takeBody = (side: Side, body: Extract<Reading, { at: 'body' }>): Fact[] => {
    const facts: Fact[] = [];
    while (side.input.length() > 0 && body.left > 0) {
      const data = side.input.take(Math.min(body.left, PIECE - body.piece.length()));
      body.left -= data.length;
      body.piece.add(data);
      facts.push(...(body.stream?.push(data) ?? []));
      if (body.piece.length() === PIECE || body.left === 0) {
        facts.push(bodyFact(side, body.piece));
        body.piece = createCollector(PIECE);
      }
    }
    if (body.left === 0) {
      facts.push(...(body.stream?.end() ?? []));
      side.reading = { at: 'head' };
    }
    return facts;
  };

  function readOn(side: Side): Fact[] {
    const facts: Fact[] = [];
    while (successor === undefined && side.input.length() > 0) {
      const { reading } = side;
      switch (reading.at) {
        case 'head': {
          const taken = takeHead(side);
          if (taken === undefined) return facts;
          facts.push(...taken.facts);
          break;
        }
        case 'undecided':
          if (side.input.length() <= HOLD_LIMIT) return facts;
          side.reading = { at: 'head' };
          break;
        case 'body':
          facts.push(...takeBody(side, reading));
          break;
        case 'chunks': {
          const result = reading.chunks.read(side.input, facts);
          if (result === 'more') return facts;
          if (result === 'done') side.reading = { at: 'head' };
          facts.push(...(reading.stream?.end() ?? []));
          if (typeof result === 'object') facts.push(...goRaw(side, result.unreadable));
          break;
        }
        case 'raw':
          facts.push(...reading.decoder.push(side.flow, side.input.take(side.input.length())));
          break;
      }
    }
    return facts;
  }

  function endSide(side: Side): Fact[] {
    const { reading } = side;
    side.reading = { at: 'head' };
    switch (reading.at) {
      case 'undecided':
        return [...readOn(side), ...(side.reading.at === 'head' ? endHead(side) : endSide(side))];
      case 'head':
        return endHead(side);
      case 'body': {
        const cut = reading.total !== Number.POSITIVE_INFINITY;
        const reason = `the connection ended inside a body: ${reading.left} of ${reading.total} bytes are missing (RFC 9112 section 8)`;
        const { piece, stream } = reading;
        const facts = piece.length() === 0 ? [] : [cut ? rawFact(side.flow, reason, piece.kept(), piece.length()) : bodyFact(side, piece)];
        return [...facts, ...(stream?.end() ?? [])];
      }
      case 'chunks':
        return [...reading.chunks.end(side.input), ...(reading.stream?.end() ?? [])];
      case 'raw':
        return reading.decoder.end(side.flow);
    }
  }

  const endHead = (side: Side): Fact[] => {
    const rest = side.input.take(side.input.length());
    return rest.length === 0 ? [] : [rawFact(side.flow, 'the connection ended inside a message head', rest)];
  };

  return {
    push(flow, bytes) {
      if (successor !== undefined) return successor.push(flow, bytes);
      const side = flow === 'client-to-server' ? client : server;
      side.input.append(bytes);
      return readOn(side);
    },
    end(flow) {
      if (successor !== undefined) return successor.end(flow);
      return endSide(flow === 'client-to-server' ? client : server);
    },
  };
}
