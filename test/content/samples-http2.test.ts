// The sample of the HTTP/2 lesson against a real server.
import { once } from 'node:events';
import http2, { type ServerHttp2Session } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { expect, it, vi } from 'vitest';

const sample = '../../content/topics/02-http-versions/02-http2/samples/client.js';

it('client.js sends everything on one session, and says when a new one is needed', async () => {
  const { connect } = (await import(/* @vite-ignore */ sample)) as {
    connect(url: string): { get(path: string): Promise<Buffer>; close(): void };
  };
  const sessions: ServerHttp2Session[] = [];
  const server = http2.createServer((request, response) => response.end(request.url));
  server.on('session', (session) => sessions.push(session));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const bodies = await Promise.all(['/a', '/b', '/c'].map((path) => client.get(path)));
  expect(bodies.map(String)).toEqual(['/a', '/b', '/c']);
  expect(sessions).toHaveLength(1);
  sessions[0]?.close(); // GOAWAY
  await vi.waitFor(() => expect(client.get('/d')).rejects.toThrow('connect again'));
  client.close();
  server.close();
});
