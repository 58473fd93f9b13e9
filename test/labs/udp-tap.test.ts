// The UDP tap between real sockets.
import dgram, { type Socket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { startUdpTap } from '../../src/labs/udp-tap.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { seededRandom } from '../../src/lib/random.ts';
import { CLEAN, type Conditions } from '../../src/wire/conditions.ts';
import type { Fact } from '../../src/wire/event.ts';

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

async function bound(): Promise<Socket> {
  const socket = dgram.createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  open.push(() => socket.close());
  return socket;
}

async function setUp(conditions: Partial<Conditions> = {}) {
  const facts: (Fact & { connection: number; source: string })[] = [];
  const server = await bound();
  const client = await bound();
  const tap = await startUdpTap({
    upstreamPort: server.address().port,
    conditions: { ...CLEAN, ...conditions },
    emit: (fact, place) => facts.push({ ...fact, connection: place.connection, source: place.source }),
    clock: systemClock,
    random: seededRandom(1),
    signal: new AbortController().signal,
  });
  /** Sends one up and answers it; the port that the server saw. */
  const exchange = async (text = 'hello') => {
    client.send(text, tap.port, '127.0.0.1');
    const [got, from] = (await once(server, 'message')) as [Buffer, dgram.RemoteInfo];
    expect(got.toString()).toBe(text);
    server.send(`re: ${text}`, from.port, '127.0.0.1');
    const [back] = (await once(client, 'message')) as [Buffer];
    expect(back.toString()).toBe(`re: ${text}`);
    return from.port;
  };
  return { tap, facts, client, server, exchange };
}

describe('the UDP tap', () => {
  it('passes datagrams to and fro, and accounts for each byte', async () => {
    const { tap, facts, exchange } = await setUp();
    const port = await exchange();
    expect(tap.connectionOf(port)).toBe(1);
    expect(tap.connectionOf(1)).toBe(0);
    const sum = (direction: string) => facts.filter((fact) => fact.direction === direction).reduce((total, { size }) => total + size, 0);
    expect([sum('client-to-server'), sum('server-to-client')]).toEqual([5, 9]);
    expect(facts.every(({ connection, source }) => connection === 1 && source === 'tap')).toBe(true);
    await tap[Symbol.asyncDispose]();
    await tap[Symbol.asyncDispose]();
  });

  it('gives the client another port, and goes on', async () => {
    const { tap, facts, exchange } = await setUp();
    const before = await exchange();
    await tap.rebind();
    const after = await exchange('again');
    expect(after).not.toBe(before);
    expect(tap.connectionOf(after)).toBe(1);
    const change = facts.find(({ name }) => name === 'path:change');
    expect(change).toMatchObject({
      source: 'model',
      data: { detail: `another network: the client's port is ${after} now, it was ${before}` },
    });
    await tap[Symbol.asyncDispose]();
  });

  it('forgets who is silent, as a NAT does', async () => {
    const { tap, facts, exchange } = await setUp({ idleTimeout: 1 });
    const before = await exchange();
    const until = systemClock.now() + 3;
    while (systemClock.now() < until) await new Promise((resolve) => setImmediate(resolve));
    expect(await exchange()).not.toBe(before);
    expect(facts.some((fact) => fact.name === 'path:change' && fact.data.detail.includes('forgotten by the NAT'))).toBe(true);
    await tap[Symbol.asyncDispose]();
  });

  it('really drops, and says so', async () => {
    const { tap, facts, client, exchange } = await setUp();
    await exchange();
    tap.setConditions({ loss: 100 });
    client.send('gone', tap.port, '127.0.0.1');
    await expect.poll(() => facts.at(-1)).toMatchObject({ name: 'path:drop', source: 'model', data: { bytes: 4, reason: 'loss' } });
    tap.setConditions({ loss: 0 });
    await exchange('next');
    await tap[Symbol.asyncDispose]();
  });

  it('keeps clients apart', async () => {
    const { tap, facts, exchange } = await setUp();
    await exchange();
    const other = await bound();
    other.send('other', tap.port, '127.0.0.1');
    await expect.poll(() => facts.some(({ connection }) => connection === 2)).toBe(true);
    await tap[Symbol.asyncDispose]();
  });
});
