// Reads the two directions of an HTTP/2 connection that began with prior knowledge (RFC 9113 section 3.3): preface, frames,
// header blocks over CONTINUATION, and what can be read inside DATA. Enforces nothing: an observer says what it saw.
import type { Fact, HeaderList } from '../event.ts';
import { type BodyReader, bodyReaderFor, isGrpc } from './body-reader.ts';
import { type Collector, concat, createByteQueue, createCollector, HOLD_LIMIT, rawOf, utf8Bytes } from './bytes.ts';
import type { Decoder, Flow } from './decoder.ts';
import { codeOf } from './grpc.ts';
import { decodeMessage, statusName } from './grpc-status.ts';
import { headerOf } from './header-list.ts';
import { headerMeaning } from './header-meanings.ts';
import { createHeaderReader, type DynamicTable } from './hpack.ts';
import { frameFields } from './http2-fields.ts';
import { contentOf, detailOf, FRAME_HEADER, type FrameHead, promisedBy, readFrameHead } from './http2-frames.ts';
import { NO_SCHEMA, type ProtoSchema } from './protobuf-schema.ts';
import { createRawDecoder, rawFact } from './raw.ts';

/** What every client says first (RFC 9113 section 3.4). */
export const PREFACE = utf8Bytes('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');

/** Longest header block that is read. */
const BLOCK_LIMIT = 64 * 1024;

/** A header block whose END_HEADERS has not come yet. */
interface Block {
  readonly stream: number;
  /** The stream whose request or response it is: the promised one in a PUSH_PROMISE. */
  readonly about: number;
  readonly parts: Collector;
  readonly endStream: boolean;
}

export interface Http2Options {
  /** Names the fields of messages inside DATA. */
  readonly schema?: ProtoSchema | undefined;
}

/** What one side has to know of the other's requests: target and, for gRPC, that trailers will end the call. */
interface Request {
  readonly target: string;
  readonly grpc: boolean;
}

/** A decoder for a connection whose client begins with PREFACE. */
export function createHttp2Decoder({ schema = NO_SCHEMA }: Http2Options = {}): Decoder {
  const requests = new Map<number, Request>();
  const sides = {
    'client-to-server': createSide('client-to-server', requests, schema),
    'server-to-client': createSide('server-to-client', requests, schema),
  };
  return { push: (flow, bytes) => sides[flow].push(bytes), end: (flow) => sides[flow].end() };
}

function prefaceFact(bytes: Uint8Array): Fact {
  const meaning = 'cannot be mistaken for a request of HTTP/1; SETTINGS must follow (RFC 9113 section 3.4)';
  return {
    name: 'http2:frame',
    direction: 'client-to-server',
    size: bytes.length,
    data: { type: 'PREFACE', stream: 0, flags: [], length: bytes.length, detail: 'HTTP/2 begins, no upgrade' },
    raw: rawOf(bytes),
    fields: [{ name: 'preface', offset: 0, length: bytes.length, value: 'PRI * HTTP/2.0 SM', meaning }],
  };
}

/** How a gRPC call ended, where a header block says so: trailers, or a response of trailers only. */
function statusFact(flow: Flow, stream: number, headers: HeaderList, method: string, raw: string, length: number): Fact {
  const code = codeOf(headerOf(headers, 'grpc-status'));
  const message = decodeMessage(headerOf(headers, 'grpc-message') ?? '');
  const place = { offset: FRAME_HEADER, length };
  return {
    name: 'grpc:status',
    direction: flow,
    size: 0,
    data: { stream, method, code, status: statusName(code), message },
    raw,
    fields: headers
      .filter(([name]) => name.startsWith('grpc-'))
      .map(([name, value]) => ({ name, ...place, value, meaning: headerMeaning(name, value) })),
  };
}

function createSide(flow: Flow, requests: Map<number, Request>, schema: ProtoSchema) {
  const input = createByteQueue();
  const headerReader = createHeaderReader();
  const streams = new Map<number, BodyReader>();
  let greeted = flow === 'server-to-client';
  let settled = false;
  let unreadable: Decoder | undefined;
  let current: { readonly head: FrameHead; readonly bytes: Uint8Array; readonly payload: Collector } | undefined;
  let block: Block | undefined;

  const endStream = (stream: number): Fact[] => {
    const facts = streams.get(stream)?.end() ?? [];
    streams.delete(stream);
    return facts;
  };

  /** Adds a fragment to the header block; the fields where it is complete, a sentence where it cannot be read. */
  const readBlock = (head: FrameHead, payload: Uint8Array): HeaderList | string | undefined => {
    const fragment = contentOf(head, payload);
    const begins = head.type !== 'CONTINUATION';
    if (fragment === undefined || head.length > payload.length || (begins ? block !== undefined : block?.stream !== head.stream)) {
      block = undefined;
      headerReader.lose();
      return 'violation: padding longer than the frame, a block too long to hold, or a CONTINUATION out of place (RFC 9113 section 6.10)';
    }
    block ??= {
      stream: head.stream,
      about: promisedBy(head, payload) ?? head.stream,
      parts: createCollector(BLOCK_LIMIT),
      endStream: head.flags.includes('END_STREAM'),
    };
    block.parts.add(fragment);
    if (!head.flags.includes('END_HEADERS')) return undefined;
    const { parts } = block;
    if (parts.length() > BLOCK_LIMIT) headerReader.lose();
    return headerReader.read(parts.kept());
  };

  /** A header block was read whole: it begins the content of its stream, or ends its call. */
  const onHeaders = (stream: number, headers: HeaderList, raw: string, length: number): Fact[] => {
    const status = headerOf(headers, ':status');
    const path = headerOf(headers, ':path');
    if (path !== undefined) requests.set(stream, { target: path, grpc: isGrpc(headers) });
    const request = requests.get(stream);
    // 1xx comes before the response; a block without either field is trailers.
    if (flow === 'client-to-server' ? path !== undefined : status !== undefined && !status.startsWith('1')) {
      const reader = bodyReaderFor({ flow, stream, headers, status, target: request?.target ?? '' }, schema);
      if (reader !== undefined) streams.set(stream, reader);
    }
    const ends = flow === 'server-to-client' && request?.grpc === true && headerOf(headers, 'grpc-status') !== undefined;
    return ends ? [statusFact(flow, stream, headers, request.target, raw, length)] : [];
  };

  const finishFrame = (head: FrameHead, bytes: Uint8Array, collected: Collector): Fact[] => {
    const payload = collected.kept();
    const raw = rawOf(concat([bytes, payload]));
    const facts: Fact[] = [];
    let detail = head.type === 'DATA' && streams.get(head.stream)?.opaque === true ? '' : detailOf(head, payload);
    let headers: HeaderList | undefined;
    let table: DynamicTable | undefined;
    let about = head.stream;
    let ended = head.type === 'RST_STREAM' || (head.type === 'DATA' && head.flags.includes('END_STREAM'));

    if (head.type === 'HEADERS' || head.type === 'CONTINUATION' || head.type === 'PUSH_PROMISE') {
      const read = readBlock(head, payload);
      if (read === undefined) detail = [detail, 'header block goes on in CONTINUATION'].filter(Boolean).join(', ');
      else if (typeof read === 'string') detail = [detail, read].filter(Boolean).join(', ');
      else {
        headers = read;
        table = headerReader.table();
      }
      if (read !== undefined) {
        ended ||= block?.endStream === true;
        about = block?.about ?? head.stream;
        block = undefined;
      }
    } else if (block !== undefined) {
      detail = `violation: only CONTINUATION may follow an unfinished header block (RFC 9113 section 6.10). ${detail}`;
    }

    facts.push({
      name: 'http2:frame',
      direction: flow,
      size: FRAME_HEADER + head.length,
      data: {
        type: head.type,
        stream: head.stream,
        flags: head.flags,
        length: head.length,
        ...(headers ? { headers } : {}),
        ...(table ? { table: { entries: table.entries.length, size: table.size } } : {}),
        detail,
      },
      raw,
      fields: frameFields(head, payload, { detail, headers: headers ?? [], table: table?.entries ?? [] }),
    });
    if (head.type === 'DATA') facts.push(...(streams.get(head.stream)?.push(contentOf(head, payload) ?? payload.subarray(0, 0)) ?? []));
    if (headers !== undefined) facts.push(...onHeaders(about, headers, raw, head.length));
    if (ended) facts.push(...endStream(head.stream));
    if (ended && (flow === 'server-to-client' || head.type === 'RST_STREAM')) requests.delete(head.stream);
    return facts;
  };

  return {
    push(bytes: Uint8Array): Fact[] {
      if (unreadable !== undefined) return unreadable.push(flow, bytes);
      input.append(bytes);
      const facts: Fact[] = [];
      if (!greeted) {
        if (input.length() < PREFACE.length) return facts;
        greeted = true;
        facts.push(prefaceFact(input.take(PREFACE.length)));
      }
      for (;;) {
        if (current === undefined) {
          const head = readFrameHead(input.view());
          if (head === undefined) return facts;
          if (!settled && head.type !== 'SETTINGS') {
            unreadable = createRawDecoder('not HTTP/2: the first frame of a side must be SETTINGS (RFC 9113 section 3.4)');
            return [...facts, ...unreadable.push(flow, input.take(input.length()))];
          }
          settled = true;
          current = { head, bytes: input.take(FRAME_HEADER), payload: createCollector(HOLD_LIMIT) };
        }
        const { head, bytes: header, payload } = current;
        payload.add(input.take(head.length - payload.length()));
        if (payload.length() < head.length) return facts;
        current = undefined;
        facts.push(...finishFrame(head, header, payload));
      }
    },
    end(): Fact[] {
      if (unreadable !== undefined) return unreadable.end(flow);
      const seen = createCollector(HOLD_LIMIT);
      const size = current === undefined ? input.length() : FRAME_HEADER + current.payload.length();
      if (current !== undefined) {
        seen.add(current.bytes);
        seen.add(current.payload.kept());
      }
      seen.add(input.take(input.length()));
      current = undefined;
      const facts: Fact[] = size === 0 ? [] : [rawFact(flow, 'the connection ended inside an HTTP/2 frame', seen.kept(), size)];
      for (const stream of [...streams.keys()]) facts.push(...endStream(stream));
      return facts;
    },
  };
}
