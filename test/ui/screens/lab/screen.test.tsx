import { renderToString } from 'ink';
import stringWidth from 'string-width';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Shell } from '../../../../src/ui/app.tsx';
import { Footer } from '../../../../src/ui/components/footer.tsx';
import { KeysProvider } from '../../../../src/ui/hooks/use-keys.tsx';
import type { LabRunView } from '../../../../src/ui/hooks/use-lab-run.ts';
import { layoutLab, type Pane } from '../../../../src/ui/screens/lab/layout.ts';
import { Panes } from '../../../../src/ui/screens/lab/panes.tsx';
import { LabScreen } from '../../../../src/ui/screens/lab/screen.tsx';
import { startLab } from '../../../../src/ui/screens/lab/state.ts';
import { createTheme, ThemeContext } from '../../../../src/ui/theme.ts';
import { sequence } from '../../../../src/ui/views/sequence.ts';
import { createEventLog } from '../../../../src/wire/event-log.ts';
import { createStatsCounter } from '../../../../src/wire/live-stats.ts';
import { eventOf, runOf } from '../../../wire/event-of.ts';
import { type FakeRuns, fakeLab, fakeRuns } from '../../fake-lab.ts';
import { conversation } from '../../views/conversation.ts';
import { type Shown, show } from '../../wait-for-frame.ts';
import { composer } from './composer.ts';

const ESCAPE = '\u001b';
const UP = '\u001b[A';
const themeOf = (options: { readonly ascii?: boolean; readonly screenReader?: boolean } = {}) =>
  createTheme({ colour: false, ascii: options.ascii ?? false, screenReader: options.screenReader ?? false });
// biome-ignore lint/suspicious/noControlCharactersInRegex: what Ink adds for weight is of no interest here
const bare = (text: string) => text.replace(/\u001b\[[0-9;]*m/g, '').replace(/ +$/gm, '');

/** A run that has seen the conversation. */
function viewOf(): LabRunView {
  const log = createEventLog();
  const stats = createStatsCounter();
  for (const event of conversation) {
    log.push(event);
    stats.see(event);
  }
  return { phase: 'running', lab: fakeLab, problem: undefined, log, stats, elapsed: 900 };
}

function drawPanes(columns: number, rows: number, pane: Pane, ascii = false) {
  const state = { ...startLab({}), pane, beneath: pane === 'picture' ? ('log' as const) : pane };
  const layout = layoutLab({ columns, rows, actionRows: 1, pane, beneath: state.beneath });
  return bare(
    renderToString(
      <ThemeContext value={themeOf({ ascii })}>
        <Panes layout={layout} columns={columns} state={state} run={viewOf()} view={sequence} settings={fakeLab.settings} />
      </ThemeContext>,
      { columns },
    ),
  );
}

describe('the panes', () => {
  it('at 80x24: the conversation and the log', () => {
    expect(drawPanes(76, 19, 'picture')).toMatchInlineSnapshot(`
      "  seconds  #   ○ hook client ─────────── ● live ──────────── server ○ hook
          0.216  1          │   ○ model  holds 35 B for 200 ms (loss)   │
          0.516  1     #2 ○ │◀── +300 ms ─ TEXT 33 B fin "{"id":2,"a… ──│
          0.600  2          │╭╌╌ opened, port 41462 to 39919 ╌╌╌╌╌╌╌╌╌╌▶│
          0.610  2          ││── TEXT 24 B fin masked "on th… ─────────▶│
          0.620  1          │◀────────── TEXT 12 B fin "on the first" ──│
          0.700  1          ╳│╌╌ cut by tap, 154 B lost on … ╌ ○ model ╌│
          0.710  2          ┊╰╌╌ closed (FIN) by server ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┊
          0.712             ┊  ○ hook  reconnecting: in 76 ms           ┊
          0.715             ┊                                           ┊ ○ #3–4
      ▎1 Conversation  2 Log  3 Frame  4 Numbers  5 Faults ───────────────────────
          0.620  1 ◀─ TEXT 12 B fin "on the first"                         ● live
          0.700  1    connection cut by tap, 154 B lost on the way         ○ model
          0.710  2    connection closed (FIN) by server                    ● live
          0.712       client reconnecting: in 76 ms                        ○ hook
          0.715       publishes #3                                         ○ hook
          0.815       publishes #4                                         ○ hook"
    `);
  });
  it('at 60x20: one pane, the others by name', () => {
    expect(drawPanes(58, 16, 'picture')).toMatchInlineSnapshot(`
      "▎1 Conversation  2 Log  3 Frame  4 Numbers  5 Faults ─────
       seconds  # ○ hook client ───── ● live ───── server ○ hook
         0.160  1        │─── PING "are you there?" … ─▶│
         0.180           │     ○ model  path rtt 200    │
         0.215           │                              │ ○ #2
         0.216  1        │  ○ model  holds 35 B for 20… │
         0.516  1   #2 ○ │◀── TEXT 33 B fin "{"id":2… ──│
         0.600  2        │╭╌╌ opened, port 41462 to … ╌▶│
         0.610  2        ││── TEXT 24 B fin masked "… ─▶│
         0.620  1        │◀── TEXT 12 B fin "on the … ──│
         0.700  1        ╳│╌╌ cut by tap, 1… ╌ ○ model ╌│
         0.710  2        ┊╰╌╌ closed (FIN) by server ╌╌╌┊
         0.712           ┊  ○ hook  reconnecting: in 7… ┊
         0.715           ┊                              ┊ ○ #3–4"
    `);
    expect(drawPanes(58, 16, 'numbers')).toMatchInlineSnapshot(`
      " 1 Conversation  2 Log  3 Frame ▎4 Numbers  5 Faults ─────
      Messages     2.2 /s                             ▆  ○ hook
      Bytes       539 B/s                             ▆  ● live
      Latency      153 ms                             ▆  ○ hook
      Connections                      0 open, 2 in all  ● live
      Up, down                             272 B, 213 B  ● live
      Published                                       4  ○ hook
      Delivered                                       2  ○ hook
      Never got so far                                0  ○ hook
      Got twice                                       0  ○ hook
      Reconnections                                   1  ○ hook
      Waits in the sender                           0 B  ○ hook
      Held back                               35 B in 1  ○ model
      Lost on the way                             154 B  ○ model"
    `);
  });
  it('at 120x40: all of them, each in its frame', () => {
    const drawn = drawPanes(116, 35, 'picture');
    for (const title of ['1 Conversation', '2 Log', '3 Frame', '4 Numbers', '5 Faults']) expect(drawn).toContain(`─ ${title} ─`);
    const lines = drawn.split('\n');
    expect(lines).toHaveLength(33);
    for (const line of lines) expect(stringWidth(line)).toBe(116);
  });
  it('in ASCII', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what is asked for
    expect(drawPanes(76, 19, 'picture', true)).toMatch(/^[\u0000-\u007f–×·]*$/);
  });
});

let shown: Shown | undefined;
afterEach(() => shown?.unmount());

function tree(runs: FakeRuns, screenReader = false) {
  return (
    <ThemeContext value={themeOf({ screenReader })}>
      <KeysProvider>
        <LabScreen
          route={{ screen: 'lab', lab: 'websocket', start: { params: { rate: 20 }, conditions: { rtt: 40 } } }}
          services={runs.services}
          progress={{ lessonsRead: new Set(), experiments: new Map(), questions: new Map() } as never}
          columns={96}
          rows={24}
          navigate={() => {}}
          back={() => {}}
          record={() => {}}
        />
        <Footer columns={96} />
      </KeysProvider>
    </ThemeContext>
  );
}
function open(runs = fakeRuns(), screenReader = false) {
  shown = show(tree(runs, screenReader));
  return { ...shown, runs };
}
/** Lets the clock of the run go on, so that the next drawing is due, and events come. */
const publishes = (from: number, count: number) =>
  runOf(...Array.from({ length: count }, (_, index) => eventOf('app:publish', { id: from + index }, { connection: 0, source: 'hook' })));

describe('the lab screen', () => {
  it('starts the lab with what was asked for and connects by itself', async () => {
    const { runs, waitForFrame } = open();
    await waitForFrame('No connection   press c: connect');
    await vi.waitFor(() => expect(runs.performed).toEqual(['connect']));
    expect(runs.started[0]).toMatchObject({ params: { rate: 20, reconnect: true }, conditions: { rtt: 40 } });
  });

  it('shows the conversation as it happens', async () => {
    const { runs, waitForFrame } = open();
    await waitForFrame('press c');
    runs.emit(conversation);
    await waitForFrame('connection closed (FIN) by server');
    await waitForFrame('reconnecting: in 76 ms');
  });

  it('does the actions of the lab by their keys, several in one write', async () => {
    const { runs, waitForFrame, press } = open();
    await waitForFrame('press c');
    await vi.waitFor(() => expect(runs.performed).toEqual(['connect']));
    press('xss');
    await vi.waitFor(() => expect(runs.performed).toEqual(['connect', 'cut', 'send', 'send']));
  });

  it('stands still while it is read, and counts what is new', async () => {
    const { runs, waitForFrame, press } = open();
    await waitForFrame('press c');
    runs.emit(conversation);
    await waitForFrame('reconnecting: in 76 ms');
    press(UP);
    const before = await waitForFrame('Standing still, 0 new');
    runs.emit(publishes(100, 12));
    await waitForFrame('Standing still, 12 new');
    expect(before).toContain('#3–4');
    expect(shown?.frame()).not.toContain('#100');
    press(' ');
    await waitForFrame('#100–111');
  });

  it('shows the bytes and fields of the chosen event', async () => {
    const { runs, waitForFrame, press } = open();
    await waitForFrame('press c');
    const fields = [{ name: 'opcode', offset: 0, length: 1, value: '0x1 text', meaning: 'a data frame' }];
    runs.emit(
      conversation.map((event) => (event.name === 'ws:frame' ? { ...event, raw: '8105', fields } : event) as (typeof conversation)[number]),
    );
    await waitForFrame('reconnecting: in 76 ms');
    press(UP.repeat(5));
    press('\r');
    await waitForFrame(/81 +opcode 0x1 text +a data frame/);
  });

  it('takes a text of one’s own where the lab has a language for it; letters are text then, and it is kept', async () => {
    const { runs, waitForFrame, press } = open(fakeRuns({ composer }));
    await waitForFrame('press c');
    await vi.waitFor(() => expect(runs.performed).toEqual(['connect']));
    press('w');
    await waitForFrame('Your query');
    press('\u0015xs pri'); // ctrl-u clears; x and s are actions of the lab
    await waitForFrame('❯ price');
    press('\t');
    await waitForFrame('xs price');
    press('\u0013'); // ctrl-s
    await waitForFrame('✓ 8 characters came');
    press(ESCAPE);
    await waitForFrame('press c');
    press('w');
    await waitForFrame('xs price');
    expect(runs.performed).toEqual(['connect']);
  });

  it('changes the path from the deck, every press of one write', async () => {
    const { runs, waitForFrame, press } = open();
    await waitForFrame('press c');
    press('5lll');
    await waitForFrame('◀ 100 ms ▶');
    await vi.waitFor(() => expect(Object.assign({}, ...runs.changes)).toEqual({ rtt: 100 }));
    press('0');
    await waitForFrame('◀ 0 ms ▶');
    await vi.waitFor(() => expect(runs.changes.at(-1)).toEqual({ rtt: 0 }));
  });

  it('takes a typed value, and no letter reaches the lab meanwhile', async () => {
    const { runs, waitForFrame, press } = open();
    await waitForFrame('press c');
    press('5\r25x0\r');
    await waitForFrame('◀ 250 ms ▶');
    expect(runs.performed).not.toContain('cut');
  });

  it('follows what an action of the lab does to the path', async () => {
    const { runs, waitForFrame, press } = open();
    await waitForFrame('press c');
    press('5');
    runs.emit(runOf(eventOf('path:change', { detail: 'blackhole on' }, { connection: 0, source: 'model' })));
    await waitForFrame('○ model RTT 40 ms, dead path');
    expect(runs.changes).toEqual([]); // and does not send it back
  });

  it('restarts with the settings that were changed', async () => {
    const { runs, waitForFrame, press } = open();
    await waitForFrame('press c');
    press('5jjjjjjjl');
    await waitForFrame('R restarts with these');
    press('R');
    await vi.waitFor(() => expect(runs.started).toHaveLength(2));
    expect(runs.started[1]?.params.rate).toBe(25);
    await vi.waitFor(() => expect(runs.open()).toBe(1));
  });

  it('says what went wrong, and how to go on', async () => {
    const { waitForFrame } = open(fakeRuns({ failure: new Error('the port is taken') }));
    await waitForFrame('✗ the port is taken   R starts again');
  });

  it('is read aloud line by line, with what can be pressed', async () => {
    const { runs, waitForFrame } = open(fakeRuns(), true);
    await waitForFrame('Actions: c, connect; x, cut; s, client sends');
    runs.emit(conversation.slice(0, 3));
    // Announced lines stand above what is redrawn.
    await waitForFrame('client to server: GET /feed HTTP/1.1, live');
  });

  it('ends the lab when the screen is left', async () => {
    const runs = fakeRuns();
    shown = show(
      <ThemeContext value={themeOf()}>
        <KeysProvider>
          <Shell services={runs.services} size={{ columns: 80, rows: 24 }} start={{ screen: 'lab', lab: 'websocket' }} />
        </KeysProvider>
      </ThemeContext>,
    );
    await shown.waitForFrame('press c');
    expect(runs.open()).toBe(1);
    shown.press(ESCAPE);
    await shown.waitForFrame('Continue');
    await vi.waitFor(() => expect(runs.open()).toBe(0));
    expect(runs.started[0]?.signal.aborted).toBe(true);
  });
});
