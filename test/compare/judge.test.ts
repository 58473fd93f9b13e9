import { describe, expect, it } from 'vitest';
import { type Holds, type JudgedRow, judge } from '../../src/compare/judge.ts';
import { measureRow } from '../../src/compare/measured.ts';
import type { Judge } from '../../src/compare/schema.ts';
import type { CompareSettings } from '../../src/compare/settings.ts';
import { claimOf, type StreamOptions, settingsWith, streamOf } from './rows.ts';

const rowOf = (title: string, stream: StreamOptions, how: Judge): JudgedRow => ({
  title,
  claims: [claimOf(how)],
  measured: measureRow(streamOf(stream)),
});
const fast = rowOf('Fast', { latency: 1 }, { by: 'latency', expects: 'very-low' });

function verdictOf(how: Judge, stream: StreamOptions = {}, changes: Partial<CompareSettings> = {}) {
  const row = rowOf('Row', stream, how);
  return judge(claimOf(how), row, { rows: [fast, row], settings: settingsWith(changes) });
}

describe('claims about latency', () => {
  it.each<[Extract<Judge, { by: 'latency' }>['expects'], number, Holds]>([
    ['very-low', 1.5, 'holds'],
    ['very-low', 30, 'partly'],
    ['very-low', 300, 'does-not-hold'],
    // As low as what is called lower: the step between them is not there.
    ['low', 1.5, 'partly'],
    ['low', 30, 'holds'],
    ['low', 300, 'does-not-hold'],
    ['medium', 1.5, 'does-not-hold'],
    ['medium', 30, 'holds'],
    ['medium', 300, 'partly'],
    ['high', 1.5, 'does-not-hold'],
    ['high', 30, 'partly'],
    ['high', 300, 'holds'],
  ])('%s at %s ms: %s', (expects, latency, holds) => {
    expect(verdictOf({ by: 'latency', expects }, { latency }).holds).toBe(holds);
  });
  it('are taken against the path: what a round trip hides is no difference', () => {
    expect(verdictOf({ by: 'latency', expects: 'medium' }, { latency: 30 }, { rtt: 200 }).holds).toBe('does-not-hold');
  });
  it('name both numbers', () => {
    expect(verdictOf({ by: 'latency', expects: 'medium' }, { latency: 30 }).because).toBe(
      'Median 30 ms, p99 30 ms; the fastest, Fast, has 1 ms.',
    );
  });
  it('do not hide what never came', () => {
    const lossy = verdictOf({ by: 'latency', expects: 'very-low' }, { cut: 4, back: 7 }, { fault: 'cut' });
    expect(lossy.because).toContain('of those that came; 2 messages never did');
  });
  it('cannot be measured where nothing was delivered', () => {
    const how: Judge = { by: 'latency', expects: 'low' };
    const row = { ...fast, measured: measureRow([]) };
    expect(judge(claimOf(how), row, { rows: [fast, row], settings: settingsWith() }).holds).toBe('not-measurable');
  });
});

describe('claims about who comes back', () => {
  type How = Extract<Judge, { by: 'reconnect' }>;
  const how = (expects: How['expects'], through: How['through']): Judge => ({ by: 'reconnect', expects, through });
  const gone = { cut: 4 };
  const back = { cut: 4, back: 7 };
  it.each<[string, Judge, StreamOptions, Partial<CompareSettings>, Holds]>([
    ['nothing was cut', how('native', 'library'), {}, {}, 'not-measurable'],
    ['native, and it came back', how('native', 'library'), back, {}, 'holds'],
    ['native, and it did not', how('native', 'library'), gone, {}, 'does-not-hold'],
    ['by hand, and nobody did', how('manual', 'care'), gone, {}, 'holds'],
    ['by hand, and it came back all the same', how('manual', 'care'), back, {}, 'does-not-hold'],
    ['by hand, and our hand did it', how('manual', 'care'), back, { care: 'reconnect' }, 'not-measurable'],
    ['by hand, and the loop asks anyway', how('manual', 'loop'), back, {}, 'partly'],
    ['nothing to restore', how('always', 'loop'), back, {}, 'holds'],
    ['nothing to restore, but it stayed away', how('always', 'loop'), gone, {}, 'does-not-hold'],
    ['our client does it in every run', how('manual', 'always-ours'), back, {}, 'not-measurable'],
  ])('%s', (_, judged, stream, settings, holds) => {
    expect(verdictOf(judged, stream, settings).holds).toBe(holds);
  });
  it('say what it cost', () => {
    expect(verdictOf(how('native', 'library'), back).because).toBe(
      "The next message came 251 ms after the cut, through the library alone; 2 messages lost, 0 got back: coming back is native, resuming is the server's work.",
    );
  });
});

describe('other claims', () => {
  it('about direction go by what was on the wire', () => {
    expect(verdictOf({ by: 'direction', expects: 'down' })).toEqual({
      holds: 'holds',
      because: 'Messages came down alone; from the client came 1 request and no message.',
    });
    expect(verdictOf({ by: 'direction', expects: 'both' }).holds).toBe('does-not-hold');
  });
  it('may be bounds of a column', () => {
    expect(verdictOf({ by: 'column', column: 'requests', atMost: 1 })).toEqual({ holds: 'holds', because: 'Requests: 1.' });
    expect(verdictOf({ by: 'column', column: 'bytesPerMessage', atLeast: 51 }).holds).toBe('does-not-hold');
    expect(verdictOf({ by: 'column', column: 'recovered', atMost: 1 }).holds).toBe('not-measurable');
  });
  it('may rest on an authority', () => {
    expect(verdictOf({ by: 'source', verdict: 'partly', because: 'It says so.' })).toEqual({ holds: 'partly', because: 'It says so.' });
  });
});
