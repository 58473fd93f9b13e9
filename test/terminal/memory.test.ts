// The built program over three days, the clock moved by hand: what is answered today is due tomorrow, asked, and then rests.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, it } from 'vitest';
import { KEYS, nodeCommand, openTerminal, type TestTerminal } from './terminal.ts';

const home = mkdtempSync(path.join(tmpdir(), 'wirewise-memory-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Loaded before the program: its calendar is that many days ahead, its stop-watch is not. */
function daysAhead(days: number): Readonly<Record<string, string>> {
  const file = path.join(home, `ahead-${days}.mjs`);
  writeFileSync(
    file,
    `const Real = globalThis.Date; const ahead = ${days} * 86400000;
     globalThis.Date = class extends Real {
       constructor(...given) { if (given.length === 0) super(Real.now() + ahead); else super(...given); }
       static now() { return Real.now() + ahead; }
     };`,
  );
  return { NODE_OPTIONS: `--import=${pathToFileURL(file).href}` };
}

/** The options of the first question, right or not, from the content that was built. */
const OPTIONS: readonly { readonly text: string; readonly correct: boolean }[] = JSON.parse(
  readFileSync(new URL('../../dist/content.json', import.meta.url), 'utf8'),
)
  .topics.flatMap((topic: { lessons: readonly { slug: string; questions: readonly unknown[] }[] }) => topic.lessons)
  .find(({ slug }: { slug: string }) => slug === 'websocket').questions[0].options;

/** Puts the cursor on the right option, wherever it was shuffled to, and chooses it. */
function answerRight(terminal: TestTerminal): void {
  const screen = terminal.screen();
  const shown = [...OPTIONS].sort((one, other) => screen.indexOf(one.text.slice(0, 40)) - screen.indexOf(other.text.slice(0, 40)));
  terminal.press(KEYS.down.repeat(shown.findIndex(({ correct }) => correct)) + KEYS.enter);
}

const start = (days: number, ...args: readonly string[]) =>
  openTerminal({ home, env: daysAhead(days), command: [...nodeCommand(), ...args] as [string, ...string[]] });

describe('the memory', () => {
  it('asks tomorrow what was answered today, and not again the day after when it was known', async () => {
    {
      await using today = start(0, 'open', 'quiz:websocket');
      await today.until(/Question 1 of[\s\S]*❯/);
      answerRight(today);
      await today.until(/How sure are you/);
      today.press(KEYS.enter);
      await today.until(/Right/);
      today.press(KEYS.ctrlC);
      await today.exited;
    }
    {
      await using tomorrow = start(1);
      await tomorrow.until(/Review: 1 due today/);
      tomorrow.press(`${KEYS.down}${KEYS.enter}`);
      await tomorrow.until(/Card 1 of 1[\s\S]*❯/);
      answerRight(tomorrow);
      await tomorrow.until(/How sure are you/);
      tomorrow.press(`${KEYS.down}${KEYS.enter}`);
      await tomorrow.until(/Right, and you knew it[\s\S]*again in \d+ days/);
      tomorrow.press(KEYS.enter);
      await tomorrow.until(/1 of 1 right[\s\S]*The next card is due on/);
      tomorrow.press(KEYS.ctrlC);
      await tomorrow.exited;
    }
    await using later = start(2);
    await later.until(/Review: nothing due today/);
  }, 60_000);
});
