import stringWidth from 'string-width';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Run, StepOutcome } from '../../../../src/labs/run.ts';
import type { ProgressEvent } from '../../../../src/progress/event.ts';
import type { Services } from '../../../../src/services.ts';
import { memoryStore } from '../../../../src/store/memory.ts';
import { Shell } from '../../../../src/ui/app.tsx';
import { KeysProvider } from '../../../../src/ui/hooks/use-keys.tsx';
import type { Route } from '../../../../src/ui/route.ts';
import { createTheme, type Theme, ThemeContext } from '../../../../src/ui/theme.ts';
import { type FakeRuns, fakeRuns } from '../../fake-lab.ts';
import { type Shown, show } from '../../wait-for-frame.ts';
import { catalog, trace } from './experiments.ts';

const ESCAPE = '\u001b';
const ENTER = '\r';
const DOWN = '\u001b[B';
const plain = createTheme({ colour: false, ascii: false, screenReader: false });
const START: Route = { screen: 'experiment', experiment: 'cut' };

interface Options {
  readonly columns?: number;
  readonly rows?: number;
  readonly theme?: Theme;
  readonly start?: Route;
  readonly events?: readonly ProgressEvent[];
  readonly failure?: Error;
  /** What the steps of the run end with; each waits until the test lets it go on where `gate` is set. */
  readonly outcomes?: readonly StepOutcome[];
  readonly gate?: Promise<void>;
}

let shown: Shown | undefined;
afterEach(() => shown?.unmount());

/** The experiment in the frame of the app, over a lab without sockets whose run is the fixture's. */
function open({ columns = 80, rows = 24, theme = plain, start = START, events = [], failure, outcomes = [], gate }: Options = {}) {
  const runs: FakeRuns = fakeRuns();
  const recorded: ProgressEvent[] = [];
  let attempts = 0;
  const services: Services = {
    ...runs.services,
    catalog,
    progress: { ...memoryStore(events), append: (event) => recorded.push(event) },
    labs: {
      ...runs.services.labs,
      async run(lab, runOptions) {
        attempts += 1;
        if (failure !== undefined && attempts === 1) throw failure;
        const run = await runs.services.labs.run(lab, runOptions);
        for (const event of trace.events) runOptions.onEvent?.(event);
        let step = 0;
        const played: Run = {
          ...run,
          trace: () => trace,
          async step() {
            await gate;
            return runOptions.signal.aborted ? 'aborted' : (outcomes[step++] ?? 'done');
          },
        };
        return played;
      },
    },
  };
  shown = show(
    <ThemeContext value={theme}>
      <KeysProvider>
        <Shell services={services} size={{ columns, rows }} start={start} />
      </KeysProvider>
    </ThemeContext>,
  );
  return { ...shown, runs, recorded };
}

/** From the set-up to the run that is over. */
async function run({ press, waitForFrame }: Pick<Shown, 'press' | 'waitForFrame'>): Promise<void> {
  await waitForFrame('What a cut takes with it');
  press(ENTER);
  await waitForFrame('What becomes of the messages');
  press(ENTER);
  await waitForFrame('How sure are you?');
  press(DOWN);
  press(ENTER);
  await waitForFrame('Your prediction is locked');
  press(ENTER);
  await waitForFrame('The run is over');
}

const kinds = (events: readonly ProgressEvent[]) =>
  events.map((event) => (event.kind === 'visited' && event.place.screen === 'experiment' ? `at ${event.place.step}` : event.kind));

describe('walking through an experiment', () => {
  it('predicts, locks, runs, observes and explains, and records each exact step', async () => {
    const { press, waitForFrame, recorded, runs } = open();
    await run({ press, waitForFrame });
    press(ENTER);
    await waitForFrame('How many did the client never get?');
    press('1\r');
    const end = await waitForFrame('It came');
    expect(end).toContain('Explain');
    expect(kinds(recorded)).toEqual([
      'at setup',
      'at predict',
      'at confidence',
      'predicted',
      'at run',
      'at observe',
      'experimented',
      'at explain',
    ]);
    expect(recorded.find((event) => event.kind === 'predicted')).toMatchObject({ experiment: 'cut', confidence: 'sure' });
    expect(recorded.find((event) => event.kind === 'experimented')).toMatchObject({ confidence: 'sure', observed: 'correct' });
    expect(runs.started[0]).toMatchObject({ params: { rate: 40, reconnect: true, origin: 'same' }, conditions: { rtt: 20 }, seed: 7 });
    press('G');
    await waitForFrame('Getting it back');
    press(ENTER);
    await waitForFrame(/○ Predict {3}○ Run[\s\S]*Getting it back/);
  });

  it('grades by the run, whichever option was picked', async () => {
    const { press, waitForFrame, recorded } = open();
    await waitForFrame('What a cut takes with it');
    press(ENTER);
    await waitForFrame('What becomes of the messages');
    const frame = shown?.frame() ?? '';
    // Options are shuffled: the cursor is moved to the right one.
    if (frame.indexOf('They are gone') > frame.indexOf('They arrive late')) press(DOWN);
    await waitForFrame('❯ They are gone');
    press(ENTER);
    await waitForFrame('How sure are you?');
    press(ENTER);
    await waitForFrame('Your prediction is locked');
    press(ENTER);
    await waitForFrame('The run is over');
    press(ENTER);
    await waitForFrame('How many did');
    press('5\r');
    await waitForFrame(/✓\sIt came as you predicted/);
    expect(recorded.find((event) => event.kind === 'experimented')).toMatchObject({ grade: 'correct', observed: 'wrong' });
  });

  it('lets the answer be changed until it is locked', async () => {
    const { press, waitForFrame } = open();
    await waitForFrame('What a cut takes with it');
    press(ENTER);
    await waitForFrame('What becomes of the messages');
    press(ENTER);
    await waitForFrame('How sure are you?');
    press('\u001b[D');
    await waitForFrame((frame) => frame.includes('They are gone') && frame.includes('They arrive late'));
  });

  it('looks at the run in full and comes back to the question', async () => {
    const { press, waitForFrame } = open();
    await run({ press, waitForFrame });
    press(ENTER);
    await waitForFrame('How many did');
    press('v');
    await waitForFrame('v words');
    press('j');
    await waitForFrame('0.010 s   beside the wire');
    press(ESCAPE);
    await waitForFrame('How many did');
  });

  it('runs again for the same prediction', async () => {
    const { press, waitForFrame, runs } = open();
    await run({ press, waitForFrame });
    press('r');
    await vi.waitFor(() => expect(runs.started).toHaveLength(2));
    await waitForFrame('The run is over');
  });

  it('says when a step waited in vain', async () => {
    const { press, waitForFrame } = open({ outcomes: ['done', 'gave-up'], columns: 120, rows: 40 });
    await run({ press, waitForFrame });
    await waitForFrame(/✗\swait for 2 deliveries/);
    press(ENTER);
    await waitForFrame('How many did');
    press('1\r');
    await waitForFrame('one step waited in vain');
  });

  it('says in a sentence why there was no run, and tries again', async () => {
    const { press, waitForFrame } = open({ failure: new Error('no port is free') });
    await waitForFrame('What a cut takes with it');
    press(ENTER);
    await waitForFrame('What becomes');
    press(ENTER);
    await waitForFrame('How sure');
    press(ENTER);
    await waitForFrame('locked');
    press(ENTER);
    await waitForFrame('The run could not be made: no port is free.');
    press(ENTER);
    await waitForFrame('The run is over');
  });
});

describe('the lab', () => {
  it('is ended when the script is over', async () => {
    const { press, waitForFrame, runs } = open();
    await run({ press, waitForFrame });
    await vi.waitFor(() => expect(runs.open()).toBe(0));
    expect(runs.started[0]?.signal.aborted).toBe(true);
  });

  it('is ended when the screen is left in the middle of a run', async () => {
    let go = () => {};
    const { press, waitForFrame, runs } = open({ gate: new Promise((resolve) => (go = resolve)) });
    await waitForFrame('What a cut takes with it');
    press(ENTER);
    await waitForFrame('What becomes');
    press(ENTER);
    await waitForFrame('How sure');
    press(ENTER);
    await waitForFrame('locked');
    press(ENTER);
    await waitForFrame('1 of 4: connect');
    expect(runs.open()).toBe(1);
    press(ESCAPE);
    await waitForFrame('Continue');
    await vi.waitFor(() => expect(runs.open()).toBe(0));
    go();
  });
});

describe('coming back', () => {
  const at = '2026-11-24T00:00:00.000Z';
  const predicted: ProgressEvent = { at, kind: 'predicted', experiment: 'cut', answer: 1, confidence: 'sure' };

  it('another day stands before the run, the prediction still locked', async () => {
    const { waitForFrame } = open({ start: { ...START, step: 'explain' }, events: [predicted] });
    const frame = await waitForFrame('Your prediction is locked');
    expect(frame).toContain('They are gone');
    expect(frame).toContain('you are sure');
  });

  it('opened anew it begins at the beginning', async () => {
    expect(await open({ events: [predicted] }).waitForFrame('Script')).not.toContain('locked');
  });

  it('from elsewhere in the same session finds the explanation as it was', async () => {
    const { press, waitForFrame } = open();
    await run({ press, waitForFrame });
    press(ENTER);
    await waitForFrame('How many did');
    press('1\r');
    await waitForFrame('It came');
    press('/');
    await waitForFrame((frame) => !frame.includes('It came'));
    press(ESCAPE);
    await waitForFrame('It came');
  });
});

describe('the picture of the screen', () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what Ink adds for weight is of no interest here
  const bare = (text: string) => text.replace(/\u001b\[[0-9;]*m/g, '').replaceAll('\u00a0', ' ');

  it('at 80 columns, the run over', async () => {
    const { press, waitForFrame } = open();
    await run({ press, waitForFrame });
    expect(bare(await waitForFrame('r run again'))).toMatchInlineSnapshot(`
      "  Wirewise   Real time › WebSocket › What a cut takes with it      0 of 4 done

        ✓ Predict   ● Run   ○ Observe   ○ Explain

        ✓ The run is over  0.0 s

          seconds  #   ○ hook client ─────────── ● live ──────────── server ○ hook
            0.000  1          ╭╌╌ opened, port 50000 to 4711 ╌╌╌╌╌╌╌╌╌╌╌╌▶│
            0.010             │                                           │ ○ #1
            0.012        #1 ○ │                                           │
            0.020             │                                           │ ○ #2–3
            0.032        #3 ○ │                                           │







        Published   3        ○ hook
        Bytes down  0 bytes  ● live

        enter say what you saw   esc back   v see run   r run again   ? help"
    `);
  });

  it('at 60 columns, the explanation', async () => {
    const { press, waitForFrame } = open({ columns: 60, rows: 20 });
    await run({ press, waitForFrame });
    press(ENTER);
    await waitForFrame('How many did');
    press('1\r');
    expect(bare(await waitForFrame((frame) => frame.includes('You saw') && frame.includes('scroll')))).toMatchInlineSnapshot(`
      " Wirewise   What a cut takes with it            1 of 4 done

       ✓ Predict   ✓ Run   ✓ Observe   ● Explain

       ✗ It came otherwise, and you were sure: this one is worth
         remembering
       What becomes of the messages in between?

       ✗ They arrive late (your answer)
         TCP repeats within one connection.

       ✓ They are gone
         Seen: Messages a client never got = 1.


       ✓ You saw what was measured

       ↓ 23 more
       esc back   ↑↓/jk scroll   v see run   r run again   ? help"
    `);
  });

  it('never writes past the edge, at any step and size', async () => {
    for (const [columns, rows] of [
      [60, 20],
      [80, 24],
      [120, 40],
      [200, 60],
    ] as const) {
      const { press, waitForFrame, frame } = open({ columns, rows });
      const check = () => {
        const lines = bare(frame()).split('\n');
        expect(lines.length).toBeLessThan(rows);
        for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
      };
      await run({ press, waitForFrame });
      check();
      press(ENTER);
      await waitForFrame('How many did');
      check();
      press('1\r');
      await waitForFrame('It came');
      check();
      press('v');
      await waitForFrame('v words');
      check();
      shown?.unmount();
    }
  });

  it('is read aloud as lines, without a diagram', async () => {
    const theme = createTheme({ colour: false, ascii: true, screenReader: true });
    const { press, waitForFrame } = open({ theme });
    await run({ press, waitForFrame });
    const frame = await waitForFrame('Step 2 of 4: Run');
    expect(frame).toContain('6 events');
    expect(frame).not.toMatch(/[│─◀▶]/);
  });
});
