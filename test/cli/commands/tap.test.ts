import { describe, expect, it } from 'vitest';
import type { Io, Opening } from '../../../src/cli/command.ts';
import { runCommandLine } from '../../../src/cli/run.ts';
import type { Lab } from '../../../src/labs/lab.ts';
import type { Run, RunOptions } from '../../../src/labs/run.ts';
import type { TapTarget } from '../../../src/labs/service.ts';
import { fixtureServices } from '../../ui/fixture.ts';
import { eventOf } from '../../wire/event-of.ts';

const REQUEST = eventOf(
  'http:request',
  { method: 'GET', target: '/a', version: 'HTTP/1.1', headers: [] },
  { direction: 'client-to-server' },
);

/** Runs `wirewise tap …` over a tap that sees one request and is then told to stop. */
async function tap(argv: readonly string[], options: { readonly terminal?: boolean; readonly failure?: Error } = {}) {
  const stop = new AbortController();
  const out: string[] = [];
  const errors: string[] = [];
  const opened: Opening[] = [];
  const targets: TapTarget[] = [];
  const runs: RunOptions[] = [];
  let disposed = 0;
  const io: Io = {
    out: (line) => out.push(line),
    error: (line) => errors.push(line),
    readStdin: async () => '',
    readFile: async () => '',
    width: 80,
    colour: false,
    signal: stop.signal,
    ...(options.terminal === true
      ? {
          open: async (_services, opening) => {
            opened.push(opening);
            return 0;
          },
        }
      : {}),
  };
  const fixture = fixtureServices();
  const services = {
    ...fixture,
    labs: {
      ...fixture.labs,
      tap: async (target: TapTarget) => {
        targets.push(target);
        return {} as Lab;
      },
      run: async (_lab: Lab, runOptions: RunOptions) => {
        if (options.failure !== undefined) throw options.failure;
        runs.push(runOptions);
        setImmediate(() => {
          runOptions.onEvent?.(REQUEST);
          stop.abort();
        });
        return {
          url: 'http://127.0.0.1:4000',
          [Symbol.asyncDispose]: async () => {
            disposed += 1;
          },
        } as unknown as Run;
      },
    },
  };
  const code = await runCommandLine(['tap', ...argv], async () => services, io, '0.0.0');
  return { code, out, errors, opened, targets, runs, disposed };
}

describe('wirewise tap', () => {
  it('in a pipe prints where it listens, then one event a line, keeps none, and ends with 0', async () => {
    const { code, out, targets, runs, disposed } = await tap(['--to', '3000', '--rtt', '50', '--set', 'idleTimeout=9000']);
    expect(code).toBe(0);
    expect(out.map((line) => JSON.parse(line))).toEqual([{ type: 'tap', url: 'http://127.0.0.1:4000', to: 'localhost:3000' }, REQUEST]);
    expect(targets).toMatchObject([{ to: { name: 'localhost:3000', hosts: ['127.0.0.1', '::1'] } }]);
    expect(runs).toMatchObject([{ keep: 0, conditions: { rtt: 50, idleTimeout: 9000, loss: 0 } }]);
    expect(disposed).toBe(1);
  });

  it('prints arrows with --text, and says what to do', async () => {
    const { out } = await tap(['--to', 'https://localhost:3000', '--text', '--port', '8080']);
    expect(out).toEqual([
      'http://127.0.0.1:4000  →  localhost:3000   (this machine only; Ctrl-C ends it)',
      '  point your client at the tap: curl -i -k http://127.0.0.1:4000/',
      '',
      '     0.000 ms  1  client ──▶ server  GET /a HTTP/1.1',
    ]);
  });

  it('opens the screen where there is a terminal, unless it is told to print', async () => {
    const { code, opened, out } = await tap(['--to', '[::1]:3000', '--port', '8080', '--loss', '5'], { terminal: true });
    expect(code).toBe(0);
    expect(out).toEqual([]);
    expect(opened).toMatchObject([{ tap: { to: 'http://[::1]:3000', port: 8080, conditions: { loss: 5 } } }]);
    for (const flag of ['--json', '--text']) expect((await tap(['--to', '3000', flag], { terminal: true })).opened).toEqual([]);
  });

  it('says in one sentence that it cannot listen', async () => {
    const failure = new Error('port 80 needs more permission than you have: choose one above 1023, or leave --port out');
    expect(await tap(['--to', '3000', '--port', '80'], { failure })).toMatchObject({ code: 1, errors: [`wirewise: ${failure.message}`] });
  });

  it('is not its own service: where that is away, it would be one without an end', async () => {
    expect(await tap(['--to', '3000', '--port', '3000'])).toMatchObject({ code: 2, targets: [] });
  });
});
