import { describe, expect, it } from 'vitest';
import { createIdleClients, hasIdleClients } from '../../src/labs/idle-clients.ts';
import { LABS } from '../../src/labs/index.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { seededRandom } from '../../src/lib/random.ts';
import { CLEAN } from '../../src/wire/conditions.ts';
import { defaultsOf } from '../../src/wire/setting.ts';
import { createWatch } from './watch.ts';

const TRANSPORTS = ['websocket', 'sse', 'long-polling', 'short-polling', 'http2-push', 'grpc-streaming'] as const;

describe('idle clients', { timeout: 20_000 }, () => {
  it.each(TRANSPORTS)('of %s are what its server takes for clients', async (id) => {
    const lab = await LABS[id].load();
    const watch = createWatch();
    const { see } = watch;
    let seq = 0;
    const server = await lab.serve({
      params: { ...defaultsOf(lab.settings), rate: 50 },
      conditions: CLEAN,
      emit: (fact, place) => see({ ...fact, ...place, seq: seq++, time: 0, entered: 0 }),
      clock: systemClock,
      random: seededRandom(1),
      signal: new AbortController().signal,
      untapped: true,
    });
    const clients = createIdleClients(id, Number(new URL(server.url).port));
    try {
      await clients.open(3);
      // The feed begins with the first client, and none of it passes a tap.
      await watch.first('app:publish');
      expect(watch.events.filter(({ source }) => source === 'tap')).toEqual([]);
    } finally {
      clients[Symbol.dispose]();
      await server[Symbol.asyncDispose]();
    }
  });
  it('are known of transports only', async () => {
    expect([hasIdleClients('sse'), hasIdleClients('webhook')]).toEqual([true, false]);
    await expect(createIdleClients('webhook', 1).open(1)).rejects.toThrow('nothing is known');
  });
});
