// The sample of the HTTP/1.1 lesson against a real server.
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { expect, it } from 'vitest';

const sample = '../../content/topics/02-http-versions/01-http1/samples/client.js';

it('client.js keeps at most six connections and uses them again', async () => {
  const { agent, get } = (await import(/* @vite-ignore */ sample)) as { agent: http.Agent; get(url: string): Promise<Buffer> };
  const sockets = new Set<Socket>();
  const server = http.createServer((request, response) => setImmediate(() => response.end(request.url)));
  server.on('connection', (socket) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const bodies = await Promise.all(Array.from({ length: 20 }, (_, index) => get(`${url}/${index}`)));
  expect(bodies.map(String)).toEqual(Array.from({ length: 20 }, (_, index) => `/${index}`));
  await get(`${url}/again`);
  expect(sockets.size).toBe(6);
  agent.destroy();
  server.close();
  server.closeAllConnections();
});
