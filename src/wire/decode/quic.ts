// Reads QUIC datagrams as far as anybody on the path can: the invariants (RFC 8999) and the unprotected parts of the headers
// of version 1 (RFC 9000 section 17). Frames, packet numbers and everything of HTTP/3 are encrypted; there are no keys here.
import type { Fact, Field } from '../event.ts';
import { hex, rawOf } from './bytes.ts';
import type { Flow } from './decoder.ts';
import { rawFact } from './raw.ts';

export interface QuicDecoder {
  /** One datagram, whole. Datagrams keep their borders, so there is nothing to wait for. */
  push(flow: Flow, datagram: Uint8Array): Fact[];
}

const TYPES_V1 = ['Initial', '0-RTT', 'Handshake', 'Retry'] as const;
/** RFC 9369 section 3.2 numbers them otherwise. */
const TYPES_V2 = ['Retry', 'Initial', '0-RTT', 'Handshake'] as const;
const VERSIONS: Readonly<Record<number, string>> = { 1: '1', 1798521807: '2' };
/** Some stacks fill a datagram up behind its last packet. */
const PADDING = 'zeros, so that the datagram has the 1200 bytes it needs (RFC 9000 section 14.1)';
/** Integrity tag at the end of a Retry (RFC 9001 section 5.8). */
const RETRY_TAG = 16;

const MEANINGS: Readonly<Record<string, string>> = {
  Initial: 'carries the TLS hello; its keys follow from the connection id, so it hides nothing (RFC 9000 section 17.2.2)',
  '0-RTT': 'requests before the handshake is done; can be replayed (RFC 9000 section 17.2.3)',
  Handshake: 'the rest of the TLS handshake, encrypted (RFC 9000 section 17.2.4)',
  Retry: 'come again with this token: proof of address, one round trip more (RFC 9000 section 17.2.5)',
  'Version Negotiation': 'the server does not speak that version and names those it does (RFC 9000 section 17.2.1)',
  '1-RTT': 'everything after the handshake: requests, responses, acknowledgements (RFC 9000 section 17.3.1)',
  unknown: 'a version that is not known here; only the invariants can be read (RFC 8999 section 5.1)',
};

interface Packet {
  readonly type: string;
  readonly header: 'long' | 'short';
  readonly version: string;
  readonly destination: string;
  readonly from: string;
  readonly detail: string;
  readonly length: number;
  readonly fields: readonly Field[];
}

/** A decoder for one connection: it learns the lengths of connection ids from long headers, for the short ones. */
export function createQuicDecoder(): QuicDecoder {
  /** Length of the ids that each side chose for itself; what the other side writes as destination. */
  const idLength: Record<Flow, number | undefined> = { 'client-to-server': undefined, 'server-to-client': undefined };

  const read = (flow: Flow, bytes: Uint8Array): Packet | undefined => {
    if (((bytes[0] as number) & 0x80) === 0) {
      const other = flow === 'client-to-server' ? 'server-to-client' : 'client-to-server';
      return readShort(bytes, idLength[other]);
    }
    const packet = readLong(bytes);
    if (packet !== undefined && packet.type !== 'Version Negotiation') idLength[flow] = packet.from.length / 2;
    return packet;
  };

  return {
    push(flow, datagram) {
      const packets: Fact[] = [];
      let rest = datagram;
      let place = 0;
      while (rest.length > 0) {
        const packet = (rest[0] as number) === 0 ? undefined : read(flow, rest);
        if (packet === undefined) {
          const padding = place > 0 && rest.every((byte) => byte === 0);
          packets.push(rawFact(flow, padding ? PADDING : 'not a QUIC packet that can be read', rest));
          break;
        }
        const { fields, ...data } = packet;
        place += 1;
        packets.push({
          name: 'quic:packet',
          direction: flow,
          size: packet.length,
          data: { ...data, place },
          raw: rawOf(rest.subarray(0, packet.length)),
          fields,
        });
        rest = rest.subarray(packet.length);
      }
      if (place < 2) return packets;
      const whole: Fact = {
        name: 'quic:datagram',
        direction: flow,
        size: 0,
        data: { length: datagram.length, packets: place },
        raw: rawOf(datagram),
        fields: [{ name: 'payload', offset: 0, length: datagram.length, value: `${datagram.length} bytes`, meaning: 'of a UDP datagram' }],
      };
      return [whole, ...packets];
    },
  };
}

/** RFC 9000 section 17.3: flags, the destination's id without its length, and the rest protected. Fills the datagram. */
function readShort(bytes: Uint8Array, idLength: number | undefined): Packet {
  const known = idLength !== undefined && bytes.length > idLength;
  const destination = known ? hex(bytes.subarray(1, 1 + idLength)) : '';
  const after = 1 + (known ? idLength : 0);
  return {
    type: '1-RTT',
    header: 'short',
    version: '',
    destination,
    from: '',
    detail: '',
    length: bytes.length,
    fields: [
      flagsField(bytes, 'short header, fixed bit, spin bit; the rest is protected (RFC 9000 section 17.3.1)'),
      ...(known ? [idField('destination id', 1, idLength, destination, 'chosen by the receiver; its length is not written here')] : []),
      protectedField(after, bytes.length - after, MEANINGS['1-RTT'] as string),
    ],
  };
}

/** RFC 8999 section 5.1 and RFC 9000 section 17.2; undefined where the bytes end too early. */
function readLong(bytes: Uint8Array): Packet | undefined {
  const at = createCursor(bytes);
  at.skip(1);
  const versionNumber = at.number(4);
  const destination = hex(at.take(at.number(1)));
  const from = hex(at.take(at.number(1)));
  if (at.beyond()) return undefined;
  const version = VERSIONS[versionNumber] ?? `0x${versionNumber.toString(16).padStart(8, '0')}`;
  const ids = 6 + destination.length / 2;
  const fields: Field[] = [
    flagsField(bytes, 'long header; what is not the type is protected (RFC 9000 section 17.2)'),
    { name: 'version', offset: 1, length: 4, value: version, meaning: 'RFC 8999 section 5.1; 0 is Version Negotiation' },
    idField('destination id', 6, destination.length / 2, destination, 'whose packet this is (RFC 8999 section 5.3)'),
    idField('source id', ids + 1, from.length / 2, from, 'what to write as destination in answers'),
  ];
  const head = { header: 'long', version, destination, from } as const;
  const all = (type: string, detail: string): Packet => ({
    ...head,
    type,
    detail,
    length: bytes.length,
    fields: [...fields, protectedField(at.position(), bytes.length - at.position(), MEANINGS[type] as string)],
  });

  if (versionNumber === 0) {
    const versions: string[] = [];
    while (at.left() >= 4) {
      const offered = at.number(4);
      versions.push(VERSIONS[offered] ?? `0x${offered.toString(16).padStart(8, '0')}`);
    }
    const start = ids + 1 + from.length / 2;
    const list: Field = {
      name: 'versions',
      offset: start,
      length: bytes.length - start,
      value: versions.join(', '),
      meaning: MEANINGS['Version Negotiation'] as string,
    };
    return {
      ...head,
      version: '',
      type: 'Version Negotiation',
      detail: `speaks ${versions.join(', ')}`,
      length: bytes.length,
      fields: [...fields, list],
    };
  }
  const types = versionNumber === 1 ? TYPES_V1 : version === '2' ? TYPES_V2 : undefined;
  const type = types?.[((bytes[0] as number) >> 4) & 3];
  // Nothing beyond the ids is invariant: an unknown version fills the datagram.
  if (type === undefined) return all('unknown', `version ${version}`);
  if (type === 'Retry') return all('Retry', `token ${Math.max(0, at.left() - RETRY_TAG)} B`);

  let detail = '';
  if (type === 'Initial') {
    const token = at.variable();
    if (token > 0) {
      fields.push({
        name: 'token',
        offset: at.position(),
        length: token,
        value: `${token} bytes`,
        meaning: 'from a Retry or an earlier connection (RFC 9000 section 8.1)',
      });
      detail = `with a token of ${token} B`;
    }
    at.skip(token);
  }
  const length = at.variable();
  if (at.beyond() || length > at.left()) return undefined;
  fields.push(protectedField(at.position(), length, MEANINGS[type] as string));
  return { ...head, type, detail, length: at.position() + length, fields };
}

const flagsField = (bytes: Uint8Array, meaning: string): Field => ({
  name: 'flags',
  offset: 0,
  length: 1,
  value: `0x${(bytes[0] as number).toString(16).padStart(2, '0')}`,
  meaning,
});
const idField = (name: string, offset: number, length: number, value: string, meaning: string): Field => ({
  name,
  offset,
  length,
  value: value === '' ? 'empty' : value,
  meaning,
});
const protectedField = (offset: number, length: number, meaning: string): Field => ({
  name: 'protected',
  offset,
  length,
  value: `${length} bytes`,
  meaning,
});

function createCursor(bytes: Uint8Array) {
  let at = 0;
  const number = (size: number) => {
    let value = 0;
    for (let index = 0; index < size; index++) value = value * 256 + (bytes[at++] ?? 0);
    return value;
  };
  return {
    number,
    take(length: number) {
      const taken = bytes.subarray(at, at + length);
      at += length;
      return taken;
    },
    skip(length: number) {
      at += length;
    },
    /** A variable-length integer (RFC 9000 section 16). */
    variable() {
      const first = bytes[at] ?? 0;
      const size = 1 << (first >> 6);
      return number(size) - (first >> 6) * 2 ** (size * 8 - 2);
    },
    position: () => at,
    left: () => bytes.length - at,
    beyond: () => at > bytes.length,
  };
}
