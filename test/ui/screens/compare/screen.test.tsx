// The comparison in the frame of the app, over runs without sockets: its frames, and a walk from the run to the scale.
import stringWidth from 'string-width';
import { afterEach, describe, expect, it } from 'vitest';
import type { CompareSettings } from '../../../../src/compare/settings.ts';
import { createCatalog } from '../../../../src/content/catalog.ts';
import { manualClock } from '../../../../src/lib/clock.ts';
import type { ProgressEvent } from '../../../../src/progress/event.ts';
import type { Services } from '../../../../src/services.ts';
import { memoryStore } from '../../../../src/store/memory.ts';
import { Shell } from '../../../../src/ui/app.tsx';
import { KeysProvider } from '../../../../src/ui/hooks/use-keys.tsx';
import { createTheme, type Theme, ThemeContext } from '../../../../src/ui/theme.ts';
import { content, fixtureServices } from '../../fixture.ts';
import { type Shown, show } from '../../wait-for-frame.ts';
import { comparison, eventsOf } from './comparisons.ts';

const ENTER = '\r';
const DOWN = '\u001b[B';
const RIGHT = '\u001b[C';
const plain = createTheme({ colour: false, ascii: false, screenReader: false });

interface Options {
  readonly columns?: number;
  readonly rows?: number;
  readonly theme?: Theme;
  readonly failure?: Error;
  /** Ends the runs; they go on until then. */
  readonly gate?: Promise<void>;
}

let shown: Shown | undefined;
afterEach(() => shown?.unmount());

function open({ columns = 80, rows = 24, theme = plain, failure, gate }: Options = {}) {
  const recorded: ProgressEvent[] = [];
  const started: CompareSettings[] = [];
  const clock = manualClock();
  const services: Services = {
    ...fixtureServices(),
    clock,
    catalog: createCatalog({ ...content, comparisons: [comparison] }),
    progress: { ...memoryStore(), append: (event) => recorded.push(event) },
    async compare(_comparison, settings, { onEvent, onPhase }) {
      started.push(settings);
      if (failure !== undefined) throw failure;
      const events = eventsOf(settings);
      for (const [lab, list] of events) {
        onPhase?.(lab, 'running');
        for (const event of list) onEvent?.(lab, event);
      }
      clock.advance(1100);
      await gate;
      return [...events].map(([lab, list]) => ({ lab, events: list }));
    },
    connectionMemory: async () => 20_000,
  };
  shown = show(
    <ThemeContext value={theme}>
      <KeysProvider>
        <Shell services={services} size={{ columns, rows }} start={{ screen: 'compare', comparison: 'cats' }} />
      </KeysProvider>
    </ThemeContext>,
  );
  return { ...shown, recorded, started };
}

describe('the comparison', () => {
  it('runs as soon as it is opened, and judges when it is over, at 80x24', async () => {
    const { waitForFrame, recorded } = open();
    expect(await waitForFrame('Measured')).toMatchInlineSnapshot(`
      "  Wirewise   Labs › Cats, side by side                             0 of 3 done

        Measured   20 messages a second of 120 bytes                    R runs again
                         as they come          median  B / msg   reqs   way  claims
        ❯ Stream          ▅ ▅▅ ▅ ▅▅ ▅ ▅▅ ▅       1 ms       50      1  down  ✓ ✓ – ✗
          Poll             ▅▅ ▅▅ ▅ ▅▅ ▅ ▅▅      30 ms      150     11  down  ✓ ✓ – ✗
          Push                                      –       50      1  down  ◐ – – ✗

        ▎1 Claims   2 Scale it   3 Settings  ─────────────── Stream  ↓ 6 more, space
        direction   “It goes down only.”
                    ✓ holds. Messages came down alone; from the client came 1
                    request and no message. [RFC 6455 §1.2]

        latency     “It is very-low.”
                    ✓ holds. Median 1 ms, p99 1 ms. [RFC 6455 §1.1]

        reconnect   “It comes back.”
                    – not measurable here. Nothing was cut in this run: set the
                    fault to a cut. [RFC 6455 §7.2.3]

        use         “It is for cats.”

        ↑↓/jk choose   esc back   tab next pane   R run again   / search   ? help"
    `);
    expect(recorded).toMatchObject([{ kind: 'visited', place: { screen: 'compare', comparison: 'cats' } }]);
  });
  it('has fewer columns and the same claims at 60x20', async () => {
    const frame = await open({ columns: 60, rows: 20 }).waitForFrame('Measured');
    expect(frame).toMatchInlineSnapshot(`
      " Wirewise   Labs › Cats, side by side           0 of 3 done

       Measured   20 messages a second of 120 bytes  R runs again
                                         median  B / msg  claims
       ❯ Stream          ▅▅▅▅▅ ▅▅▅▅▅       1 ms       50  ✓ ✓ – ✗
         Poll            ▅▅▅ ▅▅▅▅▅▅ ▅     30 ms      150  ✓ ✓ – ✗
         Push                                 –       50  ◐ – – ✗
       ▎1 Claims   2 Scale it   3 Settings
       direction   “It goes down only.”
                   ✓ holds. Messages came down alone; from the
                   client came 1 request and no message.
                   [RFC 6455 §1.2]

       latency     “It is very-low.”
                   ✓ holds. Median 1 ms, p99 1 ms.
                   [RFC 6455 §1.1]

       reconnect   “It comes back.”
       ↑↓/jk choose   esc back   tab next pane   ? help"
    `);
  });
  it('stands in frames, the settings beside it, at 120x40', async () => {
    const frame = await open({ columns: 120, rows: 40 }).waitForFrame('Measured');
    expect(frame).toContain('1 Claims: Stream');
    expect(frame).toContain('3 Settings');
    expect(frame).toContain('Messages a second');
  });
  it.each([
    [60, 20],
    [80, 24],
    [100, 30],
    [120, 40],
    [200, 60],
  ])('fits into %ix%i', async (columns, rows) => {
    const lines = (await open({ columns, rows }).waitForFrame('Measured')).split('\n');
    expect(lines.length).toBeLessThan(rows);
    for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
  });

  it('is live while it runs', async () => {
    let end = () => {};
    const gate = new Promise<void>((resolve) => {
      end = resolve;
    });
    const { waitForFrame } = open({ gate });
    const frame = await waitForFrame(/10 of 60/);
    expect(frame).toContain('● live');
    expect(frame).not.toContain('holds');
    end();
    expect((await waitForFrame('Measured')).replaceAll('\u00a0', ' ')).toContain('✓ holds');
  });

  it('shows each row with its claims, and runs again with a cut at a key', async () => {
    const { waitForFrame, press, started } = open();
    await waitForFrame('Measured');
    press(DOWN);
    await waitForFrame('❯ Poll');
    press('f');
    await waitForFrame('a cut in the middle');
    await waitForFrame('Measured');
    expect(started.map(({ fault }) => fault)).toEqual(['none', 'cut']);
    press('c');
    await waitForFrame('code reconnects');
    expect(started.at(-1)).toMatchObject({ fault: 'cut', care: 'reconnect' });
  });

  it('takes settings for the next run', async () => {
    const { waitForFrame, press, started } = open();
    await waitForFrame('Measured');
    press('3');
    await waitForFrame('❯ Messages a second');
    press(`${ENTER}500${ENTER}`);
    await waitForFrame("rate takes a number from 0.5 to 200, not '500'");
    press('\u007f\u007f0');
    press(ENTER);
    await waitForFrame('R runs with the new settings');
    press('R');
    await waitForFrame(/50 messages a second.*/);
    expect(started.at(-1)).toMatchObject({ rate: 50 });
  });

  it('asks for an estimate, then works out what many clients cost', async () => {
    const { waitForFrame, press } = open();
    await waitForFrame('Measured');
    press('2');
    await waitForFrame(/20 kB of memory/);
    press(`0${ENTER}1G${ENTER}5G${ENTER}`);
    const frame = await waitForFrame('= clients × 20 kB a connection');
    expect(frame).toContain('you: 0 ✓ close');
    expect(frame).toContain('100 GB/s'); // 50 bytes, 20 a second, 100 million clients
    expect(frame).toMatch(/you: 5 GB ◐ right order/);
    // The next row is to be estimated anew.
    press(DOWN);
    await waitForFrame('A million clients on Poll');
    press('e');
    expect(await waitForFrame('= clients × 20 /s × 1 request')).not.toContain('you:');
    press(RIGHT);
  });

  it('says why it cannot run', async () => {
    expect(await open({ failure: new Error('no port is free') }).waitForFrame('no port is free')).toContain('R starts again');
  });
  it('is read aloud as words', async () => {
    const theme = createTheme({ colour: false, ascii: true, screenReader: true });
    const frame = await open({ theme }).waitForFrame('Measured');
    expect(frame.replaceAll('\u00a0', ' ')).toContain('done: holds');
    expect(frame).not.toContain('▅');
  });
});
