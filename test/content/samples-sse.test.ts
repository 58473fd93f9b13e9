// Runs the code of the SSE lesson against itself, over real sockets.
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EventSource } from 'eventsource';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const samples = '../../content/topics/01-real-time/02-sse/samples';
interface Feed {
  readonly server: Server;
  publish(value: unknown): void;
}
const load = async <T>(file: string): Promise<T> => (await import(/* @vite-ignore */ `${samples}/${file}`)) as T;

beforeAll(() => {
  vi.stubGlobal('EventSource', EventSource);
});
afterAll(() => {
  vi.unstubAllGlobals();
});

async function serve() {
  const { startServer } = await load<{ startServer(options: object): Feed }>('server.js');
  const { server, publish } = startServer({});
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { publish, url, close, cut: () => server.closeAllConnections() };
}

describe('the samples of the SSE lesson', () => {
  it('client.js follows server.js across a cut, and nothing is lost', async () => {
    const { follow } = await load<{ follow(url: string, options: object): () => void }>('client.js');
    const { publish, cut, close, url } = await serve();
    const values: number[] = [];
    const states: string[] = [];
    const stop = follow(url, { onValue: (value: number) => values.push(value), onState: (state: string) => states.push(state) });
    await vi.waitFor(() => expect(states).toEqual(['open']));
    publish(1);
    await vi.waitFor(() => expect(values).toEqual([1]));
    cut();
    publish(2);
    await vi.waitFor(() => expect(states).toEqual(['open', 'reconnecting', 'open']), 5000);
    publish(3);
    await vi.waitFor(() => expect(values).toEqual([1, 2, 3]));
    stop();
    close();
  });

  it('the habit of cheat-sheet-client.js ends at the first cut, the mended client goes on', async () => {
    const { habit, mended } =
      await load<Record<'habit' | 'mended', (url: string, show: (value: number) => void, ended?: () => void) => EventSource>>(
        'cheat-sheet-client.js',
      );
    const { publish, cut, close, url } = await serve();
    const seen: Record<string, number[]> = { habit: [], mended: [] };
    const first = habit(url, (value) => seen.habit?.push(value));
    const second = mended(
      url,
      (value) => seen.mended?.push(value),
      () => {},
    );
    await vi.waitFor(() => expect([first.readyState, second.readyState]).toEqual([EventSource.OPEN, EventSource.OPEN]));
    publish(1);
    await vi.waitFor(() => expect(seen).toEqual({ habit: [1], mended: [1] }));
    cut();
    await vi.waitFor(() => expect(first.readyState).toBe(EventSource.CLOSED));
    await vi.waitFor(() => expect(second.readyState).toBe(EventSource.OPEN), 5000);
    publish(2);
    await vi.waitFor(() => expect(seen.mended).toEqual([1, 2]));
    expect(seen.habit).toEqual([1]);
    second.close();
    close();
  });
});
