import { afterEach, describe, expect, it, vi } from 'vitest';
import type { TapTarget } from '../../../../src/labs/service.ts';
import type { Services } from '../../../../src/services.ts';
import { Shell } from '../../../../src/ui/app.tsx';
import { KeysProvider } from '../../../../src/ui/hooks/use-keys.tsx';
import { createTheme, ThemeContext } from '../../../../src/ui/theme.ts';
import type { Trace } from '../../../../src/wire/trace.ts';
import { eventOf, runOf } from '../../../wire/event-of.ts';
import { type FakeRuns, fakeLab, fakeRuns } from '../../fake-lab.ts';
import { type Shown, show } from '../../wait-for-frame.ts';

const UP = '\u001b[A';
const ESCAPE = '\u001b';
let shown: Shown | undefined;
afterEach(() => shown?.unmount());

interface Opened extends Shown {
  readonly runs: FakeRuns;
  readonly targets: TapTarget[];
  readonly saved: Trace[];
}

function open({ to = 'http://localhost:3000', failure }: { readonly to?: string; readonly failure?: Error } = {}): Opened {
  const runs = fakeRuns();
  const targets: TapTarget[] = [];
  const saved: Trace[] = [];
  const services: Services = {
    ...runs.services,
    labs: {
      ...runs.services.labs,
      tap: async (target) => {
        targets.push(target);
        if (failure !== undefined) throw failure;
        return {
          ...fakeLab,
          id: 'tap',
          title: 'Tap on localhost:3000',
          settings: [],
          actions: [{ id: 'cut', title: 'cut every connection', key: 'x' }],
          views: ['wire'],
          script: [],
          foreign: true,
        };
      },
    },
    saveTrace: async (trace) => {
      saved.push(trace);
      return { name: 'wirewise-tap-1.jsonl', events: 3 };
    },
  };
  shown = show(
    <ThemeContext value={createTheme({ colour: false, ascii: false, screenReader: false })}>
      <KeysProvider>
        <Shell services={services} size={{ columns: 80, rows: 24 }} start={{ screen: 'tap', to, port: 4711 }} />
      </KeysProvider>
    </ThemeContext>,
  );
  return { ...shown, runs, targets, saved };
}

const http = { version: 'HTTP/1.1', headers: [] };
const SEEN = runOf(
  eventOf('tcp:open', { clientPort: 5, serverPort: 4711 }, { direction: 'client-to-server' }),
  eventOf('http:request', { method: 'GET', target: '/prices', ...http }, { direction: 'client-to-server', size: 30, time: 1 }),
  eventOf('http:response', { status: 503, reason: 'Busy', ...http }, { direction: 'server-to-client', size: 30, time: 42 }),
);

describe('a tap on a service', () => {
  it('says where it is and what to do, before anything was seen', async () => {
    const { waitForFrame, targets, runs } = open();
    const frame = await waitForFrame(/4711\/feed[\s\S]*Point your client at/);
    expect(frame).toMatch(/Wirewise +ws:\/\/127\.0\.0\.1:4711\/feed +─▶ +localhost:3000 *\n/);
    expect(frame).toContain('Nobody has connected yet');
    expect(frame).not.toMatch(/of \d+ done/);
    expect(targets).toMatchObject([{ port: 4711, to: { name: 'localhost:3000' } }]);
    expect(runs.started).toMatchObject([{ params: { to: 'localhost:3000' } }]);
    expect(runs.performed).toEqual([]);
  });

  it('shows what passes, filters it with f, and cuts with x', async () => {
    const { waitForFrame, press, runs } = open();
    await waitForFrame('Point your client at');
    runs.emit(SEEN);
    const frame = await waitForFrame(/GET \/prices[\s\S]*503 Busy/);
    expect(frame).toContain('1 connection');
    expect(frame).toContain('42 ms');
    expect(frame).not.toContain('hook');
    press('f');
    await waitForFrame('http ws sse grpc');
    press('5xx');
    await waitForFrame((text) => text.includes('1 of 3 shown') && !text.includes('/prices'));
    press('\r');
    await waitForFrame(/x cut every connection/);
    press('x');
    await vi.waitFor(() => expect(runs.performed).toEqual(['cut']));
  });

  it('says that nothing listens there, until something does', async () => {
    const { waitForFrame, runs } = open();
    await waitForFrame('Point your client at');
    const refused = eventOf('tcp:close', { by: 'server', how: 'refused', lostBytes: 0 });
    runs.emit([SEEN[0] as (typeof SEEN)[number], { ...refused, seq: 1 }]);
    await waitForFrame(/✗ Nothing listens on localhost:3000 +the next connection tries again/);
    await waitForFrame(/connection refused: nothing listens/);
    runs.emit(SEEN);
    await waitForFrame('1 connection');
  });

  it('saves what was seen with S, and says where', async () => {
    const { waitForFrame, press, runs, saved } = open();
    await waitForFrame('Point your client at');
    runs.emit(SEEN);
    await waitForFrame('503 Busy');
    press('S');
    await waitForFrame('3 events in wirewise-tap-1.jsonl');
    expect(saved).toHaveLength(1);
    press(UP);
    await waitForFrame((text) => !text.includes('wirewise-tap-1.jsonl'));
  });

  it('is left by q alone, since nothing is beneath it, and closed then', async () => {
    const { waitForFrame, press, runs } = open();
    await waitForFrame('Point your client at');
    press(ESCAPE);
    press('?');
    const help = await waitForFrame(/quit/);
    expect(help).not.toMatch(/esc +back/);
    press(ESCAPE);
    await waitForFrame('Point your client at');
    expect(runs.open()).toBe(1);
    press('q');
    await vi.waitFor(() => expect(runs.open()).toBe(0));
  });

  it('starts anew at the same lab, which keeps its port', async () => {
    const { waitForFrame, press, runs, targets } = open();
    await waitForFrame('Point your client at');
    runs.emit(SEEN);
    await waitForFrame('503 Busy');
    press('R');
    await waitForFrame('Point your client at');
    await vi.waitFor(() => expect(runs.started).toHaveLength(2));
    expect(targets).toHaveLength(1);
  });

  it('says in one sentence what is wrong', async () => {
    await open({ to: 'http://example.com:80' }).waitForFrame("'example.com' is not this machine's loopback");
    shown?.unmount();
    await open({ failure: new Error('port 4711 is in use on this machine') }).waitForFrame('port 4711 is in use on this machine');
  });
});
