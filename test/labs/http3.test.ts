// The HTTP/3 lab on real sockets: each thing that the lesson says can be seen here is seen here; tshark and a browser agree.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { http3 } from '../../src/labs/http3.ts';
import { serveLab } from '../../src/labs/serve.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { CLEAN } from '../../src/wire/conditions.ts';
import type { EventOf } from '../../src/wire/event.ts';
import { measure } from '../../src/wire/measure.ts';
import { defaultsOf } from '../../src/wire/setting.ts';
import { capture, whyNoCapture } from './tshark.ts';
import { createWatch, type WatchedRun, watchLab } from './watch.ts';

const fared =
  (protocol: string, phase: string) =>
  ({ data }: EventOf<'app:resource'>) =>
    data.protocol === protocol && data.phase === phase;

async function load(run: WatchedRun, protocol: 'h2' | 'h3', count = 1): Promise<void> {
  await run.perform(protocol);
  await run.several(count, 'app:resource', fared(protocol, 'end'));
}

describe('the handshakes', () => {
  it('of QUIC take a round trip less than those of TCP and TLS', async () => {
    await using run = await watchLab(http3, {}, { rtt: 80 });
    await load(run, 'h3');
    await load(run, 'h2');
    expect(measure(run.events)).toMatchObject({ roundTripsH3: 2, roundTripsH2: 3, doneH2: 1, doneH3: 1 });
    expect(measure(run.events).firstByteH3).toBeGreaterThan(155);
    expect(measure(run.events).firstByteH2).toBeGreaterThan(235);
  });

  it('are there once: the second page needs none', async () => {
    await using run = await watchLab(http3, {}, { rtt: 80 });
    for (const protocol of ['h3', 'h2'] as const) {
      await load(run, protocol);
      await load(run, protocol, 2);
      const [, second] = run.of('app:resource').filter(fared(protocol, 'queued'));
      const [, byte] = run.of('app:resource').filter(fared(protocol, 'first-byte'));
      expect((byte?.time ?? 0) - (second?.time ?? 0)).toBeGreaterThan(78);
      const after = run.events.filter(({ seq }) => seq > (second?.seq ?? 0));
      expect(after.filter((event) => event.name === 'tls:record' && event.data.type === 'handshake')).toEqual([]);
      expect(after.filter((event) => event.name === 'quic:packet' && event.data.type === 'Initial')).toEqual([]);
    }
  });

  it('of QUIC take a round trip more where the server wants proof of address: Retry and a token', async () => {
    await using run = await watchLab(http3, { retry: true }, { rtt: 60 });
    await load(run, 'h3');
    expect(measure(run.events).roundTripsH3).toBe(3);
    const [retry, ...more] = run.of('quic:packet').filter(({ data }) => data.type === 'Retry');
    expect(more).toEqual([]);
    expect(retry?.direction).toBe('server-to-client');
    const initials = run.of('quic:packet').filter(({ data, direction }) => data.type === 'Initial' && direction === 'client-to-server');
    expect(initials[0]?.data.detail).toBe('');
    expect(initials[1]?.data.detail).toMatch(/^with a token of \d+ B$/);
  });

  it('are what can be read: long headers, version 1, ids, 1200 bytes; then short headers only', async () => {
    await using run = await watchLab(http3);
    await load(run, 'h3');
    const packets = run.of('quic:packet');
    const [first] = packets;
    expect(first).toMatchObject({ source: 'tap', direction: 'client-to-server', data: { type: 'Initial', version: '1', header: 'long' } });
    expect(run.of('raw:bytes').every(({ data }) => data.reason.startsWith('zeros'))).toBe(true);
    const ids = new Set(
      packets
        .filter(({ data, direction }) => data.header === 'short' && direction === 'client-to-server')
        .map(({ data }) => data.destination),
    );
    expect(ids.size).toBe(1);
    expect([...ids][0]).toMatch(/^[0-9a-f]+$/);
    const request = await run.first('http:request');
    expect(request).toMatchObject({ source: 'hook', data: { version: 'HTTP/3', method: 'GET' }, connection: first?.connection });
  });
});

describe('another network', () => {
  it('does not end a QUIC connection, and ends the TCP one', async () => {
    await using run = await watchLab(http3);
    await load(run, 'h3');
    await load(run, 'h2');
    const before = run.of('quic:packet').filter(({ data }) => data.header === 'long').length;
    await run.perform('rebind');
    await run.first('tcp:close', ({ data }) => data.by === 'tap');
    await run.first('path:change');
    await load(run, 'h3', 2);
    await load(run, 'h2', 2);
    const changes = run.of('path:change').map(({ data }) => data.detail);
    expect(changes).toEqual([expect.stringMatching(/^another network: the client's port is \d+ now, it was \d+$/)]);
    expect(run.of('quic:packet').filter(({ data }) => data.header === 'long')).toHaveLength(before); // no second handshake
    expect(measure(run.events).connections).toBe(2);
  });
});

describe('UDP that is blocked', () => {
  it('makes the client fall back to HTTP/2, after its patience', async () => {
    await using run = await watchLab(http3, { patience: 300 });
    await run.perform('block-udp');
    await run.perform('h3');
    const fallback = await run.first('app:state', ({ data }) => data.state === 'fallback');
    await run.first('app:resource', fared('h2', 'end'));
    expect(fallback.data.detail).toContain('300 ms');
    expect(run.of('path:drop').length).toBeGreaterThan(0);
    expect(measure(run.events)).toMatchObject({ doneH3: 0, doneH2: 1 });
  });
});

describe('the way to HTTP/3', () => {
  it('is the Alt-Svc header of a response over TCP', async () => {
    await using run = await watchLab(http3);
    await run.perform('discover');
    await run.first('app:resource', fared('h3', 'end'));
    const alternative = await run.first('app:state', ({ data }) => data.state === 'alternative');
    expect(alternative.data.detail).toMatch(/^Alt-Svc: h3=":\d+"; ma=60$/);
    expect(run.of('app:resource').filter(fared('h2', 'end'))[0]?.seq).toBeLessThan(alternative.seq + 5);
  });
});

describe('loss', () => {
  it('is made good, for every resource', async () => {
    await using run = await watchLab(http3, { requests: 20, size: 8000 }, { rtt: 20, loss: 5 });
    await load(run, 'h3', 20);
    expect(
      run
        .of('app:resource')
        .filter(fared('h3', 'end'))
        .map(({ data }) => data.bytes),
    ).toEqual(Array(20).fill(8000));
    expect(run.of('path:drop').length).toBeGreaterThan(0);
  });
});

describe('much at once', () => {
  it('does not exhaust the library', async () => {
    await using run = await watchLab(http3, { requests: 40, size: 100_000 }, { rtt: 10 });
    await load(run, 'h3', 40);
    expect(run.of('app:state').filter(({ data }) => data.state === 'failed')).toEqual([]);
  }, 60_000);
});

const reason = await whyNoCapture();
describe(`tshark${reason === undefined ? '' : ` (skipped: ${reason})`}`, () => {
  it.skipIf(reason !== undefined)('counts the same datagrams, packets and bytes', async () => {
    await using run = await watchLab(http3, { requests: 5, size: 20_000 });
    await run.perform('discover');
    const alternative = await run.first('app:state', ({ data }) => data.state === 'alternative');
    const port = Number(/h3=":(\d+)"/.exec(alternative.data.detail)?.[1]);
    await run.several(5, 'app:resource', fared('h3', 'end'));
    await run.perform('fresh'); // the connection that is captured is a new one
    const before = run.events.length;
    await using seen = await capture(port, {
      kind: 'udp',
      fields: ['udp.dstport', 'udp.length', 'quic.header_form', 'quic.long.packet_type'],
      decodeAs: 'quic',
    });
    await run.perform('h3');
    await run.several(10, 'app:resource', fared('h3', 'end'));
    const last = run.events.findLastIndex((event) => event.name === 'quic:packet' && event.direction === 'server-to-client');
    const mine = run.events.slice(before, last + 1).filter((event) => event.name === 'quic:packet' || event.name === 'raw:bytes');
    const connection = Math.max(...mine.map((event) => event.connection));
    const ours = mine.filter((event) => event.connection === connection && event.direction === 'server-to-client');
    const bytes = ours.reduce((sum, event) => sum + event.size, 0);
    const theirs = () => seen.packets.filter((packet) => packet['udp.dstport'] !== String(port));
    const sum = () => theirs().reduce((total, packet) => total + Number(packet['udp.length']) - 8, 0);
    await seen.until(() => sum() >= bytes);
    const forms = theirs()
      .slice(0, ours.filter((event) => event.name === 'quic:packet' && event.data.place === 1).length)
      .flatMap((packet) => (packet['quic.header_form'] ?? '').split(',').filter((form) => form !== ''));
    const isLong = (form: string) => form === '1' || form === 'True';
    const packets = ours.filter((event) => event.name === 'quic:packet');
    expect(forms.filter(isLong)).toHaveLength(packets.filter((event) => event.data.header === 'long').length);
    expect(theirs().length).toBeGreaterThanOrEqual(packets.filter((event) => event.data.place === 1).length);
  });
});

const browser = ['chromium', 'chromium-browser', 'google-chrome', 'chrome'].find((program) => {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});
describe(`a browser${browser === undefined ? ' (skipped: there is no Chromium or Chrome on the PATH)' : ''}`, () => {
  it.skipIf(browser === undefined)(
    'speaks HTTP/3 with the lab: an independent client',
    async () => {
      const watch = createWatch(30_000);
      await using server = await serveLab(http3, {
        params: defaultsOf(http3.settings),
        conditions: CLEAN,
        seed: 1,
        clock: systemClock,
        version: 'test',
        signal: new AbortController().signal,
        onEvent: watch.see,
      });
      const command = server.tryIt.find((each) => each.command.startsWith('chromium '))?.command ?? '';
      const trust = /--ignore-certificate-errors-spki-list=\S+/.exec(command)?.[0] ?? '';
      const force = /--origin-to-force-quic-on=\S+/.exec(command)?.[0] ?? '';
      const url = /'(https:[^']+)'/.exec(command)?.[1] ?? '';
      const profile = await mkdtemp(path.join(tmpdir(), 'wirewise-browser-'));
      const quiet = ['--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
      const given = [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        ...quiet,
        '--remote-debugging-pipe',
        `--user-data-dir=${profile}`,
        trust,
        force,
        url,
      ];
      const program = spawn(browser as string, given, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
      try {
        const request = await watch.first('http:request', ({ data }) => data.version === 'HTTP/3' && data.target.startsWith('/r/1'));
        expect(request.data.headers.find(([name]) => name === 'user-agent')?.[1]).toContain('Chrome');
        const packet = await watch.first('quic:packet', ({ connection }) => connection === request.connection);
        expect(packet.data).toMatchObject({ type: 'Initial', version: '1' });
        await watch.first('http:response', ({ connection }) => connection === request.connection);
      } finally {
        const gone = new Promise((resolve) => program.once('exit', resolve));
        program.kill('SIGKILL');
        await gone;
        await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
      }
    },
    60_000,
  );
});
