import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { type Edge, startEdge } from '../../src/labs/edge.ts';
import { isWebSocket } from '../../src/labs/edge-tunnel.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { startWorld } from './edge-world.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function echo(): Promise<{ readonly edge: Edge; readonly outcomes: string[] }> {
  const origin = http.createServer((_request, response) => response.end('page'));
  new WebSocketServer({ server: origin }).on('connection', (socket) => socket.on('message', (data) => socket.send(`echo ${data}`)));
  await new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve));
  closers.push(
    () => origin.closeAllConnections(),
    () => origin.close(),
  );
  const outcomes: string[] = [];
  const edge = await startEdge({
    origin: { host: '127.0.0.1', port: (origin.address() as AddressInfo).port },
    clock: systemClock,
    onExchange: ({ decision }) => outcomes.push(`${decision.outcome} ${decision.status} ${decision.target}`),
  });
  closers.push(() => edge[Symbol.asyncDispose]());
  return { edge, outcomes };
}

describe('upgrades', () => {
  it('a WebSocket goes through, both ways, and is told of', async () => {
    const { edge, outcomes } = await echo();
    const socket = new WebSocket(`ws://127.0.0.1:${edge.port}/live?x=1`);
    const said = await new Promise<string>((resolve, reject) => {
      socket.on('error', reject);
      socket.on('open', () => socket.send('hello'));
      socket.on('message', (data) => resolve(String(data)));
    });
    expect(said).toBe('echo hello');
    expect(outcomes).toEqual(['bypassed 101 /live?x=1']);
  });

  it('ends with the edge', async () => {
    const { edge } = await echo();
    const socket = new WebSocket(`ws://127.0.0.1:${edge.port}/`);
    await new Promise((resolve) => socket.on('open', resolve));
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.on('error', () => undefined);
    await edge[Symbol.asyncDispose]();
    await closed;
  });

  it('any other is refused: no tunnel for what cannot be read (h2c smuggling)', async () => {
    await using world = await startWorld((_request, response) => response.end('x'));
    const refused = await world.raw(
      'GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AA\r\n\r\n',
    );
    expect(refused).toMatch(/^HTTP\/1\.1 400 /);
    expect(world.asked).toHaveLength(0);
    expect(isWebSocket({ method: 'GET', rawHeaders: ['Upgrade', 'WebSocket', 'Content-Length', '5'] })).toBe(false);
    expect(isWebSocket({ method: 'POST', rawHeaders: ['Upgrade', 'websocket'] })).toBe(false);
  });

  it('an origin that does not upgrade is heard', async () => {
    await using world = await startWorld((_request, response) => response.writeHead(404).end());
    const refused = await world.raw(
      'GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\n\r\n',
    );
    expect(refused).toMatch(/^HTTP\/1\.1 404 /);
  });
});
