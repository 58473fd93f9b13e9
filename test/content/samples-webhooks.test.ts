// Runs the code of the webhook lesson against itself, over real sockets.
import { once } from 'node:events';
import http, { type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';

const samples = '../../content/topics/01-real-time/07-webhooks/samples';
const load = async <T>(file: string): Promise<T> => (await import(/* @vite-ignore */ `${samples}/${file}`)) as T;
const secret = `whsec_${Buffer.from('a secret of 24 bytes, ok').toString('base64')}`;
const { deliver } = await load<{
  deliver(url: string, secret: string, event: { id: string; body: string }, options?: object): Promise<boolean>;
}>('sender.js');
const { startReceiver } = await load<{ startReceiver(options: object): Server }>('receiver.js');

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});
async function listening(server: Server): Promise<string> {
  open.push(server);
  if (!server.listening) await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('the samples of the webhook lesson', () => {
  it('deliver an event once, though it is sent twice', async () => {
    const events: unknown[] = [];
    const url = await listening(startReceiver({ secret, enqueue: (event: unknown) => events.push(event) }));
    const event = { id: 'msg_1', body: '{"type":"paid", "data":{"name":"Zoë"}}' };
    expect(await deliver(url, secret, event)).toBe(true);
    expect(await deliver(url, secret, event)).toBe(true);
    expect(await deliver(url, secret, { ...event, id: 'msg_2' })).toBe(true);
    expect(events).toEqual([JSON.parse(event.body), JSON.parse(event.body)]);
  });

  it('refuse another secret, no signature and a request that is too old', async () => {
    const events: unknown[] = [];
    const enqueue = (event: unknown) => events.push(event);
    const url = await listening(startReceiver({ secret, enqueue }));
    const event = { id: 'msg_1', body: '{}' };
    expect(await deliver(url, 'whsec_AAAA', event, { attempts: 1 })).toBe(false);
    expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(403);
    const strict = await listening(startReceiver({ secret, enqueue, tolerance: -1 }));
    expect(await deliver(strict, secret, event, { attempts: 1 })).toBe(false);
    expect(events).toEqual([]);
  });

  it('go on after failures under one id, and stop at 410', async () => {
    const seen: (string | undefined)[] = [];
    const answers = [500, 503, 204, 410];
    const url = await listening(
      http
        .createServer((request, response) => {
          seen.push(request.headers['webhook-id'] as string);
          request.resume();
          response.writeHead(answers[seen.length - 1] ?? 500).end();
        })
        .listen(0, '127.0.0.1'),
    );
    expect(await deliver(url, secret, { id: 'msg_1', body: '{}' }, { base: 5 })).toBe(true);
    expect(await deliver(url, secret, { id: 'msg_2', body: '{}' }, { base: 5 })).toBe(false);
    expect(seen).toEqual(['msg_1', 'msg_1', 'msg_1', 'msg_2']);
  });

  it('take a broken connection for a failure', async () => {
    let times = 0;
    const url = await listening(
      http
        .createServer((request, response) => {
          times += 1;
          if (times === 1) request.socket.destroy();
          else response.writeHead(204).end();
        })
        .listen(0, '127.0.0.1'),
    );
    expect(await deliver(url, secret, { id: 'msg_1', body: '{}' }, { base: 5 })).toBe(true);
    expect(times).toBe(2);
  });
});
