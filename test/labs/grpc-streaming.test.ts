// The gRPC lab on real sockets: each thing that the lesson says can be seen here is seen here.
import { describe, expect, it } from 'vitest';
import { grpcStreaming } from '../../src/labs/grpc-streaming.ts';
import type { EventOf, HeaderList } from '../../src/wire/event.ts';
import { measure } from '../../src/wire/measure.ts';
import { type WatchedRun, watchLab } from './watch.ts';

const header = (headers: HeaderList | undefined, name: string) => headers?.find(([key]) => key.toLowerCase() === name)?.[1];
const says =
  (actor: 'client' | 'server', state: string, detail = '') =>
  ({ data }: EventOf<'app:state'>) =>
    data.actor === actor && data.state === state && data.detail.includes(detail);
const callTo =
  (method: string) =>
  ({ data }: EventOf<'http2:frame'>) =>
    header(data.headers, ':path') === `/wirewise.Feed/${method}`;
const messagesOf = (run: WatchedRun, method: string) =>
  run
    .of('grpc:message')
    .filter(({ data }) => data.method === `/wirewise.Feed/${method}`)
    .map(({ direction, data }) => [direction === 'client-to-server' ? 'up' : 'down', data.type.replace('wirewise.', ''), data.text]);

/** Stops the feed and waits until its last quote has come through. */
async function drain(run: WatchedRun): Promise<void> {
  await run.perform('stop-feed');
  const last = run.of('app:publish').at(-1)?.data.id;
  await run.first('app:deliver', ({ data }) => data.id === last);
}

describe('the four kinds of call', () => {
  it('unary: one message each way, then a status in trailers, although :status is 200', async () => {
    await using run = await watchLab(grpcStreaming);
    await run.perform('unary');
    const status = await run.first('grpc:status');
    expect(status.data).toMatchObject({ method: '/wirewise.Feed/Latest', code: 0, status: 'OK' });
    expect(messagesOf(run, 'Latest').map(([direction, type]) => [direction, type])).toEqual([
      ['up', 'LatestRequest'],
      ['down', 'Quote'],
    ]);
    const request = await run.first('http2:frame', callTo('Latest'));
    expect(header(request.data.headers, 'content-type')).toBe('application/grpc');
    expect(header(request.data.headers, 'te')).toBe('trailers');
    const trailers = run.of('http2:frame').find(({ data }) => header(data.headers, 'grpc-status') !== undefined);
    expect(trailers?.data.flags).toContain('END_STREAM');
  });

  it('server streaming: one request, the feed as fields', async () => {
    await using run = await watchLab(grpcStreaming, { rate: 100 });
    await run.perform('connect');
    await run.several(3, 'app:deliver');
    const [request, one, two] = messagesOf(run, 'Follow');
    expect(request).toEqual(['up', 'FollowRequest', 'since: 0']);
    expect(one?.[2]).toMatch(/^id: 1 at: 10 instrument \{ symbol: "[A-Z]{4}" \} price: [\d.]+ pad: "/);
    expect(two?.[2]).toMatch(/^id: 2 /);
  });

  it('client streaming: five readings, one summary', async () => {
    await using run = await watchLab(grpcStreaming);
    await run.perform('client-stream');
    await run.first('app:state', says('client', 'answered', 'Report: 5 readings, sum 10'));
    expect(messagesOf(run, 'Report')).toEqual([
      ...[3, -1, 4, -1, 5].map((value) => ['up', 'Reading', `value: ${value}`]),
      ['down', 'Summary', 'count: 5 sum: 10'],
    ]);
  });

  it('both ways: the server speaks first, and neither waits for the other to end', async () => {
    await using run = await watchLab(grpcStreaming);
    await run.perform('bidi');
    await run.first('app:state', says('client', 'answered', 'Talk'));
    expect(messagesOf(run, 'Talk').map(([direction]) => direction)).toEqual(['down', 'up', 'down', 'up', 'down', 'up', 'down']);
  });

  it('all of them share one connection, as streams', async () => {
    await using run = await watchLab(grpcStreaming, { rate: 100, clients: 3 });
    await run.perform('connect');
    for (const action of ['unary', 'client-stream', 'bidi']) await run.perform(action);
    await run.several(3, 'grpc:status');
    await run.first('app:deliver', ({ data }) => data.client === 'client 3');
    expect(measure(run.events)).toMatchObject({ connections: 1, streams: 6, requests: 6 });
  });
});

describe('how calls end', () => {
  it('a call that fails is answered with 200 and a status', async () => {
    await using run = await watchLab(grpcStreaming);
    await run.perform('not-found');
    const failed = await run.first('app:state', says('client', 'failed', '5 NOT_FOUND'));
    expect(failed.data.detail).toContain("no instrument 'NONE'");
    const only = run.of('http2:frame').find(({ data }) => header(data.headers, 'grpc-status') !== undefined);
    expect([header(only?.data.headers, ':status'), header(only?.data.headers, 'grpc-status')]).toEqual(['200', '5']);
    expect(measure(run.events)).toMatchObject({ grpcFailures: 1, refused: 0 });
  });

  it('a deadline travels in grpc-timeout, ends the call at the client, and stops the work of the server', async () => {
    await using run = await watchLab(grpcStreaming, { deadline: 150, work: 60_000 });
    await run.perform('unary');
    await run.first('app:state', says('client', 'failed', '4 DEADLINE_EXCEEDED'));
    const request = await run.first('http2:frame', callTo('Latest'));
    expect(header(request.data.headers, 'grpc-timeout')).toMatch(/^\d+m$/);
    const reset = await run.first('http2:frame', ({ data }) => data.type === 'RST_STREAM');
    expect([reset.direction, reset.data.detail]).toEqual(['client-to-server', 'CANCEL']);
    await run.first('app:state', says('server', 'cancelled'));
    expect(run.of('grpc:status')).toEqual([]); // the status is the client's own
  });

  it('cancelling ends one stream, not the connection', async () => {
    await using run = await watchLab(grpcStreaming, { rate: 100 });
    await run.perform('connect');
    await run.several(3, 'app:deliver');
    await run.perform('cancel');
    await run.first('app:state', says('client', 'cancelled', '1 CANCELLED'));
    await run.first('app:state', says('server', 'gone'));
    await run.perform('unary');
    await run.first('grpc:status');
    expect(run.of('app:state').filter(says('client', 'reconnecting'))).toEqual([]);
    expect(measure(run.events)).toMatchObject({ connections: 1, resets: 1 });
  });

  it('a server that drains says GOAWAY, then UNAVAILABLE on each stream; the client calls again elsewhere', async () => {
    await using run = await watchLab(grpcStreaming, { rate: 100, resume: true });
    await run.perform('connect');
    await run.several(3, 'app:deliver');
    await run.perform('drain');
    await run.first('http2:frame', ({ data, direction }) => data.type === 'GOAWAY' && direction === 'server-to-client');
    const status = await run.first('grpc:status');
    expect(status.data).toMatchObject({ code: 14, status: 'UNAVAILABLE' });
    await run.several(2, 'app:state', says('client', 'open'));
    await drain(run);
    expect(measure(run.events)).toMatchObject({ connections: 2, lost: 0, duplicates: 0, reconnects: 1 });
  });
});

describe('a cut', () => {
  async function cutOnce(params: Parameters<typeof watchLab>[1]): Promise<WatchedRun> {
    const run = await watchLab(grpcStreaming, { rate: 50, ...params });
    await run.perform('connect');
    await run.several(5, 'app:deliver');
    await run.perform('cut');
    await run.several(2, 'app:state', says('client', 'open'));
    await run.several(10, 'app:deliver');
    await drain(run);
    return run;
  }

  it('ends the stream as UNAVAILABLE, which nobody sent; what was published meanwhile is lost', async () => {
    await using run = await cutOnce({});
    const failed = await run.first('app:state', says('client', 'failed'));
    expect(failed.data.detail).toContain('14 UNAVAILABLE');
    expect(run.of('grpc:status')).toEqual([]);
    expect(measure(run.events).lost).toBeGreaterThan(0);
    expect(measure(run.events)).toMatchObject({ connections: 2, reconnects: 1, duplicates: 0 });
  });

  it('loses nothing where the call says since when and the server has kept what followed', async () => {
    await using run = await cutOnce({ resume: true });
    const [, again] = messagesOf(run, 'Follow').filter(([direction]) => direction === 'up');
    expect(again?.[2]).toMatch(/^since: [1-9]/);
    expect(measure(run.events)).toMatchObject({ lost: 0, duplicates: 0 });
  });

  it('is the end where the application does not call again: the library makes no stream anew', async () => {
    await using run = await watchLab(grpcStreaming, { rate: 50, reconnect: false });
    await run.perform('connect');
    await run.several(3, 'app:deliver');
    await run.perform('cut');
    await run.first('app:state', says('client', 'closed', 'nobody calls again'));
    await run.perform('unary');
    await run.first('grpc:status');
    expect(run.of('http2:frame').filter(callTo('Follow'))).toHaveLength(1);
  });

  it('of a path that merely goes silent is noticed by PINGs alone', async () => {
    await using run = await watchLab(grpcStreaming, { rate: 1, keepalive: 200, reconnect: false });
    await run.perform('connect');
    await run.first('http2:frame', ({ data, direction }) => data.type === 'PING' && direction === 'server-to-client');
    await run.perform('blackhole');
    const failed = await run.first('app:state', says('client', 'failed'));
    expect(failed.data.detail).toContain('14 UNAVAILABLE');
  });
});

it('a slow reader stops the server at the window: the rest waits in the server, and goes on with WINDOW_UPDATE', async () => {
  const window = 65_535;
  await using run = await watchLab(grpcStreaming, { rate: 10, size: 500, window });
  await run.perform('connect');
  await run.first('app:deliver');
  await run.perform('pause-reading');
  await run.perform('burst');
  await run.first('app:buffered', ({ data }) => data.bytes > 500_000);
  const data = () => run.of('http2:frame').filter((frame) => frame.data.type === 'DATA' && frame.direction === 'server-to-client');
  const sent = () => data().reduce((sum, frame) => sum + frame.data.length, 0);
  const updates = () => run.of('http2:frame').filter((frame) => frame.data.type === 'WINDOW_UPDATE' && frame.data.stream === 1).length;
  await expect.poll(sent, { timeout: 8000 }).toBeGreaterThan(window - 16_384);
  const before = updates();
  expect(sent()).toBeLessThanOrEqual(window * (before + 1));
  await run.perform('resume-reading');
  await run.several(2000, 'app:deliver');
  expect(updates()).toBeGreaterThan(before + 5);
  await drain(run);
  expect(measure(run.events).lost).toBe(0);
}, 30_000);

it('compresses what the client sends: the flag is set, the fields are read all the same, and two bytes become more', async () => {
  await using run = await watchLab(grpcStreaming, { compression: true });
  await run.perform('client-stream');
  const [reading] = await run.several(5, 'grpc:message', ({ direction }) => direction === 'client-to-server');
  expect(reading?.data).toMatchObject({ compressed: true, text: 'value: 3' });
  expect(reading?.data.length).toBeGreaterThan(2);
  await run.first('app:state', says('client', 'answered', 'sum 10'));
});

describe('what a page may do', () => {
  it('gRPC-Web: unary and server streaming over HTTP/1.1, the status in the body', async () => {
    await using run = await watchLab(grpcStreaming, { rate: 100, web: 'grpc-web' });
    await run.perform('web-unary');
    const status = await run.first('grpc:status');
    expect(status.data).toMatchObject({ stream: 0, method: '/wirewise.Feed/Latest', code: 0 });
    const request = await run.first('http:request');
    expect(header(request.data.headers, 'content-type')).toBe('application/grpc-web+proto');
    await run.perform('web-stream');
    await run.first('app:state', says('client', 'answered', 'gRPC-Web Follow: 5 quotes'));
    expect(run.of('http2:frame')).toEqual([]);
  });

  it('Connect: a unary call is plain JSON, a stream is framed', async () => {
    await using run = await watchLab(grpcStreaming, { rate: 100, web: 'connect' });
    await run.perform('web-unary');
    await run.first('app:state', says('client', 'answered', 'Connect Latest'));
    expect(run.of('http:body').at(-1)?.data.preview).toMatch(/^\{"instrument":\{"symbol":"ACME"\},"price":/);
    await run.perform('web-stream');
    await run.first('app:state', says('client', 'answered', 'Connect Follow: 5 quotes'));
    expect(run.of('grpc:message').filter(({ direction }) => direction === 'server-to-client').length).toBeGreaterThan(4);
  });
});
