import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';
import { describe, expect, it } from 'vitest';
import { createCertificate, SERVER_NAME } from '../../src/labs/certificate.ts';
import { manualClock, systemClock } from '../../src/lib/clock.ts';

describe('a certificate for one run', () => {
  it('is well formed, for this machine, and another one each time', () => {
    const one = createCertificate(manualClock(Date.UTC(2026, 0, 2, 3, 4, 5)));
    const parsed = new X509Certificate(one.cert);
    expect(parsed.subjectAltName).toBe('DNS:localhost, IP Address:127.0.0.1');
    expect(parsed.checkHost(SERVER_NAME)).toBe(SERVER_NAME);
    expect(parsed.verify(parsed.publicKey)).toBe(true);
    expect(new Date(parsed.validFrom).toISOString()).toBe('2026-01-02T02:04:05.000Z');
    expect(new Date(parsed.validTo).toISOString()).toBe('2026-01-04T03:04:05.000Z');
    expect(createCertificate(systemClock).key).not.toBe(one.key);
    expect(one.keyHash).toMatch(/^[A-Za-z0-9+/]{43}=$/);
  });

  it('is good for TLS with a client that trusts it and no other', async () => {
    const mine = createCertificate(systemClock);
    const server = tls.createServer({ key: mine.key, cert: mine.cert }, (socket) => socket.end('hello'));
    server.on('tlsClientError', () => {});
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const connect = (ca: string) => tls.connect({ host: '127.0.0.1', port, servername: SERVER_NAME, ca });
    const good = connect(mine.cert);
    await once(good, 'secureConnect');
    expect(good.authorized).toBe(true);
    good.destroy();
    const [problem] = await once(connect(createCertificate(systemClock).cert), 'error');
    expect(problem).toBeInstanceOf(Error);
    server.close();
  });
});
