// Finds out what a connection speaks by the client's first bytes, and lets the decoder for it read everything. What the
// server says before that (an HTTP/2 server may send SETTINGS at once) waits for the client's first bytes.
import type { Fact } from '../event.ts';
import { concat, createByteQueue, HOLD_LIMIT } from './bytes.ts';
import type { Decoder } from './decoder.ts';
import { createHttp1Decoder } from './http1.ts';
import { createHttp2Decoder, PREFACE } from './http2.ts';
import { createRawDecoder } from './raw.ts';
import { createWebSocketDecoder } from './websocket.ts';
import { isWebSocketUpgrade, openFact, readDeflate } from './websocket-handshake.ts';

/** What these first bytes of a client begin; undefined while they may still be either. */
function detect(first: Uint8Array): Decoder | undefined {
  const compared = Math.min(first.length, PREFACE.length);
  const same = first.subarray(0, compared).every((byte, at) => byte === PREFACE[at]);
  if (same) return compared === PREFACE.length ? createHttp2Decoder() : undefined;
  return createHttpOneDecoder();
}

/** HTTP/1.x that knows the WebSocket upgrade. */
function createHttpOneDecoder(): Decoder {
  return createHttp1Decoder({
    handOver(upgrade) {
      if (!isWebSocketUpgrade(upgrade))
        return { facts: [], decoder: createRawDecoder('the connection was upgraded to a protocol that is not read here') };
      const open = openFact(upgrade);
      return { facts: [open], decoder: createWebSocketDecoder({ deflate: readDeflate(open.data.extensions) }) };
    },
  });
}

/** A decoder for a whole connection, whatever it speaks. */
export function createConnectionDecoder(): Decoder {
  const early = createByteQueue();
  let first: Uint8Array = new Uint8Array(0);
  let decoder: Decoder | undefined;

  const decide = (chosen: Decoder): Fact[] => {
    decoder = chosen;
    const facts = first.length === 0 ? [] : chosen.push('client-to-server', first);
    return early.length() === 0 ? facts : [...facts, ...chosen.push('server-to-client', early.take(early.length()))];
  };

  return {
    push(flow, bytes) {
      if (decoder !== undefined) return decoder.push(flow, bytes);
      if (flow === 'server-to-client') {
        early.append(bytes);
        return early.length() > HOLD_LIMIT ? decide(createHttpOneDecoder()) : [];
      }
      first = concat([first, bytes]);
      const detected = detect(first);
      return detected === undefined ? [] : decide(detected);
    },
    end(flow) {
      const facts = decoder === undefined ? decide(createHttpOneDecoder()) : [];
      return [...facts, ...(decoder?.end(flow) ?? [])];
    },
  };
}
