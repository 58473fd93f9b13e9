// Reads TLS at its outermost layer, the records (RFC 8446 section 5.1), and in them only what is not encrypted. Has no keys
// and wants none: what an observer on the path sees of HTTPS.
import type { Fact, Field } from '../event.ts';
import { concat, createByteQueue, rawOf } from './bytes.ts';
import type { Decoder, Flow } from './decoder.ts';
import { createRawDecoder, rawFact } from './raw.ts';
import { describeHello } from './tls-hello.ts';

const HEADER = 5;
/** RFC 8446 section 5.2: 2^14 bytes and what encryption may add. */
const LONGEST = 16384 + 256;
const TYPES: Readonly<Record<number, readonly [name: string, meaning: string]>> = {
  20: ['change_cipher_spec', 'does nothing in TLS 1.3; for middleboxes that expect it (RFC 8446 appendix D.4)'],
  21: ['alert', 'an error, or the end (RFC 8446 section 6)'],
  22: ['handshake', 'in the clear: only the first messages are (RFC 8446 section 4)'],
  23: ['application_data', 'encrypted; in TLS 1.3 also the rest of the handshake (RFC 8446 section 5.2)'],
};

/** Whether a connection that begins with these bytes speaks TLS. */
export function looksLikeTls(first: Uint8Array): boolean {
  return first[0] === 22 && (first.length < 2 || first[1] === 3);
}

/** A decoder for a connection whose client begins with a TLS handshake record. */
export function createTlsDecoder(): Decoder {
  const sides = { 'client-to-server': createSide('client-to-server'), 'server-to-client': createSide('server-to-client') };
  return { push: (flow, bytes) => sides[flow].push(bytes), end: (flow) => sides[flow].end() };
}

function createSide(flow: Flow) {
  const input = createByteQueue();
  let unreadable: Decoder | undefined;
  return {
    push(bytes: Uint8Array): Fact[] {
      if (unreadable !== undefined) return unreadable.push(flow, bytes);
      input.append(bytes);
      const facts: Fact[] = [];
      for (;;) {
        const view = input.view();
        if (view.length < HEADER) return facts;
        const length = (view[3] as number) * 256 + (view[4] as number);
        if (TYPES[view[0] as number] === undefined || view[1] !== 3 || length > LONGEST) {
          unreadable = createRawDecoder('not a TLS record (RFC 8446 section 5.1)');
          return [...facts, ...unreadable.push(flow, input.take(input.length()))];
        }
        if (view.length < HEADER + length) return facts;
        facts.push(recordFact(flow, input.take(HEADER + length)));
      }
    },
    end(): Fact[] {
      if (unreadable !== undefined) return unreadable.end(flow);
      const rest = input.take(input.length());
      return rest.length === 0 ? [] : [rawFact(flow, 'the connection ended inside a TLS record', concat([rest]))];
    },
  };
}

function recordFact(flow: Flow, record: Uint8Array): Fact {
  const [type, meaning] = TYPES[record[0] as number] as readonly [string, string];
  const length = record.length - HEADER;
  const detail = type === 'handshake' ? describeHello(record.subarray(HEADER)) : type === 'change_cipher_spec' ? 'does nothing' : '';
  const fields: Field[] = [
    { name: 'type', offset: 0, length: 1, value: `${record[0]} ${type}`, meaning },
    {
      name: 'version',
      offset: 1,
      length: 2,
      value: `0x03${(record[2] as number).toString(16).padStart(2, '0')}`,
      meaning: 'frozen; the real version is an extension inside (RFC 8446 section 5.1)',
    },
    { name: 'length', offset: 3, length: 2, value: `${length} bytes`, meaning: 'without these five bytes' },
    { name: 'content', offset: HEADER, length, value: detail === '' ? 'encrypted' : detail, meaning: '' },
  ];
  return { name: 'tls:record', direction: flow, size: record.length, data: { type, length, detail }, raw: rawOf(record), fields };
}
