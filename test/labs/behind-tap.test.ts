import net, { type AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { startBehindTap } from '../../src/labs/behind-tap.ts';
import type { LabContext } from '../../src/labs/lab.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { seededRandom } from '../../src/lib/random.ts';
import { CLEAN } from '../../src/wire/conditions.ts';

const context: LabContext = {
  params: {},
  conditions: CLEAN,
  emit: () => {},
  clock: systemClock,
  random: seededRandom(1),
  signal: new AbortController().signal,
};

async function startGreeter() {
  const closed: string[] = [];
  const server = net.createServer((socket) => socket.on('error', () => {}).end('hello'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    closed,
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      closed.push('server');
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

it('lets clients reach the server through the tap, and closes both', async () => {
  const { server, tap, ...both } = await startBehindTap(context, startGreeter);
  const client = net.connect(tap.port, '127.0.0.1');
  const said = await new Promise((resolve) => client.once('data', (bytes) => resolve(String(bytes))));
  expect(said).toBe('hello');
  client.destroy();
  await both[Symbol.asyncDispose]();
  expect(server.closed).toEqual(['server']);
});

it('closes the server where the port of the tap is taken', async () => {
  const server = await startGreeter();
  const start = startBehindTap({ ...context, port: server.port }, async () => server);
  await expect(start).rejects.toMatchObject({ code: 'EADDRINUSE' });
  expect(server.closed).toEqual(['server']);
});
