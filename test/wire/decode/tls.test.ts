// TLS records against a real handshake and the examples of RFC 8448.
import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import tls from 'node:tls';
import { describe, expect, it } from 'vitest';
import { createConnectionDecoder } from '../../../src/wire/decode/connection.ts';
import { createTlsDecoder } from '../../../src/wire/decode/tls.ts';
import { describeHello } from '../../../src/wire/decode/tls-hello.ts';
import { type Conversation, DOWN, expectNoiseIsAccounted, expectSplitsDoNotMatter, feed, fromHex, named, UP } from './feed.ts';

/** RFC 8448 section 3: the server's hello of the simple 1-RTT handshake. */
const SERVER_HELLO = fromHex(
  '16 03 03 00 5a 02 00 00 56 03 03 a6 af 06 a4 12 18 60 dc 5e 6e 60 24 9c d3 4c 95 93 0c 8a c5 cb 14 34 da c1 55 77 2e d3 e2 69 28 00 13 01 00 00 2e 00 33 00 24 00 1d 00 20 c9 82 88 76 11 20 95 fe 66 76 2b db f7 c6 72 e1 56 d6 cc 25 3b 83 3d f1 dd 69 b1 b0 4e 75 1f 0f 00 2b 00 02 03 04',
);
const APPLICATION = fromHex('17 03 03 00 04 01 02 03 04');
const CHANGE = fromHex('14 03 03 00 01 01');

/** What Node's client says first when it offers these protocols. */
async function clientHello(ALPNProtocols: string[]): Promise<Buffer> {
  const server = net.createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = tls.connect({
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    servername: 'shop.example',
    ALPNProtocols,
  });
  client.on('error', () => {});
  const [socket] = (await once(server, 'connection')) as [net.Socket];
  const [bytes] = (await once(socket, 'data')) as [Buffer];
  client.destroy();
  socket.destroy();
  server.close();
  return bytes;
}

describe('TLS at its outermost layer', () => {
  it('is found by its first record, which names the server and the protocols on offer', async () => {
    const hello = await clientHello(['h2', 'http/1.1']);
    const facts = feed(createConnectionDecoder(), [
      [UP, hello],
      [DOWN, SERVER_HELLO],
      [DOWN, CHANGE],
      [DOWN, APPLICATION],
    ]);
    expect(named(facts, 'tls:record').map(({ data }) => [data.type, data.detail])).toEqual([
      ['handshake', 'ClientHello shop.example offers h2, http/1.1'],
      ['handshake', 'ServerHello TLS 1.3'],
      ['change_cipher_spec', 'does nothing'],
      ['application_data', ''],
    ]);
  });

  it('gives the same facts however the bytes are split, and loses none', async () => {
    const conversation: Conversation = [
      [UP, await clientHello(['http/1.1'])],
      [DOWN, SERVER_HELLO],
      [UP, APPLICATION],
      [DOWN, APPLICATION.subarray(0, 7)],
    ];
    expectSplitsDoNotMatter(createTlsDecoder, conversation);
    expectSplitsDoNotMatter(() => createConnectionDecoder(), conversation);
    expectNoiseIsAccounted(createTlsDecoder, [SERVER_HELLO, APPLICATION]);
  });

  it('says where it ends: what is no record is raw', () => {
    const facts = feed(createTlsDecoder(), [[UP, fromHex('16 03 01 ff ff 00')]]);
    expect(facts).toMatchObject([{ name: 'raw:bytes', size: 6 }]);
  });

  it('reads nothing into what is encrypted or broken', () => {
    expect(describeHello(fromHex('10 00 00 02 00 00'))).toBe('');
    expect(describeHello(fromHex(''))).toBe('');
    expect(describeHello(fromHex('01 00 00 ff 03'))).toBe('ClientHello');
  });
});
