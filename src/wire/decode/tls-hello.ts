// What stands in the clear at the start of a TLS handshake: the ClientHello and the ServerHello (RFC 8446 section 4.1).
// Everything after them is encrypted in TLS 1.3, the certificate and the chosen ALPN included.
import { latin1 } from './bytes.ts';

const VERSIONS: Readonly<Record<number, string>> = { 769: 'TLS 1.0', 770: 'TLS 1.1', 771: 'TLS 1.2', 772: 'TLS 1.3' };
const SERVER_NAME = 0;
const ALPN = 16;
const EARLY_DATA = 42;
const SUPPORTED_VERSIONS = 43;

/** SHA-256 of "HelloRetryRequest": such a ServerHello asks for another ClientHello (RFC 8446 section 4.1.3). */
const RETRY = 'cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c';

/** Reads big-endian numbers and vectors; goes on with zeros and nothing where the bytes end. */
function createReader(bytes: Uint8Array) {
  let at = 0;
  const number = (size: number) => {
    let value = 0;
    for (let index = 0; index < size; index++) value = value * 256 + (bytes[at++] ?? 0);
    return value;
  };
  const take = (length: number) => {
    const taken = bytes.subarray(at, at + length);
    at += length;
    return taken;
  };
  return { number, take, vector: (size: number) => take(number(size)), more: () => at < bytes.length };
}

/** One line on a handshake message; empty where it cannot be read. */
export function describeHello(message: Uint8Array): string {
  const reader = createReader(message);
  const type = reader.number(1);
  const body = reader.vector(3);
  if (type === 1) return clientHello(body);
  if (type === 2) return serverHello(body);
  return '';
}

function extensionsOf(bytes: Uint8Array): ReadonlyMap<number, Uint8Array> {
  const found = new Map<number, Uint8Array>();
  const reader = createReader(bytes);
  while (reader.more()) found.set(reader.number(2), reader.vector(2));
  return found;
}

function clientHello(body: Uint8Array): string {
  const reader = createReader(body);
  reader.take(34); // legacy version, random
  reader.vector(1); // legacy session id
  reader.vector(2); // cipher suites
  reader.vector(1); // compression methods
  const extensions = extensionsOf(reader.vector(2));
  const parts = ['ClientHello'];
  const names = extensions.get(SERVER_NAME);
  // RFC 6066 section 3: a list, then type 0 (host_name) and the name.
  if (names !== undefined && names.length > 5) parts.push(latin1(names.subarray(5)));
  const alpn = extensions.get(ALPN);
  if (alpn !== undefined) {
    const protocols = createReader(createReader(alpn).vector(2));
    const offered: string[] = [];
    while (protocols.more()) offered.push(latin1(protocols.vector(1)));
    parts.push(`offers ${offered.join(', ')}`);
  }
  if (extensions.has(EARLY_DATA)) parts.push('with early data');
  return parts.join(' ');
}

function serverHello(body: Uint8Array): string {
  const reader = createReader(body);
  const legacy = reader.number(2);
  const random = Buffer.from(reader.take(32)).toString('hex');
  reader.vector(1);
  reader.number(2); // cipher suite
  reader.number(1);
  const chosen = extensionsOf(reader.vector(2)).get(SUPPORTED_VERSIONS);
  const version = chosen === undefined ? legacy : createReader(chosen).number(2);
  return `${random === RETRY ? 'HelloRetryRequest' : 'ServerHello'} ${VERSIONS[version] ?? `version 0x${version.toString(16)}`}`;
}
