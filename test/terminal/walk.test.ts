// One person, from an empty home to the review of the next day: what the whole product is for, in a real terminal at 80x24.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { KEYS, openTerminal, type TestTerminal } from './terminal.ts';

const DAY = 24 * 60 * 60 * 1000;
const PATIENCE = 60_000;
const MOVED_CLOCK = new URL('./moved-clock.mjs', import.meta.url).href;
const homes: string[] = [];
afterEach(() => {
  for (const home of homes.splice(0)) rmSync(home, { recursive: true, force: true });
});

/** What the day after the moved clock's today is called in the forecast: `27 Nov`. */
function dayAfterTomorrow(): string {
  const date = new Date(Date.now() + 2 * DAY);
  return `${date.getUTCDate()} ${date.toLocaleString('en-GB', { month: 'short', timeZone: 'UTC' }).slice(0, 3)}`;
}

/** A person at a terminal: looks before every key. */
function person(terminal: TestTerminal) {
  const see = (wanted: RegExp | ((screen: string) => boolean)) => terminal.until(wanted, PATIENCE);
  const press = async (keys: string, wanted: Parameters<typeof see>[0]) => {
    terminal.press(keys);
    return see(wanted);
  };
  /** Moves down to what the cursor has to stand on, and chooses it. */
  const choose = async (item: RegExp, wanted: Parameters<typeof see>[0]) => {
    const cursor = (screen: string) => /^ *❯ .*$/m.exec(screen)?.[0] ?? '';
    for (let here = cursor(await see(/^ *❯ /m)); !item.test(here); ) {
      const before = here;
      here = cursor(await press(KEYS.down, (screen) => cursor(screen) !== before && cursor(screen) !== ''));
    }
    return press(KEYS.enter, wanted);
  };
  const search = async (words: string, item: RegExp, wanted: Parameters<typeof see>[0]) => {
    await press('/', /topics, lessons, labs/);
    await press(words, item);
    return press(KEYS.enter, wanted);
  };
  /** Answers a question of any kind, right or wrong: which card comes first is chance. */
  const answer = async () => {
    const sure = /How sure are you/;
    const screen = await see(/enter (choose|answer)/);
    if (/an estimate will do/.test(screen)) return press('7', />\s+7/).then(() => press(KEYS.enter, sure));
    // All that apply: none of them.
    if (/❯ \[ \]/.test(screen)) return press('G', /❯ None of them/).then(() => press(KEYS.enter, sure));
    // Steps in order: as they stand.
    const open = (now: string) => now.split('\n').filter((line) => /^ +(❯ +)?· /.test(line)).length;
    for (let left = open(screen); left > 0; left--) await choose(/·/, (now) => sure.test(now) || open(now) < left);
    return sure.test(terminal.screen()) ? see(sure) : press(KEYS.enter, sure);
  };
  return { see, press, choose, search, answer };
}

it('a person goes from an empty home to a report, and comes back tomorrow', { timeout: 180_000 }, async () => {
  const home = mkdtempSync(path.join(tmpdir(), 'wirewise-walk-'));
  homes.push(home);
  await using today = openTerminal({ home });
  const { see, press, choose, search } = person(today);

  // The first screen, and the lesson that it offers.
  await see(/Wirewise +0 of \d+ done[\s\S]*❯ Start here: WebSocket[\s\S]*enter open/);
  await press(KEYS.enter, /Real time › WebSocket[\s\S]*What it is/);
  await press(' ', /[1-9]\d? % +about/);
  await press('G', /❯ . Who masks, and who speaks first +experiment[\s\S]*100 %/);

  // A prediction, wrong on purpose, is locked before the lab runs it.
  await press(KEYS.enter, /enter predict/);
  await press(KEYS.enter, /● Predict[\s\S]*Which frames will carry a masking key/);
  await choose(/Those of both sides/, /You predict: Those of both sides[\s\S]*How sure are you/);
  await choose(/Sure/, /Your prediction is locked[\s\S]*enter run/);
  const run = await press(KEYS.enter, /The run is over[\s\S]*enter say what you saw/);
  expect(run).toMatch(/client ─+ ● live ─+ server/);
  expect(run).toMatch(/TEXT \d+ B fin masked/);
  expect(run).toMatch(/Frames up +6 +● live/);
  await press(KEYS.enter, /● Observe[\s\S]*Whose data frame came first/);
  await press(KEYS.enter, /● Explain[\s\S]*It came otherwise, and you were sure[\s\S]*Those of both sides.*\(your\sanswer\)/);

  // A question of the quiz, with how sure one is.
  await press(KEYS.escape, /❯ ✓ Who masks, and who speaks first +experiment[\s\S]*100 %/);
  await press('z', /WebSocket › Quiz[\s\S]*Question 1 of/);
  await press(KEYS.enter, /How sure are you/);
  await press(KEYS.enter, /enter next/);

  // The decision quiz to its recommendation.
  await search('real-time transport', /❯ .*Real-time transport/, /Decide › Real-time transport[\s\S]*Question 1 of/);
  await choose(/Both sides/, /Question 2 of/);
  await choose(/All the time/, /Question 3 of/);
  await press('r', /WebSocket +━+ +[1-9]\d*[\s\S]*Why WebSocket\s+\+\d/);

  // A whole mock interview, whatever it asks, to its report.
  await search('live scores', /❯ Live scores for a sports site/, /Mock interview › Live scores[\s\S]*What do you ask\?/);
  await choose(/Who sends after/, /Readers only watch/);
  await choose(/That is enough/, /What do you choose\?/);
  await choose(/Server-sent events/, /Which two reasons carry Server-sent events/);
  await press(KEYS.enter, /❯ \[✓\]/);
  await choose(/\[ \]/, /❯ These it is/);
  await press(KEYS.enter, /40,000 readers/);
  await press('40000', />\s+40000/);
  for (let screen = today.screen(); !/of 18: /.test(screen); ) {
    const before = screen;
    screen = await press(KEYS.enter, (now) => /of 18: /.test(now) || (now !== before && /Clarify › Choose/.test(now) && /❯ /.test(now)));
  }
  const report = await see(/\d+ of 18: (not )?passed[\s\S]*6 Flips[\s\S]*n next interview/);
  for (const line of ['1 Elicits', '2 Chooses', '3 Ties', '4 Rejects', '5 Fails', '6 Flips']) expect(report).toContain(line);
  await press(KEYS.escape, (screen) => !screen.includes('of 18: '));
  today.press(KEYS.ctrlC);
  expect((await today.exited).code).toBe(0);

  // The same home, a day later by the calendar.
  const env = { NODE_OPTIONS: `--import=${MOVED_CLOCK}`, MOVED_CLOCK: String(DAY), TZ: 'UTC' };
  await using tomorrow = openTerminal({ home, env });
  const later = person(tomorrow);
  await later.see(/❯ Continue: .*Welcome back[\s\S]*Review: [1-9]\d* due today[\s\S]*enter open/);
  await later.choose(/Review: /, /Wirewise +Review [\s\S]*Card 1 of \d+/);
  await later.answer();
  await later.press(KEYS.enter, /Card 1 of[\s\S]*enter next/);
  await later.press(KEYS.enter, /Card 2 of/);
  await later.press(KEYS.escape, /Welcome back/);
  const before = dayAfterTomorrow();
  const stats = await later.search(
    'what you remember',
    /❯ What you remember/,
    /Due in the next 14 days[\s\S]*today +\d+ ━[\s\S]*enter review/,
  );
  // The forecast begins with the moved calendar's today, and what was answered yesterday is counted.
  const dates = [...stats.matchAll(/^ +\w{3} +(\d{1,2} \w{3})/gm)].map(([, date]) => date);
  expect([before, dayAfterTomorrow()]).toContain(dates[0]);
  expect(stats).toMatch(/Sure +[━─]+ +0 % of [1-9]/);
  expect(stats).toMatch(/Real time +━/);
  expect(stats).toMatch(/Mock interviews +━/);
  await later.press(KEYS.escape, /Welcome back/);
  tomorrow.press('q');
  expect((await tomorrow.exited).code).toBe(0);
});
