import { renderToString } from 'ink';
import stringWidth from 'string-width';
import { afterEach, describe, expect, it } from 'vitest';
import { Shell } from '../../src/ui/app.tsx';
import { KeysProvider } from '../../src/ui/hooks/use-keys.tsx';
import { createTheme, ThemeContext } from '../../src/ui/theme.ts';
import { type FixtureServices, fixtureServices } from './fixture.ts';
import { type Shown, show } from './wait-for-frame.ts';

const ESCAPE = '\u001b';
const plain = createTheme({ colour: false, ascii: false, screenReader: false });

function tree(services: FixtureServices, columns: number, rows: number) {
  return (
    <ThemeContext value={plain}>
      <KeysProvider>
        <Shell services={services} size={{ columns, rows }} />
      </KeysProvider>
    </ThemeContext>
  );
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: what Ink adds for weight is of no interest here
const bare = (text: string) => text.replace(/\u001b\[[0-9;]*m/g, '');

describe('the first frame', () => {
  it('at 80 columns', () => {
    expect(bare(renderToString(tree(fixtureServices(), 80, 24), { columns: 80 }))).toMatchInlineSnapshot(`
      "  Wirewise                                                         0 of 3 done

        ❯ Start here: WebSocket          │  How does news reach a client, and what
                                         │  breaks on the way?
        Real time                        │
          ○ WebSocket           5 min    │  Predict what a protocol does, run it
          ○ Server-sent events  5 min    │  between a real client and a real server
          ╌ More to come                 │  on this machine, and see every byte that
                                         │  passed.
        Labs                             │
          • WebSocket                    │  Read      a lesson of five minutes,
          • Server-sent events           │            every claim with its source
                                         │  Predict   say what will happen before
        Decide                           │            you run it
          • Pick a transport             │  Run       a real client, a real server,
                                         │            a tap between them
        Memory                           │  Answer    why, and what breaks, as an
          • Review                       │            interviewer asks
          • What you remember            │  Decide    requirements in, a choice out,
          ↓ 1 more                       │            with reasons
                                         │

        enter open   ↑↓/jk move   q quit   / search   ? help"
    `);
  });
  it('at 60 columns, the smallest', () => {
    expect(bare(renderToString(tree(fixtureServices(), 60, 20), { columns: 60 }))).toMatchInlineSnapshot(`
      " Wirewise                                       0 of 3 done

       Predict what a protocol does, run it between a real client
       and a real server on this machine, and see every byte that
       passed.

       ❯ Start here: WebSocket

       Real time
         ○ WebSocket           5 min
         ○ Server-sent events  5 min
         ╌ More to come

       Labs
         • WebSocket
         • Server-sent events
         ↓ 4 more

       enter open   ↑↓/jk move   q quit   / search   ? help"
    `);
  });
  it('leaves the last row of the terminal free and never writes past its edge', () => {
    for (const [columns, rows] of [
      [60, 20],
      [76, 24],
      [100, 30],
      [220, 70],
    ] as const) {
      const lines = bare(renderToString(tree(fixtureServices(), columns, rows), { columns })).split('\n');
      expect(lines).toHaveLength(rows - 1);
      for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
    }
  });
  it('says what is needed where there is too little room', () => {
    expect(renderToString(tree(fixtureServices(), 59, 20), { columns: 59 })).toContain('60x20');
  });
  it('says what the store has to say', () => {
    expect(bare(renderToString(tree(fixtureServices({ warning: 'Your home cannot be written.' }), 80, 24), { columns: 80 }))).toContain(
      '!  Your home cannot be written.',
    );
  });
  it('offers the exact step that one was at', () => {
    const services = fixtureServices({
      events: [{ at: '2026-11-23T10:00:00.000Z', kind: 'visited', place: { screen: 'lesson', lesson: 'sse', line: 3 } }],
    });
    expect(bare(renderToString(tree(services, 80, 24), { columns: 80 }))).toContain('❯ Continue: Server-sent events');
  });
});

describe('walking', () => {
  let shown: Shown | undefined;
  afterEach(() => shown?.unmount());
  const open = (services = fixtureServices(), columns = 80, rows = 24) => {
    shown = show(tree(services, columns, rows));
    return { ...shown, services };
  };

  it('opens the first lesson, reads to its end, and comes back', async () => {
    const { press, waitForFrame, services } = open();
    await waitForFrame('❯ Start here');
    press('\r');
    await waitForFrame('What it is');
    press('G');
    await waitForFrame('the end');
    press(ESCAPE);
    await waitForFrame('❯ Continue');
    expect(services.recorded).toContainEqual({ at: '2026-11-24T00:00:00.000Z', kind: 'lesson-read', lesson: 'websocket' });
    const places = services.recorded.flatMap((event) => (event.kind === 'visited' ? [event.place] : []));
    expect(places[0]).toEqual({ screen: 'lesson', lesson: 'websocket', line: 0 });
    expect(places.at(-1)).toMatchObject({ screen: 'lesson', lesson: 'websocket' });
    expect((places.at(-1) as { line: number }).line).toBeGreaterThan(3);
  });

  it('takes what is typed ahead into the search that it opens', async () => {
    const { press, waitForFrame } = open();
    await waitForFrame('❯ Start here');
    press('/masking');
    await waitForFrame('/ masking');
    await waitForFrame('XOR of a client payload with a key that travels along [RFC 6455 §5.3]'.slice(0, 40));
    press('\r');
    await waitForFrame('What it is');
    press(ESCAPE);
    await waitForFrame('❯ Continue: WebSocket');
  });

  it('shows the keys that are live, and gives the screen back as it was', async () => {
    const { press, waitForFrame } = open();
    await waitForFrame('❯ Start here');
    press('j?');
    const help = await waitForFrame('On this screen');
    expect(help).toContain('quit');
    expect(help).not.toContain('Start here');
    press(ESCAPE);
    await waitForFrame(/❯ ○ WebSocket/);
  });

  it('moves into the contents beside a lesson, opens from there, and leaves them', async () => {
    const { press, waitForFrame } = open(fixtureServices(), 120, 30);
    await waitForFrame('❯ Start here');
    press('\r');
    await waitForFrame('What it is');
    press('\t');
    await waitForFrame('❯ ○ WebSocket');
    press('j\r');
    await waitForFrame('A response that does not end.');
    press('\t');
    await waitForFrame('❯');
    press(ESCAPE);
    await waitForFrame((frame) => !frame.includes('❯'));
  });
});
