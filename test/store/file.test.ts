import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openFileStore } from '../../src/store/file.ts';
import { formatLine } from '../../src/store/log.ts';
import { sampleEvent, storeConformance } from './conformance.ts';
import { buildWriter, startWriter } from './writer.ts';

const root = mkdtempSync(path.join(tmpdir(), 'wirewise-store-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let directory = '';
let number = 0;
beforeEach(() => {
  number += 1;
  directory = path.join(root, `home-${number}`);
});
const log = () => path.join(directory, 'progress.jsonl');
const snapshot = () => path.join(directory, 'progress.snapshot.json');
const folded = () => path.join(directory, 'progress.folded.json');
const aside = () => readdirSync(directory).filter((name) => name.includes('.damaged-'));
const samples = (count: number, from = 0) => Array.from({ length: count }, (_, n) => sampleEvent(from + n));
const write = (text: string) => {
  mkdirSync(directory, { recursive: true });
  writeFileSync(log(), text);
};
const lines = (count: number, from = 0) => samples(count, from).map(formatLine).join('');
const lessonsOf = (name: string) =>
  openFileStore(directory)
    .events.flatMap((event) => (event.kind === 'lesson-read' ? [event.lesson] : []))
    .filter((lesson) => lesson.startsWith(name));

storeConformance((events) => {
  const first = openFileStore(directory);
  for (const event of events) first.append(event);
  return openFileStore(directory);
});

describe('the file store', () => {
  it('makes the folder, and no file before there is something to keep', () => {
    openFileStore(path.join(directory, 'deep', 'er'));
    expect(readdirSync(path.join(directory, 'deep', 'er'))).toEqual([]);
  });

  it('has an event in the file when append returns', () => {
    openFileStore(directory).append(sampleEvent(1));
    expect(readFileSync(log(), 'utf8')).toBe(formatLine(sampleEvent(1)));
  });

  it('loses nothing that it said was recorded, however often its process is killed', async () => {
    const script = buildWriter(root);
    for (let round = 0; round < 12; round++) {
      const name = `round${round}`;
      const writer = startWriter(script, directory, name, 1_000_000);
      await writer.until(5 + round * 7);
      writer.kill();
      await writer.ended;
      const recorded = lessonsOf(name);
      expect(recorded.length).toBeGreaterThanOrEqual(writer.said());
      expect(recorded).toEqual(recorded.map((_, n) => `${name}-${n}`));
    }
    expect(openFileStore(directory).warning).toBeUndefined();
    expect(aside()).toEqual([]);
  }, 120_000);

  it('keeps the events of two processes that append at the same time', async () => {
    const script = buildWriter(root);
    const writers = ['one', 'two'].map((name) => startWriter(script, directory, name, 400));
    await Promise.all(writers.map((writer) => writer.ended));
    for (const name of ['one', 'two']) expect(lessonsOf(name)).toEqual(Array.from({ length: 400 }, (_, n) => `${name}-${n}`));
  }, 60_000);
});

describe('a log that was cut short', () => {
  it('is read, continued and read again without a word', () => {
    const whole = lines(3);
    for (const cut of [1, 2, 10, formatLine(sampleEvent(2)).length - 1]) {
      write(whole.slice(0, -cut));
      const store = openFileStore(directory);
      // Cut by one, only the line feed is missing.
      expect(store.events).toEqual(samples(cut === 1 ? 3 : 2));
      store.append(sampleEvent(9));
      const again = openFileStore(directory);
      expect(again.events).toEqual([...store.events]);
      expect(again.warning).toBeUndefined();
      expect(aside()).toEqual([]);
    }
  });
});

describe('a damaged log', () => {
  it('is kept aside and said, and what can be read is', () => {
    const damaged = `${lines(2)}garbage \u0000\n${lines(2, 2)}`;
    write(damaged);
    const store = openFileStore(directory, { date: () => new Date('2026-11-24T10:15:30Z') });
    expect(store.events).toEqual(samples(4));
    expect(aside()).toEqual(['progress.jsonl.damaged-2026-11-24T101530-000Z']);
    expect(store.warning).toBe(
      'One line of your progress could not be read; the file as it was is kept as progress.jsonl.damaged-2026-11-24T101530-000Z, and 4 records were read.',
    );
    expect(readFileSync(path.join(directory, aside()[0] as string), 'utf8')).toBe(damaged);
    expect(readFileSync(log(), 'utf8')).toBe(lines(4));
    store.append(sampleEvent(4));
    const again = openFileStore(directory);
    expect(again.events).toEqual(samples(5));
    expect(again.warning).toBeUndefined();
  });

  it('is mended under a process that goes on writing', () => {
    write(lines(2));
    const other = openFileStore(directory);
    other.append(sampleEvent(2));
    appendFileSync(log(), 'garbage\n');
    const mending = openFileStore(directory);
    expect(aside()).toHaveLength(1);
    other.append(sampleEvent(3));
    mending.append(sampleEvent(4));
    expect(openFileStore(directory).events).toEqual(samples(5));
  });

  it('that is no text at all is kept aside', () => {
    write('');
    writeFileSync(log(), Buffer.from(Array.from({ length: 5000 }, (_, n) => (n * 7919) % 256)));
    const store = openFileStore(directory);
    expect(store.events).toEqual([]);
    expect(store.warning).toMatch(/lines of your progress could not be read/);
    expect(readFileSync(path.join(directory, aside()[0] as string))).toHaveLength(5000);
  });

  it('that lost its beginning is completed from the snapshot', async () => {
    write(lines(4000));
    openFileStore(directory);
    await vi.waitFor(() => expect(existsSync(folded())).toBe(true), 10_000);
    truncateSync(log(), 0);
    const store = openFileStore(directory);
    const answered = samples(4000).filter((event) => event.kind === 'answered');
    expect(store.events.filter((event) => event.kind === 'answered')).toEqual(answered);
    expect(store.warning).toMatch(/^A part of your progress could not be read/);
    expect(openFileStore(directory).events).toEqual(store.events);
  });
});

describe('the snapshot', () => {
  it('stands for the beginning of the log, without places that were left again', async () => {
    write(lines(4000));
    openFileStore(directory);
    await vi.waitFor(() => expect(existsSync(folded())).toBe(true), 10_000);
    expect(readdirSync(directory).sort()).toEqual(['progress.folded.json', 'progress.jsonl', 'progress.snapshot.json']);
    appendFileSync(log(), lines(2, 4000));
    const expected = [...samples(4000).filter((event, n) => event.kind === 'answered' || n === 3999), ...samples(2, 4000)];
    expect(openFileStore(directory).events).toEqual(expected);
  });

  it('is passed over when it does not fit the log', async () => {
    write(lines(4000));
    openFileStore(directory);
    await vi.waitFor(() => expect(existsSync(folded())).toBe(true), 10_000);
    write(lines(4000, 10_000));
    const store = openFileStore(directory);
    expect(store.events).toEqual(samples(4000, 10_000));
    expect(store.warning).toBeUndefined();
  });

  it('is passed over when it is damaged, and when the log was removed to start anew', () => {
    write(lines(3));
    writeFileSync(snapshot(), '{"v":1,"bytes":3');
    expect(openFileStore(directory).events).toEqual(samples(3));
    writeFileSync(snapshot(), JSON.stringify({ v: 1, bytes: 10, tail: 'x', events: samples(3) }));
    rmSync(log());
    expect(openFileStore(directory)).toMatchObject({ events: [], warning: undefined });
  });
});

describe("a newer version's log", () => {
  it('is read as far as possible and not written', () => {
    const text = `${lines(2)}{"v":2,"at":"2030-01-01T00:00:00Z","kind":"danced","steps":3}\nsomething else\n`;
    write(text);
    const store = openFileStore(directory);
    expect(store.events).toEqual(samples(2));
    expect(store.warning).toMatch(/newer Wirewise/);
    store.append(sampleEvent(2));
    expect(store.events).toEqual(samples(3));
    expect(readFileSync(log(), 'utf8')).toBe(text);
    expect(readdirSync(directory)).toEqual(['progress.jsonl']);
  });
});

describe('a home that cannot be written', () => {
  it('is said, and the session works in memory', () => {
    writeFileSync(directory, 'a file stands here');
    const store = openFileStore(path.join(directory, 'wirewise'));
    expect(store.warning).toMatch(/^Progress cannot be saved in .* \(a file stands where the folder should be\)/);
    store.append(sampleEvent(1));
    expect(store.events).toEqual([sampleEvent(1)]);
    expect(readFileSync(directory, 'utf8')).toBe('a file stands here');
  });

  it('is said when a folder stands where the file should be', () => {
    mkdirSync(log(), { recursive: true });
    expect(openFileStore(directory).warning).toMatch(/a folder stands where the file should be/);
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('is still read (skipped for root, whom no permission stops)', () => {
    write(lines(2));
    chmodSync(directory, 0o500);
    chmodSync(log(), 0o400);
    const store = openFileStore(directory);
    expect(store.events).toEqual(samples(2));
    expect(store.warning).toMatch(/no permission/);
    chmodSync(directory, 0o700);
  });

  it('shows no control characters of its name', () => {
    writeFileSync(directory, '');
    expect(openFileStore(path.join(directory, 'a\u001b[31mb')).warning).toContain('a␛[31mb');
  });
});

/** A file system of 64 KiB, where this process may mount one. */
function tinyDisk(where: string): boolean {
  mkdirSync(where, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', where], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('a full disk', () => {
  it('is said; nothing that was there is lost, and what waits is written when there is room again', (context) => {
    if (!tinyDisk(directory)) return context.skip('no small file system can be mounted here: that needs root on Linux');
    try {
      const store = openFileStore(directory);
      store.append(sampleEvent(0));
      writeFileSync(path.join(directory, 'filler'), Buffer.alloc(60 * 1024 - 200));
      let n = 1;
      while (store.warning === undefined && n < 2000) store.append(sampleEvent(n++));
      expect(store.warning).toMatch(/the disk is full/);
      store.append(sampleEvent(n++));
      const onDisk = openFileStore(directory);
      expect(onDisk.events).toEqual(samples(onDisk.events.length));
      expect(onDisk.events.length).toBeGreaterThan(0);
      rmSync(path.join(directory, 'filler'));
      store.append(sampleEvent(n++));
      expect(store.warning).toBeUndefined();
      expect(new Set(openFileStore(directory).events.map((event) => event.at))).toEqual(new Set(samples(n).map((event) => event.at)));
    } finally {
      execFileSync('umount', ['-l', directory]);
    }
  });
});
