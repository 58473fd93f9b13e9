// What an upgrade agreed on: the accept value worked out, and the extensions that the frames after it use
// (RFC 6455 sections 4.2.2 and 9.1, RFC 7692 section 7.1). SHA-1 here proves understanding, not identity.
import { createHash } from 'node:crypto';
import type { Fact } from '../event.ts';
import { headerOf, listOf } from './header-list.ts';
import type { Upgrade } from './http1.ts';

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** What permessage-deflate was agreed to do, each direction for itself. */
export interface DeflateAgreement {
  readonly clientTakeover: boolean;
  readonly serverTakeover: boolean;
}

/** The Sec-WebSocket-Accept that belongs to a key (RFC 6455 section 4.2.2, item 5.4). */
export function acceptFor(key: string): string {
  return createHash('sha1').update(`${key}${GUID}`).digest('base64');
}

/** Reads the extensions that the server agreed to. `extensions` is the value of its Sec-WebSocket-Extensions. */
export function readDeflate(extensions: string): DeflateAgreement | undefined {
  const agreed = extensions.split(',').map((extension) => extension.split(';').map((part) => part.trim().toLowerCase()));
  const deflate = agreed.find(([name]) => name === 'permessage-deflate');
  if (deflate === undefined) return undefined;
  return {
    clientTakeover: !deflate.includes('client_no_context_takeover'),
    serverTakeover: !deflate.includes('server_no_context_takeover'),
  };
}

/** Whether the request asked for WebSocket. */
export function isWebSocketUpgrade(upgrade: Upgrade): boolean {
  return listOf(upgrade.response.headers, 'upgrade').includes('websocket');
}

/** The `ws:open` of an upgrade. It has no bytes of its own: request and response have counted them. */
export function openFact(upgrade: Upgrade): Extract<Fact, { name: 'ws:open' }> {
  const key = headerOf(upgrade.request.headers, 'sec-websocket-key') ?? '';
  const accept = headerOf(upgrade.response.headers, 'sec-websocket-accept') ?? '';
  const protocol = headerOf(upgrade.response.headers, 'sec-websocket-protocol') ?? '';
  const extensions = headerOf(upgrade.response.headers, 'sec-websocket-extensions') ?? '';
  const expected = acceptFor(key);
  const part = (name: string, value: string, meaning: string) => ({ name, offset: 0, length: 0, value, meaning });
  return {
    name: 'ws:open',
    direction: 'server-to-client',
    size: 0,
    data: { key, accept, expected, protocol, extensions },
    fields: [
      part('Sec-WebSocket-Key', key, 'what the client sent (RFC 6455 section 4.1)'),
      part('key + GUID', `${key}${GUID}`, 'the server appends a fixed GUID (RFC 6455 section 4.2.2)'),
      part('Base64(SHA-1)', expected, 'what that gives'),
      part(
        'Sec-WebSocket-Accept',
        accept,
        accept === expected
          ? 'the same: the server speaks WebSocket'
          : 'not the same: the client must fail the connection (RFC 6455 section 4.1)',
      ),
    ],
  };
}
