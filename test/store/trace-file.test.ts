import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveTrace } from '../../src/store/trace-file.ts';
import { CLEAN } from '../../src/wire/conditions.ts';
import type { Trace } from '../../src/wire/trace.ts';
import { eventOf, runOf } from '../wire/event-of.ts';

const trace: Trace = {
  header: { lab: 'tap', params: { to: 'localhost:3000' }, conditions: CLEAN, seed: 1, versions: { wirewise: '0', node: '24' } },
  events: runOf(
    eventOf('raw:bytes', { reason: 'unread', preview: 'red \u001b[31m' }),
    eventOf('tcp:close', { by: 'client', how: 'fin', lostBytes: 0 }),
  ),
};
const at = new Date(2026, 10, 25, 1, 2, 3);
let folder = '';
beforeEach(() => {
  folder = `${mkdtempSync(path.join(tmpdir(), 'wirewise-trace-'))}${path.sep}`;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('saveTrace', () => {
  it('writes the header and one event a line, harmless to a terminal', async () => {
    expect(await saveTrace(trace, { at, folder, mark: 'm' })).toEqual({ name: 'wirewise-tap-20261125-010203.jsonl', events: 2 });
    const text = readFileSync(`${folder}wirewise-tap-20261125-010203.jsonl`, 'utf8');
    expect(text).not.toContain('\u001b');
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines[0]).toMatchObject({ type: 'trace', lab: 'tap', params: { to: 'localhost:3000' } });
    expect(lines.slice(1)).toEqual(trace.events);
  });

  it('never writes over another', async () => {
    const names = [];
    for (let time = 0; time < 3; time++) names.push((await saveTrace(trace, { at, folder, mark: 'm' })).name);
    expect(names).toEqual([
      'wirewise-tap-20261125-010203.jsonl',
      'wirewise-tap-20261125-010203-2.jsonl',
      'wirewise-tap-20261125-010203-3.jsonl',
    ]);
    expect(readdirSync(folder).sort()).toEqual([...names].sort());
  });

  it('says in one sentence that the folder takes nothing, and leaves nothing behind', async () => {
    await expect(saveTrace(trace, { at, folder: `${folder}gone${path.sep}`, mark: 'm' })).rejects.toThrow(
      'wirewise-tap-20261125-010203.jsonl cannot be written here (ENOENT); nothing was saved',
    );
    expect(readdirSync(folder)).toEqual([]);
  });
});
