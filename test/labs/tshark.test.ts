// Our events against tshark, which knows nothing of us: each lab's default run is captured on the loopback interface while the
// tap watches it, and both must have seen the same bytes, requests, frames and messages. Skipped, with the reason, where there
// is no tshark or it may not capture.
import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { LABS } from '../../src/labs/index.ts';
import type { Lab } from '../../src/labs/lab.ts';
import { runLab } from '../../src/labs/run.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { CLEAN } from '../../src/wire/conditions.ts';
import type { EventName, EventOf, WireEvent } from '../../src/wire/event.ts';
import { defaultsOf, type Settings } from '../../src/wire/setting.ts';

const LOOPBACK = process.platform === 'darwin' ? 'lo0' : 'lo';

/** Why there is no capture on this machine; undefined where there is one. */
function whyNot(): string | undefined {
  const tried = spawnSync('tshark', ['-q', '-i', LOOPBACK, '-a', 'duration:1', '-f', 'tcp port 1'], { encoding: 'utf8', timeout: 20_000 });
  if (tried.error !== undefined) return 'there is no tshark on the PATH';
  return tried.status === 0 ? undefined : `tshark may not capture here: ${tried.stderr.trim().split('\n').at(-1)}`;
}
const missing = whyNot();
if (missing !== undefined) console.warn(`skipped: events against tshark, for ${missing}`);

interface Capture {
  /** Client ports of connections that were opened to see whether it captures: no part of the run. */
  readonly own: ReadonlySet<number>;
  /** Ends the capture when all that was sent before has been written; the file is then complete. */
  finish(known: ReadonlySet<number>): Promise<void>;
}

/** Captures what passes by a port, into a file. */
async function capture(port: number, file: string): Promise<Capture> {
  const args = ['-l', '-i', LOOPBACK, '-f', `tcp port ${port}`, '-w', file, '-P', '-T', 'fields', '-e', 'tcp.srcport', '-e', 'tcp.dstport'];
  const program: ChildProcess = spawn('tshark', args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const own = new Set<number>();
  let said = '';
  let lines = '';
  program.stderr?.on('data', (bytes) => {
    said += bytes;
  });
  program.stdout?.on('data', (bytes) => {
    lines += bytes;
  });
  await expect.poll(() => said, { timeout: 20_000 }).toContain('Capturing on');
  /** The ports of whole lines. */
  const seen = () =>
    new Set(
      lines
        .slice(0, lines.lastIndexOf('\n') + 1)
        .split(/\s+/)
        .map(Number),
    );
  const knock = () =>
    new Promise<void>((resolve) => {
      const probe = net.connect(port, '127.0.0.1');
      probe.on('error', () => resolve());
      probe.on('connect', () => {
        own.add(probe.localPort ?? 0);
        probe.destroy();
        resolve();
      });
    });
  // It says so before it does so: go on when a first connection has been captured.
  await expect
    .poll(
      async () => {
        await knock();
        return seen().has(port);
      },
      { timeout: 20_000, interval: 100 },
    )
    .toBe(true);
  return {
    own,
    async finish(known) {
      // Nothing listens there any more: the packets of this attempt are the last ones of the port.
      const stranger = () => [...seen()].some((each) => each !== port && each > 0 && !known.has(each));
      await expect
        .poll(
          async () => {
            await knock();
            return stranger();
          },
          { timeout: 20_000, interval: 200 },
        )
        .toBe(true);
      const gone = once(program, 'exit');
      program.kill('SIGINT');
      await gone;
    },
  };
}

/** Each field's values, in the order of the packets. */
async function dissect(file: string, port: number, protocol: 'http' | 'http2', fields: readonly string[]): Promise<string[][]> {
  const args = [
    '-r',
    file,
    '-d',
    `tcp.port==${port},${protocol}`,
    '-T',
    'fields',
    '-E',
    'separator=|',
    '-E',
    'occurrence=a',
    '-E',
    'aggregator= ',
  ];
  // A response that never ends has a head all the same.
  const heads = ['-o', 'http.desegment_body:FALSE', '-o', 'http.dechunk_body:FALSE'];
  const { stdout } = await promisify(execFile)('tshark', [...args, ...heads, ...fields.flatMap((field) => ['-e', field])], {
    maxBuffer: 1 << 28,
  });
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('|'));
}

interface Both {
  readonly events: readonly WireEvent[];
  /** Source and destination port, then the values of the fields: one row a packet. */
  read(...fields: readonly string[]): Promise<string[][]>;
  readonly port: number;
}

/** Runs a lab's script under a capture. */
async function runCaptured(lab: Lab, params: Settings, look: (both: Both) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'wirewise-tshark-'));
  const file = path.join(folder, 'run.pcapng');
  try {
    const run = await runLab(lab, {
      params: { ...defaultsOf(lab.settings), ...params },
      conditions: CLEAN,
      seed: 1,
      clock: systemClock,
      version: 'test',
      signal: new AbortController().signal,
    });
    const port = Number(new URL(run.url).port);
    let running: Capture | undefined;
    let events: readonly WireEvent[] = [];
    let ended = 0;
    try {
      running = await capture(port, file);
      for (const step of lab.script) await run.step('until' in step ? { ...step, within: 15_000 } : step);
      // Let what is on its way arrive: until nothing has been seen for a while.
      for (let seen = -1; seen !== run.trace().events.length; ) {
        seen = run.trace().events.length;
        await run.step({ run: 300 });
      }
      events = run.trace().events;
      ended = Date.now() / 1000;
    } finally {
      await run[Symbol.asyncDispose]();
    }
    const all = run.trace().events;
    const everyone = all.filter((event): event is EventOf<'tcp:open'> => event.name === 'tcp:open' && event.data.serverPort === port);
    const { own } = running;
    const opened = everyone.filter(({ data }) => !own.has(data.clientPort));
    const mine = new Set(opened.map(({ connection }) => connection));
    // What was seen as bytes; a library's word on what is inside TLS is no matter for tshark.
    events = events.filter(({ connection, source }) => mine.has(connection) && source !== 'hook');
    await running.finish(new Set(everyone.map(({ data }) => data.clientPort)));
    if (opened.length === 0) return; // a lab without TCP
    const protocol = events.some(({ name }) => name === 'http2:frame') ? 'http2' : 'http';
    const clients = new Set(opened.map(({ data }) => String(data.clientPort)));
    await look({
      events,
      port,
      // How a lab says goodbye while it is taken down is no part of its run: the tap may not live to see it.
      read: async (...fields) =>
        (await dissect(file, port, protocol, ['tcp.srcport', 'tcp.dstport', 'frame.time_epoch', ...fields]))
          .filter(([from = '', to = '', time]) => (clients.has(from) || clients.has(to)) && Number(time) <= ended)
          .map(([from = '', to = '', , ...rest]) => [from, to, ...rest]),
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const of = <Name extends EventName>(events: readonly WireEvent[], name: Name) =>
  events.filter((event): event is EventOf<Name> => event.name === name);
/** All values of one column. */
const values = (rows: readonly string[][], column = 0) =>
  rows.flatMap((row) => (row[column + 2] ?? '').split(' ').filter((value) => value !== ''));
const tally = (list: readonly (string | number)[]) =>
  Object.fromEntries([...new Set(list)].sort().map((each) => [each, list.filter((other) => other === each).length]));

/** Labs of one connection or more over TCP without TLS, with settings that show something else of them. */
const RUNS: readonly (readonly [id: string, params: Settings])[] = [
  ...Object.keys(LABS).map((id) => [id, {}] as const),
  ['websocket', { compression: true, heartbeat: 100 }],
  ['sse', { http: 'h2c' }],
  ['http2-push', { help: 'early-hints' }],
];

describe.skipIf(missing !== undefined)('what tshark saw of', () => {
  it.each(RUNS)('%s %j', { timeout: 90_000 }, async (id, params) => {
    const lab: Lab = await LABS[id as keyof typeof LABS].load();
    await runCaptured(lab, params, async ({ events, read, port }) => {
      const bytes = (direction: string) => events.filter((event) => event.direction === direction).reduce((sum, { size }) => sum + size, 0);
      expect(bytes('server-to-client')).toBeGreaterThan(0);

      // What the kernel sent twice came once.
      const packets = (await read('tcp.len', 'tcp.analysis.retransmission')).filter(([, , , again]) => (again ?? '') === '');
      const payload = (isDown: boolean) =>
        packets.filter(([from]) => (Number(from) === port) === isDown).reduce((sum, [, , length]) => sum + Number(length), 0);
      expect({ down: payload(true), up: payload(false) }, 'bytes of TCP payload').toEqual({
        down: bytes('server-to-client'),
        up: bytes('client-to-server'),
      });

      const requests = of(events, 'http:request');
      const responses = of(events, 'http:response');
      // Where both versions come in by one port tshark is told of one: bytes have to do.
      const h2 = of(events, 'http2:frame').filter(({ data }) => data.type !== 'PREFACE');
      if (requests.length > 0 && h2.length === 0) {
        const seen = await read('http.request.method', 'http.response.code');
        expect(tally(values(seen)), 'requests of HTTP/1').toEqual(tally(requests.map(({ data }) => data.method)));
        expect(tally(values(seen, 1)), 'responses of HTTP/1').toEqual(tally(responses.map(({ data }) => String(data.status))));
      }
      const frames = of(events, 'ws:frame');
      if (frames.length > 0) {
        const seen = values(await read('websocket.opcode')).map(Number);
        expect(tally(seen), 'WebSocket frames by opcode').toEqual(tally(frames.map(({ data }) => data.opcode)));
      }
      if (h2.length > 0) {
        const types = ['DATA', 'HEADERS', 'PRIORITY', 'RST_STREAM', 'SETTINGS', 'PUSH_PROMISE', 'PING', 'GOAWAY', 'WINDOW_UPDATE'];
        const rows = await read('http2.type', 'http2.length', 'grpc.message_length');
        const seen = values(rows).map((type) => types[Number(type)] ?? type);
        expect(tally(seen), 'HTTP/2 frames by type').toEqual(tally(h2.map(({ data }) => data.type)));
        const lengths = values(rows, 1).map(Number);
        expect(tally(lengths), 'lengths of HTTP/2 frames').toEqual(tally(h2.map(({ data }) => data.length)));
        // gRPC-Web is framed messages over HTTP/1.1, where tshark is told to look for HTTP/2.
        const inFrames = new Set(h2.map(({ connection }) => connection));
        const framed = of(events, 'grpc:message').filter(({ connection }) => inFrames.has(connection));
        const messages = framed.map(({ data }) => data.length);
        expect(tally(values(rows, 2).map(Number)), 'lengths of gRPC messages').toEqual(tally(messages));
      }
    });
  });
});
