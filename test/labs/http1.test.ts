// The HTTP/1.1 lab on real sockets: each thing that the lesson says can be seen here is seen here.
import { describe, expect, it } from 'vitest';
import { http1 } from '../../src/labs/http1.ts';
import type { EventOf } from '../../src/wire/event.ts';
import { measure } from '../../src/wire/measure.ts';
import { capture, whyNoCapture } from './tshark.ts';
import { type WatchedRun, watchLab } from './watch.ts';

const ended = ({ data }: EventOf<'app:resource'>) => data.phase === 'end';
const order = (run: WatchedRun) =>
  run
    .of('app:resource')
    .filter(ended)
    .map(({ data }) => data.id);

describe('a page', () => {
  it('comes over six connections, and what is beyond them waits in the client', async () => {
    await using run = await watchLab(http1, { requests: 14, delay: 30 });
    await run.perform('load');
    await run.several(14, 'app:resource', ended);
    expect(measure(run.events)).toMatchObject({
      connections: 6,
      openPeak: 6,
      requests: 14,
      responses: 14,
      resourcesQueued: 8,
      resources: 14,
    });
    const seventh = run.of('http:request').find(({ data }) => data.target.startsWith('/r/7?'));
    const firstEnd = await run.first('app:resource', ended);
    expect(seventh?.seq).toBeGreaterThan(firstEnd.seq - 3); // the tap sees a response just before its client does
  });

  it('comes over a connection each where none is kept, and each says so', async () => {
    await using run = await watchLab(http1, { requests: 8, delay: 0, keepAlive: false });
    await run.perform('load');
    await run.several(8, 'app:resource', ended);
    expect(measure(run.events)).toMatchObject({ connections: 8, resources: 8 });
    expect(measure(run.events).openPeak).toBeLessThanOrEqual(6);
    for (const { data } of run.of('http:request')) expect(data.headers).toContainEqual(['Connection', 'close']);
  });

  it('has six connections for each of its origins', async () => {
    await using run = await watchLab(http1, { requests: 12, delay: 100, origins: 3, limit: 4 });
    await run.perform('load');
    await run.several(12, 'app:resource', ended);
    expect(measure(run.events)).toMatchObject({ openPeak: 12, resourcesQueued: 0 });
    const hosts = new Set(run.of('http:request').map(({ data }) => data.headers.find(([name]) => name === 'Host')?.[1].split('.')[0]));
    expect([...hosts].sort()).toEqual(['static1', 'static2', 'static3']);
  });

  it('pays a round trip for the handshake of each connection: a model, and marked as one', async () => {
    await using run = await watchLab(http1, { requests: 1, delay: 0 }, { rtt: 60 });
    await run.perform('load');
    await run.first('app:resource', ended);
    const [hold] = run.of('path:hold');
    expect(hold).toMatchObject({ source: 'model', data: { reason: 'handshake', milliseconds: 60 } });
    expect(measure(run.events).roundTripsH1).toBe(2);
    expect(measure(run.events).firstByteH1).toBeGreaterThan(115);
    await run.perform('request');
    await run.several(2, 'app:resource', ended);
    expect(run.of('path:hold')).toHaveLength(1);
  });
});

describe('head-of-line blocking', () => {
  it('on one connection: the second is sent when the first has ended', async () => {
    await using run = await watchLab(http1, { requests: 3, limit: 1, delay: 0, slow: 150 });
    await run.perform('load');
    await run.several(3, 'app:resource', ended);
    expect(order(run)).toEqual([1, 2, 3]);
    expect(run.of('http:request')[1]?.seq).toBeGreaterThan(run.of('http:response')[0]?.seq ?? Number.POSITIVE_INFINITY);
  });

  it('is kept by pipelining: the server is ready and holds back', async () => {
    await using run = await watchLab(http1, { requests: 4, delay: 0, slow: 200 });
    await run.perform('pipeline');
    await run.several(4, 'app:resource', ended);
    expect(order(run)).toEqual([1, 2, 3, 4]);
    expect(run.of('http:request')).toHaveLength(4);
    expect(run.of('http:request')[3]?.seq).toBeLessThan(run.of('http:response')[0]?.seq ?? 0);
    expect(run.of('app:state').filter(({ data }) => data.state === 'ready')).toHaveLength(3);
    expect(measure(run.events).connections).toBe(1);
  });
});

describe('a connection that is cut', () => {
  it('fails what was under way', async () => {
    await using run = await watchLab(http1, { requests: 4, limit: 2, delay: 100 });
    await run.perform('load');
    await run.several(2, 'http:request');
    await run.perform('cut');
    await run.several(2, 'app:resource', ({ data }) => data.phase === 'failed');
    await run.several(2, 'app:resource', ended); // those that waited come over new connections
  });

  it('fails what a pipeline had not got', async () => {
    await using run = await watchLab(http1, { requests: 4, delay: 0, slow: 5000 });
    await run.perform('pipeline');
    await run.several(4, 'http:request');
    await run.perform('cut');
    await run.several(4, 'app:resource', ({ data }) => data.phase === 'failed');
  });
});

const reason = await whyNoCapture();
describe(`tshark${reason === undefined ? '' : ` (skipped: ${reason})`}`, () => {
  it.skipIf(reason !== undefined)('counts the same connections, requests, responses and bytes', async () => {
    await using run = await watchLab(http1, { requests: 15, delay: 20 });
    const port = Number(new URL(run.url).port);
    const fields = ['tcp.dstport', 'tcp.len', 'tcp.flags.syn', 'tcp.flags.ack', 'http.request.uri', 'http.response.code'];
    await using seen = await capture(port, { fields, decodeAs: 'http' });
    await run.perform('load');
    await run.several(15, 'app:resource', ended);
    const bytes = (up: boolean) =>
      seen.packets
        .filter((packet) => (packet['tcp.dstport'] === String(port)) === up)
        .reduce((sum, packet) => sum + Number(packet['tcp.len']), 0);
    const { bytesUp, bytesDown, connections } = measure(run.events);
    await seen.until(() => bytes(true) >= bytesUp && bytes(false) >= bytesDown);
    expect({ up: bytes(true), down: bytes(false) }).toEqual({ up: bytesUp, down: bytesDown });
    const list = (field: string) => seen.packets.flatMap((packet) => (packet[field] ?? '').split(',').filter((value) => value !== ''));
    const isOn = (value: string | undefined) => value === '1' || value === 'True';
    expect(seen.packets.filter((packet) => isOn(packet['tcp.flags.syn']) && !isOn(packet['tcp.flags.ack']))).toHaveLength(connections);
    expect(list('http.request.uri').sort()).toEqual(
      run
        .of('http:request')
        .map(({ data }) => data.target)
        .sort(),
    );
    expect(list('http.response.code')).toEqual(run.of('http:response').map(({ data }) => String(data.status)));
  });
});
