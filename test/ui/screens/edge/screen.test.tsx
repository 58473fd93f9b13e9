// The screen over an edge that is not real: what came and what was asked of it.
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Edge } from '../../../../src/labs/edge.ts';
import type { ServeEdgeOptions } from '../../../../src/labs/edge-serve.ts';
import type { Services } from '../../../../src/services.ts';
import { Shell } from '../../../../src/ui/app.tsx';
import { KeysProvider } from '../../../../src/ui/hooks/use-keys.tsx';
import { createTheme, ThemeContext } from '../../../../src/ui/theme.ts';
import type { Trace } from '../../../../src/wire/trace.ts';
import { fixtureServices } from '../../fixture.ts';
import { type Shown, show } from '../../wait-for-frame.ts';
import { exchangeOf, type RowOf } from './rows.ts';

const ESCAPE = '\u001b';
const UP = '\u001b[A';
let shown: Shown | undefined;
afterEach(() => shown?.unmount());

function open({
  size = { columns: 120, rows: 40 },
  failure,
  ascii = false,
  screenReader = false,
}: {
  size?: { columns: number; rows: number };
  failure?: Error;
  ascii?: boolean;
  screenReader?: boolean;
} = {}) {
  const done: string[] = [];
  const saved: Trace[] = [];
  let options: ServeEdgeOptions | undefined;
  let requests = 0;
  const edge: Edge = {
    port: 4711,
    url: 'http://127.0.0.1:4711',
    stats: () => ({
      entries: 2,
      bytes: 3000,
      evicted: 0,
      flights: 0,
      connections: 1,
      requests,
      bytesOut: 10_000,
      originRequests: 1,
      originBytes: 4000,
    }),
    purge: (target) => done.push(`purge ${target ?? 'all'}`),
    purgeTag: (tag) => done.push(`tag ${tag}`),
    tags: () => new Map([['shop', 2]]),
    makeOlder: (seconds) => void done.push(`older ${seconds}`),
    [Symbol.asyncDispose]: async () => void done.push('closed'),
  };
  const services: Services = {
    ...fixtureServices(),
    edge: async (given) => {
      options = given;
      if (failure !== undefined) throw failure;
      return edge;
    },
    saveTrace: async (trace) => {
      saved.push(trace);
      return { name: 'wirewise-edge-1.jsonl', events: trace.events.length };
    },
  };
  shown = show(
    <ThemeContext value={createTheme({ colour: false, ascii, screenReader })}>
      <KeysProvider>
        <Shell services={services} size={size} start={{ screen: 'edge', origin: { host: '127.0.0.1', port: 3000 }, port: 4711 }} />
      </KeysProvider>
    </ThemeContext>,
  );
  const come = (row: RowOf) => {
    requests += 1;
    const exchange = exchangeOf({ number: requests, ...row });
    options?.onEvent({
      name: 'cache:decision',
      direction: 'none',
      size: 0,
      seq: requests,
      time: 0,
      entered: 0,
      connection: 1,
      source: 'hook',
      data: exchange.decision,
    });
    options?.onExchange?.(exchange);
    options?.onDone?.({ number: requests, bytes: 2500, milliseconds: 7 });
  };
  return { ...shown, done, saved, come, given: () => options };
}

describe('the edge on a screen', () => {
  it('says what to do until something comes, and then what was done with it, why, and what to mend', async () => {
    const { waitForFrame, come, given } = open();
    await waitForFrame(/Wirewise +http:\/\/127\.0\.0\.1:4711 +─▶ +127\.0\.0\.1:3000[\s\S]*Open http:\/\/127\.0\.0\.1:4711 in place of 127/);
    expect(given()).toMatchObject({ origin: { host: '127.0.0.1', port: 3000 }, port: 4711 });
    come({ target: '/app.js' });
    come({
      target: '/me',
      decision: { outcome: 'hit', storing: '' },
      headers: [
        ['Cache-Control', 'max-age=60'],
        ['Set-Cookie', 'a=1'],
      ],
    });
    const frame = await waitForFrame(/2 requests +hit ratio 50 %/);
    expect(frame).toMatch(/✓ hit +200 +GET \/me +0 s of 1 m +2\.5 kB +7 ms +harm/);
    expect(frame).toContain('origin spared 1 of 2 requests');
    expect(frame).toMatch(/harm +Set-Cookie in a response/);
    expect(frame).toContain('Set-Cookie: a=1');
  });

  it('stands still while one is read, counts what is new, and goes on', async () => {
    const { waitForFrame, come, press } = open({ size: { columns: 80, rows: 24 } });
    await waitForFrame('Open http');
    for (const target of ['/1', '/2', '/3']) come({ target });
    await waitForFrame('GET /3');
    press(UP);
    await waitForFrame(/❯ ○ miss +200 +GET \/2/);
    come({ target: '/4' });
    const still = await waitForFrame('Standing still, 1 new');
    expect(still).not.toContain('GET /4');
    press(' ');
    await waitForFrame('GET /4');
  });

  it('filters, purges one, all or a tag, lets time pass, saves and clears', async () => {
    const { waitForFrame, come, press, done, saved } = open();
    await waitForFrame('Open http');
    come({ target: '/app.js' });
    come({ target: '/me', decision: { outcome: 'hit' } });
    await waitForFrame('2 requests');
    press('f');
    press('miss');
    await waitForFrame(/1 of 2 shown: miss/);
    press('\r');
    press('p');
    await waitForFrame('✓ 1 response removed for /app.js');
    press('P');
    await waitForFrame('2 responses removed');
    press('t');
    await waitForFrame(/Purge tag ❯ +shop 2/);
    press('shop');
    press('\r');
    await waitForFrame('with the tag shop removed');
    press('u');
    await waitForFrame('○ model an hour has passed for what is stored');
    expect(done).toEqual(['purge /app.js', 'purge all', 'tag shop', 'older 3600']);
    press('S');
    await waitForFrame('2 events in wirewise-edge-1.jsonl');
    expect(saved[0]?.header).toMatchObject({ lab: 'edge', params: { origin: '127.0.0.1:3000' } });
    press('c');
    await waitForFrame('Open http');
  });

  it('is closed by q and by nothing else', async () => {
    const { waitForFrame, press, done } = open();
    await waitForFrame('Open http');
    press(ESCAPE);
    press('h');
    await waitForFrame('Open http');
    expect(done).toEqual([]);
    press('q');
    await vi.waitFor(() => expect(done).toEqual(['closed']));
  });

  it('says in one sentence why it could not be opened', async () => {
    await open({ failure: new Error('port 4711 is in use on this machine') }).waitForFrame('port 4711 is in use on this machine');
  });

  it('is read aloud as what was done with the newest, and what to mend', async () => {
    const { waitForFrame, come } = open({ screenReader: true });
    await waitForFrame('Open http');
    come({
      target: '/me',
      headers: [
        ['Cache-Control', 'max-age=60'],
        ['Set-Cookie', 'a=1'],
      ],
    });
    const frame = await waitForFrame('miss: GET /me, 200. nothing is stored for this target', 8000);
    expect(frame).toContain('harm: Set-Cookie in a response');
    expect(frame).not.toContain('Told to the client');
  });
});
