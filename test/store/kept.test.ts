// What is kept beside a long log: a start reads it and the rest of the log, and it is passed over whenever it does not fit.
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { yearOfLog } from '../../bench/year-log.mjs';
import { createMemoryKeeper } from '../../src/progress/memory-keeper.ts';
import { progressOf } from '../../src/progress/progress.ts';
import { reviewsOf } from '../../src/progress/reviews.ts';
import { replay } from '../../src/review/replay.ts';
import { openFileStore } from '../../src/store/file.ts';
import { formatLine, parseLog } from '../../src/store/log.ts';
import { sampleEvent } from './conformance.ts';

const root = mkdtempSync(path.join(tmpdir(), 'wirewise-kept-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const YEAR = yearOfLog({ cards: 2000, places: 2000, now: Date.UTC(2026, 10, 25) }).join('');
const EVENTS = parseLog(YEAR).events;

let directory = '';
let number = 0;
const file = (name: string) => path.join(directory, `progress.${name}`);
beforeEach(() => {
  number += 1;
  directory = path.join(root, `home-${number}`);
  mkdirSync(directory);
  writeFileSync(file('jsonl'), YEAR);
});

/** Opens it once, so that everything is kept that is worth it. */
async function keepAll() {
  const store = openFileStore(directory);
  await createMemoryKeeper(store).load();
  await vi.waitFor(() => expect(existsSync(file('folded.json')) && existsSync(file('memory.json'))).toBe(true), 20_000);
}

/** Spoils the beginning of the log, which leaves its length and its end as they are: who reads it finds damage. */
function spoilBeginning() {
  const size = statSync(file('jsonl')).size;
  writeFileSync(file('jsonl'), `${'x'.repeat(size - 5000)}\n${readFileSync(file('jsonl'), 'utf8').slice(-4999)}`);
}

describe('a year of log', () => {
  it('opens without its beginning being read: progress and memory come from what was kept', async () => {
    await keepAll();
    spoilBeginning();
    const store = openFileStore(directory);
    expect(store.warning).toBeUndefined();
    expect(store.progress).toEqual(progressOf(EVENTS));
    expect(await createMemoryKeeper(store).load()).toEqual(replay(reviewsOf(EVENTS)));
  });

  it('goes on from what was kept with what came after, of this process and of others', async () => {
    await keepAll();
    const later = [0, 2, 4].map((n) => ({ ...sampleEvent(n), at: `2026-12-0${n + 1}T00:00:00.000Z` }));
    appendFileSync(file('jsonl'), formatLine(later[0] as (typeof later)[0]));
    const store = openFileStore(directory);
    store.append(later[1] as (typeof later)[0]);
    appendFileSync(file('jsonl'), formatLine(later[2] as (typeof later)[0]));
    const all = [...EVENTS, ...later];
    expect(store.progress).toEqual(progressOf(all.slice(0, -1)));
    expect(await createMemoryKeeper(store).load()).toEqual(replay(reviewsOf(all)));
    expect(openFileStore(directory).progress).toEqual(progressOf(all));
    expect(reviewsOf(openFileStore(directory).events)).toEqual(reviewsOf(all));
  });

  it('counts nothing twice that could not be written when it was recalled', async () => {
    rmSync(file('jsonl'));
    const store = openFileStore(directory);
    mkdirSync(file('jsonl'));
    store.append(sampleEvent(0));
    expect(store.warning).toMatch(/could not be saved/);
    const { since, keep } = store.recall();
    expect(since).toEqual([sampleEvent(0)]);
    await keep({ worked: 'out' });
    expect(existsSync(file('memory.json'))).toBe(false);
  });

  it('is worked out anew when older records came in between', async () => {
    await keepAll();
    const older = { ...sampleEvent(0), at: '2020-01-01T00:00:00.000Z' };
    appendFileSync(file('jsonl'), formatLine(older));
    const store = openFileStore(directory);
    expect(store.progress).toEqual(progressOf([...EVENTS, older]));
    expect(await createMemoryKeeper(store).load()).toEqual(replay(reviewsOf([...EVENTS, older])));
  });

  it('is read itself when what was kept is damaged, of another version, or of another log', async () => {
    await keepAll();
    for (const name of ['folded.json', 'memory.json']) {
      const text = readFileSync(file(name), 'utf8');
      for (const wrong of [text.slice(0, -40), text.replace('"v":1', '"v":99'), text.replace(/"bytes":\d+/, '"bytes":100'), '', '[]']) {
        writeFileSync(file(name), wrong);
        const store = openFileStore(directory);
        expect(store.progress).toEqual(progressOf(EVENTS));
        expect((await createMemoryKeeper(store).load()).cards.size).toBe(2000);
      }
      writeFileSync(file(name), text);
    }
    writeFileSync(file('jsonl'), YEAR.slice(0, YEAR.indexOf('\n', 90_000) + 1));
    const started = openFileStore(directory);
    // The snapshot knows more than the log that was cut short.
    expect(started.warning).toMatch(/^A part of your progress could not be read/);
  });

  it('is gone when the log was removed to start anew', async () => {
    await keepAll();
    rmSync(file('jsonl'));
    const store = openFileStore(directory);
    expect(store.progress).toEqual(progressOf([]));
    expect((await createMemoryKeeper(store).load()).cards.size).toBe(0);
  });
});
