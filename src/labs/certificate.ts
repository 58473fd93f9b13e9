// A certificate for this run only (RFC 5280), signed by its own key: TLS and QUIC demand one, and the package ships none.
// node:crypto makes and uses keys but writes no certificates, so the DER is written here. Knows nothing of sockets.
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { Clock } from '../lib/clock.ts';

export interface Certificate {
  /** PEM, PKCS #8. Lives in memory, for one run. */
  readonly key: string;
  /** PEM. A client that trusts this one trusts nobody else by it. */
  readonly cert: string;
  /** Base64 SHA-256 of the public key: what browsers take in place of a trusted issuer (`--ignore-certificate-errors-spki-list`). */
  readonly keyHash: string;
}

/** The name that the certificate is for, beside 127.0.0.1. */
export const SERVER_NAME = 'localhost';

const HOUR = 3_600_000;
// Object identifiers, already encoded: ecdsa-with-SHA256, commonName, subjectAltName, extKeyUsage, serverAuth.
const ECDSA_SHA256 = '2a8648ce3d040302';
const COMMON_NAME = '550403';
const SUBJECT_ALT_NAME = '551d11';
const EXTENDED_KEY_USAGE = '551d25';
const SERVER_AUTH = '2b06010505070301';

type Part = Uint8Array | readonly number[];

/** Makes a key (P-256) and a certificate of it, valid from an hour ago for two days. */
export function createCertificate(clock: Clock): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const algorithm = der(0x30, identifier(ECDSA_SHA256));
  const name = der(0x30, der(0x31, der(0x30, identifier(COMMON_NAME), der(0x0c, Buffer.from('Wirewise')))));
  const serial = randomBytes(16);
  serial[0] = ((serial[0] as number) & 0x7f) | 0x40; // a positive integer without leading zeros
  const now = clock.date().getTime();
  const validity = der(0x30, utcTime(now - HOUR), utcTime(now + 48 * HOUR));
  const names = der(0x30, der(0x82, Buffer.from(SERVER_NAME)), der(0x87, [127, 0, 0, 1]));
  const extensions = der(
    0x30,
    der(0x30, identifier(SUBJECT_ALT_NAME), der(0x04, names)),
    der(0x30, identifier(EXTENDED_KEY_USAGE), der(0x04, der(0x30, identifier(SERVER_AUTH)))),
  );
  const version = der(0xa0, der(0x02, [2]));
  const body = der(0x30, version, der(0x02, serial), algorithm, name, validity, name, spki, der(0xa3, extensions));
  const certificate = der(0x30, body, algorithm, der(0x03, [0], sign('sha256', body, privateKey)));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
    keyHash: createHash('sha256').update(spki).digest('base64'),
  };
}

/** Tag, length and content, as DER writes them. */
function der(tag: number, ...parts: readonly Part[]): Buffer {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const size = content.length;
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

const identifier = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));

/** `YYMMDDHHMMSSZ`. */
const utcTime = (at: number) => der(0x17, Buffer.from(`${new Date(at).toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));
