// A proxy that buffers responses, as a gate for the server's bytes: holds them until the response ends or 16 KiB have come
// together, unless the response says `X-Accel-Buffering: no` or switches protocols. A model of nginx's proxy_buffering.
import { createConnectionDecoder } from '../wire/decode/connection.ts';
import type { EventData } from '../wire/event.ts';

const BUFFER = 16 * 1024;
const START = Buffer.from('HTTP/1.');

export interface BufferingGate {
  /** Requests are needed to know which responses have no body. */
  request(bytes: Uint8Array): void;
  /** Takes bytes of the server; returns what may pass now. */
  response(bytes: Uint8Array, on: boolean): readonly Uint8Array[];
  /** Returns all that is held: the connection ends, or buffering was switched off. */
  flush(): readonly Uint8Array[];
  held(): number;
}

/** A gate for one connection. */
export function createBufferingGate(): BufferingGate {
  const probe = createConnectionDecoder();
  let held: Uint8Array[] = [];
  let size = 0;
  const methods: string[] = [];
  /** Set while a response passes unbuffered. */
  let passing = false;
  let remaining = 0;
  let first: Uint8Array | undefined;

  const flush = () => {
    const out = held;
    held = [];
    size = 0;
    return out;
  };
  const begin = ({ status, headers }: EventData['http:response']) => {
    const header = (name: string) => headers.find(([key]) => key.toLowerCase() === name)?.[1];
    const informational = status < 200 && status !== 101; // the answer proper is still to come
    // RFC 9112 section 6.3: what answers HEAD has no body, whatever its fields say of one.
    const bodiless = (informational ? methods[0] : methods.shift()) === 'HEAD' || status < 200 || status === 204 || status === 304;
    remaining = bodiless ? 0 : Number(header('content-length') ?? Number.POSITIVE_INFINITY);
    passing = status === 101 || header('x-accel-buffering')?.toLowerCase() === 'no';
    return remaining === 0;
  };

  return {
    request(bytes) {
      for (const fact of probe.push('client-to-server', bytes)) if (fact.name === 'http:request') methods.push(fact.data.method);
    },
    response(bytes, on) {
      first ??= bytes.slice(0, START.length);
      let ended = false;
      // A proxy for HTTP/1 collects nothing else: what begins in another way passes.
      let readable = START.subarray(0, first.length).equals(first);
      for (const fact of probe.push('server-to-client', bytes)) {
        if (fact.name === 'http:response') ended = begin(fact.data);
        else if (fact.name === 'http:chunk') ended = fact.data.last;
        else if (fact.name === 'http:body') {
          remaining -= fact.data.length;
          ended = remaining <= 0;
        } else if (fact.name === 'ws:frame' || fact.name === 'http2:frame' || fact.name === 'raw:bytes') readable = false;
      }
      held.push(bytes);
      size += bytes.length;
      return !on || passing || !readable || ended || size >= BUFFER ? flush() : [];
    },
    flush,
    held: () => size,
  };
}
