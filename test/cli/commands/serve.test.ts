import { describe, expect, it } from 'vitest';
import type { Io } from '../../../src/cli/command.ts';
import { runCommandLine } from '../../../src/cli/run.ts';
import type { Lab, LabServer } from '../../../src/labs/lab.ts';
import type { RunOptions } from '../../../src/labs/run.ts';
import type { WireEvent } from '../../../src/wire/event.ts';
import { fixtureServices } from '../../ui/fixture.ts';
import { eventOf } from '../../wire/event-of.ts';

const LAB = { id: 'sse', title: 'Server-sent events', settings: [] } as unknown as Lab;
const SERVER = {
  url: 'http://127.0.0.1:4000',
  tryIt: [{ command: 'curl -N http://127.0.0.1:4000/events', shows: 'the stream' }],
} as const;

/** Runs `wirewise serve sse …` over a lab that shows `events` to whoever listens, then stops. */
async function serve(argv: readonly string[], events: readonly WireEvent[], failure?: NodeJS.ErrnoException) {
  const stop = new AbortController();
  const out: string[] = [];
  const errors: string[] = [];
  let disposed = 0;
  const io: Io = {
    out: (line) => out.push(line),
    error: (line) => errors.push(line),
    readStdin: async () => '',
    readFile: async () => '',
    width: 80,
    colour: false,
    signal: stop.signal,
  };
  const services = {
    ...fixtureServices(),
    labs: {
      list: [{ id: 'sse', title: LAB.title, summary: '' }],
      load: async () => LAB,
      run: () => Promise.reject(new Error('nothing runs')),
      tap: () => Promise.reject(new Error('nothing is tapped')),
      serve: async (_lab: Lab, options: RunOptions): Promise<LabServer> => {
        if (failure !== undefined) throw failure;
        for (const event of events) options.onEvent?.(event);
        setImmediate(() => stop.abort());
        return {
          ...SERVER,
          [Symbol.asyncDispose]: async () => {
            disposed += 1;
          },
        } as unknown as LabServer;
      },
    },
  };
  const code = await runCommandLine(['serve', 'sse', ...argv], async () => services, io, '0.0.0');
  return { code, out, errors, disposed };
}

const published = eventOf('app:publish', { id: 7 });
const opened = eventOf('tcp:open', { clientPort: 1, serverPort: 2 });
const closed = eventOf('tcp:close', { by: 'client', how: 'fin', lostBytes: 0 });

describe('serve', () => {
  it('says where it is and what to try, and closes when it is told to stop', async () => {
    const { code, out, disposed } = await serve([], []);
    expect(out).toEqual([
      'Server-sent events at http://127.0.0.1:4000   (this machine only; Ctrl-C ends it)',
      '  curl -N http://127.0.0.1:4000/events\n      the stream',
      '',
    ]);
    expect(code).toBe(0);
    expect(disposed).toBe(1);
  });

  it('shows what happens while somebody is connected, not what is published to nobody', async () => {
    const { out } = await serve([], [published, opened, published, closed, published]);
    expect(out.filter((line) => line.includes('publishes #7'))).toHaveLength(1);
    expect(out.filter((line) => line.includes('connection'))).toHaveLength(2);
  });

  it('leaves nothing out of --json', async () => {
    const { out } = await serve(['--json'], [published, opened, closed]);
    expect(out.map((line) => JSON.parse(line).name ?? JSON.parse(line).type).sort()).toEqual(
      ['app:publish', 'serving', 'tcp:close', 'tcp:open'].sort(),
    );
  });

  it('answers a port that it cannot have with one sentence', async () => {
    const failure = (code: string) => Object.assign(new Error(`listen ${code}`), { code });
    expect(await serve(['--port', '4000'], [], failure('EADDRINUSE'))).toMatchObject({
      code: 1,
      out: [],
      errors: ['wirewise: port 4000 is in use on this machine: choose another one, or leave --port out'],
    });
    expect((await serve(['--port', '80'], [], failure('EACCES'))).errors).toEqual([
      'wirewise: port 80 needs more permission than you have: choose one above 1023, or leave --port out',
    ]);
  });
});
