// The HTTP/2 lab on real sockets: each thing that the lesson says can be seen here is seen here, and tshark sees the same.
import { describe, expect, it } from 'vitest';
import { http2 } from '../../src/labs/http2.ts';
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
const upBlocks = (run: WatchedRun) =>
  run.of('http2:frame').filter(({ data, direction }) => data.type === 'HEADERS' && direction === 'client-to-server');

describe('streams', () => {
  it('share one connection and are mixed', async () => {
    // A stream may send less than its resource before it has to wait, so the next one has its turn, however quick the path.
    await using run = await watchLab(http2, { streams: 8, size: 40_000, window: 16_384 }, { rtt: 20 });
    await run.perform('load');
    await run.several(8, 'app:resource', ended);
    const measured = measure(run.events);
    expect(measured).toMatchObject({ connections: 1, streams: 8, resources: 8, resourcesQueued: 0, dataBytes: 320_000 });
    expect(measured.streamSwitches).toBeGreaterThan(7);
    expect(upBlocks(run).map(({ data }) => data.stream)).toEqual([1, 3, 5, 7, 9, 11, 13, 15]);
  });

  it('do not wait for a slow one', async () => {
    await using run = await watchLab(http2, { streams: 3, size: 1000, slow: 300 });
    await run.perform('load');
    await run.several(3, 'app:resource', ended);
    expect(order(run).at(-1)).toBe(1);
  });

  it('reach their first byte after two round trips, the handshake of TCP and the request', async () => {
    await using run = await watchLab(http2, { streams: 1, size: 100 }, { rtt: 80 });
    await run.perform('load');
    await run.first('app:resource', ended);
    expect(measure(run.events).roundTripsH2).toBe(2);
    expect(measure(run.events).firstByteH2).toBeGreaterThan(155);
  });
});

describe('header blocks', () => {
  it('shrink when they are repeated, and the inspector shows the table that does it', async () => {
    await using run = await watchLab(http2, { cookie: 300 });
    await run.perform('headers');
    await run.several(10, 'app:resource', ended);
    const measured = measure(run.events);
    expect(measured.firstBlock).toBeGreaterThan(200);
    expect(measured.tenthBlock).toBeLessThan(measured.firstBlock / 8);
    const [first, second] = upBlocks(run);
    expect(first?.data.table?.entries).toBeGreaterThanOrEqual(3);
    expect(second?.data.table).toEqual(first?.data.table); // nothing new
    const table = first?.fields?.filter(({ name }) => name.startsWith('table ')) ?? [];
    expect(table[0]?.name).toBe('table 62');
    expect(table.some(({ value }) => value.startsWith('cookie: session=c0ffee'))).toBe(true);
  });
});

describe('flow control', () => {
  it('stops a stream at its window, and not the connection', async () => {
    await using run = await watchLab(http2, { window: 20_000, streams: 2, size: 5000 });
    await run.perform('stall');
    await run.first('http2:frame', ({ data }) => data.type === 'DATA');
    await run.perform('load');
    await run.several(2, 'app:resource', ended);
    const stalled = run.of('http2:frame').filter(({ data }) => data.type === 'DATA' && data.stream === 1);
    // The window, and one frame more where a reader had taken its first before it stopped (newer versions of Node).
    expect(stalled.reduce((sum, { data }) => sum + data.length, 0)).toBeLessThanOrEqual(20_000 + 16_384);
    await run.perform('read');
    await run.first('app:resource', ({ data }) => data.phase === 'end' && data.bytes === 1_000_000);
    expect(run.of('http2:frame').some(({ data }) => data.type === 'WINDOW_UPDATE' && data.stream === 1)).toBe(true);
  });
});

describe('priorities (RFC 9218)', () => {
  it.each([
    [true, 4],
    [false, undefined],
  ] as const)('heeded: %s', async (priorities, first) => {
    await using run = await watchLab(http2, { streams: 4, size: 60_000, urgentLast: true, priorities }, { bandwidth: 1_000_000 });
    await run.perform('load');
    await run.several(4, 'app:resource', ended);
    if (first !== undefined) expect(order(run)[0]).toBe(first);
    expect(upBlocks(run).map(({ data }) => data.headers?.find(([name]) => name === 'priority')?.[1])).toEqual([
      'u=5, i',
      'u=5, i',
      'u=5, i',
      'u=0',
    ]);
  });
});

describe('endings', () => {
  it('of one stream: RST_STREAM, and the other goes on', async () => {
    await using run = await watchLab(http2, { size: 3000 });
    await run.perform('reset');
    await run.first('app:resource', ({ data }) => data.id === 1 && data.phase === 'failed');
    await run.first('app:resource', ({ data }) => data.id === 2 && data.phase === 'end');
    const reset = await run.first('http2:frame', ({ data }) => data.type === 'RST_STREAM');
    expect(reset).toMatchObject({ direction: 'client-to-server', data: { stream: 1, detail: 'CANCEL' } });
    expect(measure(run.events).connections).toBe(1);
  });

  it('of a connection: GOAWAY, what is under way is finished, what follows goes elsewhere', async () => {
    await using run = await watchLab(http2, { streams: 2, size: 1000, slow: 300 });
    await run.perform('load');
    await run.several(1, 'app:resource', ended);
    await run.perform('goaway');
    const away = await run.first('http2:frame', ({ data }) => data.type === 'GOAWAY');
    expect(away.data.detail).toContain('NO_ERROR, last stream 3');
    await run.several(2, 'app:resource', ended);
    await run.perform('load');
    await run.several(4, 'app:resource', ended);
    expect(measure(run.events)).toMatchObject({ connections: 2, resourcesFailed: 0 });
  });

  it('by a cut: what was under way fails', async () => {
    await using run = await watchLab(http2, { streams: 2, size: 500_000 }, { bandwidth: 100_000 });
    await run.perform('load');
    await run.several(2, 'app:resource', ({ data }) => data.phase === 'first-byte');
    await run.perform('cut');
    await run.several(2, 'app:resource', ({ data }) => data.phase === 'failed');
  });
});

describe('a ping', () => {
  it('measures the path', async () => {
    await using run = await watchLab(http2, { streams: 1, size: 10 }, { rtt: 60 });
    await run.perform('ping');
    await run.first('app:state', ({ data }) => data.state === 'silent');
    await run.perform('load');
    await run.first('app:resource', ended);
    await run.perform('ping');
    const answered = await run.first('app:state', ({ data }) => data.state === 'answered');
    expect(Number(/after ([\d.]+) ms/.exec(answered.data.detail)?.[1])).toBeGreaterThan(58);
  });
});

describe('negotiation (RFC 7301)', () => {
  it('by ALPN: the offer in the clear, the choice as the client says', async () => {
    await using run = await watchLab(http2);
    await run.perform('alpn');
    const said = await run.several(3, 'app:state', ({ data }) => data.state === 'negotiated');
    expect(said.map(({ data }) => data.detail)).toEqual([
      'offered h2, http/1.1; chosen h2',
      'offered http/1.1; chosen http/1.1',
      'offered nothing; chosen none: HTTP/1.1 is understood',
    ]);
    const hellos = run.of('tls:record').filter(({ data }) => data.detail.startsWith('ClientHello'));
    expect(hellos.map(({ data }) => data.detail)).toEqual([
      'ClientHello localhost offers h2, http/1.1',
      'ClientHello localhost offers http/1.1',
      'ClientHello localhost',
    ]);
  });
});

const reason = await whyNoCapture();
describe(`tshark${reason === undefined ? '' : ` (skipped: ${reason})`}`, () => {
  it.skipIf(reason !== undefined)('counts the same frames, header blocks and bytes', async () => {
    await using run = await watchLab(http2, { streams: 5, size: 30_000 });
    const port = Number(new URL(run.url).port);
    await using seen = await capture(port, { fields: ['tcp.dstport', 'tcp.len', 'http2.type', 'http2.length'], decodeAs: 'http2' });
    await run.perform('load');
    await run.several(5, 'app:resource', ended);
    await run.perform('headers');
    await run.several(15, 'app:resource', ended);
    const frames = run.of('http2:frame').filter(({ data }) => data.type !== 'PREFACE');
    const bytes = (up: boolean) => (packets: typeof seen.packets) =>
      packets
        .filter((packet) => (packet['tcp.dstport'] === String(port)) === up)
        .reduce((sum, packet) => sum + Number(packet['tcp.len']), 0);
    const { bytesUp, bytesDown } = measure(run.events);
    await seen.until((packets) => bytes(true)(packets) >= bytesUp && bytes(false)(packets) >= bytesDown);
    expect({ up: bytes(true)(seen.packets), down: bytes(false)(seen.packets) }).toEqual({ up: bytesUp, down: bytesDown });

    const theirs = seen.packets.flatMap((packet) => {
      const up = packet['tcp.dstport'] === String(port);
      const lengths = (packet['http2.length'] ?? '').split(',');
      const types = (packet['http2.type'] ?? '').split(',').filter((type) => type !== '');
      return types.map((type, index) => `${up ? 'up' : 'down'} ${Number(type)} ${lengths[index]}`);
    });
    const codes = ['DATA', 'HEADERS', 'PRIORITY', 'RST_STREAM', 'SETTINGS', 'PUSH_PROMISE', 'PING', 'GOAWAY', 'WINDOW_UPDATE'];
    const ours = frames.map(
      ({ data, direction }) => `${direction === 'client-to-server' ? 'up' : 'down'} ${codes.indexOf(data.type)} ${data.length}`,
    );
    for (const way of ['up', 'down']) {
      expect(
        theirs.filter((each) => each.startsWith(way)),
        way,
      ).toEqual(ours.filter((each) => each.startsWith(way)));
    }
  });
});
