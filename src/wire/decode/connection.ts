// Finds out what a connection speaks by the client's first bytes, and lets the decoder for it read everything. What the
// server says before that (an HTTP/2 server may send SETTINGS at once) waits for the client's first bytes.
import type { Fact } from '../event.ts';
import { concat, createByteQueue, HOLD_LIMIT, latin1 } from './bytes.ts';
import type { Decoder } from './decoder.ts';
import { createHttp1Decoder } from './http1.ts';
import { createHttp2Decoder, PREFACE } from './http2.ts';
import type { ProtoSchema } from './protobuf-schema.ts';
import { createRawDecoder } from './raw.ts';
import { createTlsDecoder, looksLikeTls } from './tls.ts';
import { createWebSocketDecoder } from './websocket.ts';
import { isWebSocketUpgrade, openFact, readDeflate } from './websocket-handshake.ts';

/** What a decoder may know in advance. */
export interface ConnectionOptions {
  /** Names the fields of protobuf messages; without it they have numbers. */
  readonly schema?: ProtoSchema | undefined;
  /**
   * Somebody watches a service that may speak anything: bytes that cannot be read are shown as they come, not in pieces of
   * a fixed size, and a server that speaks first is not waited with.
   */
  readonly live?: boolean | undefined;
}

/** How many first bytes of a client decide what it speaks, and what; undefined while they may still be either. */
function detect(first: Uint8Array, options: ConnectionOptions): { readonly decoder: Decoder; readonly length: number } | undefined {
  if (looksLikeTls(first)) return first.length < 2 ? undefined : { decoder: createTlsDecoder(), length: 2 };
  const differs = PREFACE.findIndex((byte, at) => at < first.length && byte !== first[at]);
  if (differs !== -1) return { decoder: createHttpOneDecoder(options), length: differs + 1 };
  return first.length < PREFACE.length ? undefined : { decoder: createHttp2Decoder(options), length: PREFACE.length };
}

/** HTTP/1.x that knows the WebSocket upgrade. */
function createHttpOneDecoder({ schema, live }: ConnectionOptions): Decoder {
  return createHttp1Decoder({
    schema,
    live,
    handOver(upgrade) {
      if (!isWebSocketUpgrade(upgrade))
        return { facts: [], decoder: createRawDecoder('the connection was upgraded to a protocol that is not read here', live) };
      const open = openFact(upgrade);
      return { facts: [open], decoder: createWebSocketDecoder({ deflate: readDeflate(open.data.extensions) }) };
    },
  });
}

/**
 * Whether a server that says this before its client says anything speaks a protocol that is not read here (mail, databases,
 * SSH begin so); undefined while it may still be one that is: of HTTP/2 SETTINGS come first (RFC 9113 section 3.4), and
 * HTTP/1 begins with its name, as when a server tells that it waited too long.
 */
function isForeign(early: Uint8Array): boolean | undefined {
  const text = latin1(early.subarray(0, 5));
  if ('HTTP/'.startsWith(text) || text === 'HTTP/') return text === 'HTTP/' ? false : undefined;
  // A frame's length has three bytes, its type follows; SETTINGS are type 4 and short.
  if (early[0] !== 0) return true;
  return early.length < 4 ? undefined : early[3] !== 4;
}

/** A decoder for a whole connection, whatever it speaks. */
export function createConnectionDecoder(options: ConnectionOptions = {}): Decoder {
  const early = createByteQueue();
  let first: Uint8Array = new Uint8Array(0);
  let decoder: Decoder | undefined;

  /** What the server said early comes after the client's bytes that decided and before its others, however they arrived. */
  const decide = (chosen: Decoder, deciding = first.length): Fact[] => {
    decoder = chosen;
    return [
      ...chosen.push('client-to-server', first.subarray(0, deciding)),
      ...chosen.push('server-to-client', early.take(early.length())),
      ...chosen.push('client-to-server', first.subarray(deciding)),
    ];
  };

  return {
    push(flow, bytes) {
      if (decoder !== undefined) return decoder.push(flow, bytes);
      if (flow === 'server-to-client') {
        early.append(bytes);
        if (options.live === true && isForeign(early.view()) === true)
          return decide(createRawDecoder('the server speaks first: a protocol that is not read here', true));
        return early.length() > HOLD_LIMIT ? decide(createHttpOneDecoder(options)) : [];
      }
      first = concat([first, bytes]);
      const detected = detect(first, options);
      return detected === undefined ? [] : decide(detected.decoder, detected.length);
    },
    end(flow) {
      const facts = decoder === undefined ? decide(createHttpOneDecoder(options)) : [];
      return [...facts, ...(decoder?.end(flow) ?? [])];
    },
  };
}
