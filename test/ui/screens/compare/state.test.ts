import { describe, expect, it } from 'vitest';
import { COMPARE_SETTINGS, settingsOf } from '../../../../src/compare/settings.ts';
import {
  type CompareIntent,
  type CompareState,
  isChanged,
  isEstimating,
  panesOf,
  startCompare,
  updateCompare,
} from '../../../../src/ui/screens/compare/state.ts';

const ROWS = 3;
const doing = (...intents: readonly CompareIntent[]): CompareState =>
  intents.reduce((state, intent) => updateCompare(state, intent, ROWS), startCompare());
const typed = (text: string): CompareIntent[] => [...text].map((character) => ({ type: 'type', character }));
const deck = (name: string): CompareIntent => ({ type: 'setting', by: COMPARE_SETTINGS.findIndex((setting) => setting.name === name) });

describe('panes', () => {
  it('go round, and what stands beneath stays while the settings have the keys', () => {
    const scale = doing({ type: 'next-pane', by: 1 });
    expect([scale.pane, scale.beneath]).toEqual(['scale', 'scale']);
    const settings = updateCompare(scale, { type: 'next-pane', by: 1 }, ROWS);
    expect([settings.pane, settings.beneath]).toEqual(['settings', 'scale']);
    expect(updateCompare(settings, { type: 'next-pane', by: 1 }, ROWS).pane).toBe('claims');
    expect(doing({ type: 'next-pane', by: -1 }).pane).toBe('settings');
  });
  it('are scrolled no further than there is something, and anew for each row', () => {
    const scrolled = doing({ type: 'scroll', by: 8, last: 5 });
    expect(scrolled.offset).toBe(5);
    expect(updateCompare(scrolled, { type: 'scroll', by: -99, last: 5 }, ROWS).offset).toBe(0);
    expect(updateCompare(scrolled, { type: 'row', by: 1 }, ROWS)).toMatchObject({ row: 1, offset: 0 });
  });
  it('have rows that end', () => {
    expect(doing({ type: 'row', by: -1 }).row).toBe(0);
    expect(doing({ type: 'row', by: 9 }).row).toBe(2);
  });
});

describe('settings', () => {
  const inSettings: CompareIntent = { type: 'pane', pane: 'settings' };
  it('change by steps and hold from the next run on', () => {
    const state = doing(inSettings, { type: 'adjust', by: 1 });
    expect(state.wanted.rate).toBe(25);
    expect(isChanged(state)).toBe(true);
    expect(isChanged(updateCompare(state, { type: 'ran' }, ROWS))).toBe(false);
  });
  it('are typed, and what is out of range is refused with a sentence', () => {
    const wrong = doing(inSettings, { type: 'enter' }, ...typed('9999'), { type: 'enter' });
    expect(wrong).toMatchObject({ typed: '9999', mistake: "rate takes a number from 0.5 to 200, not '9999'" });
    const right = [{ type: 'erase' }, { type: 'erase' }, { type: 'enter' }] as const;
    expect(right.reduce((state, intent) => updateCompare(state, intent, ROWS), wrong)).toMatchObject({
      typed: undefined,
      mistake: undefined,
      wanted: { rate: 99 },
    });
    expect(doing(inSettings, { type: 'enter' }, ...typed('7'), { type: 'cancel' }).wanted.rate).toBe(20);
  });
  it('with choices go round', () => {
    const fault = (times: number) =>
      doing(inSettings, deck('fault'), ...Array.from({ length: times }, (): CompareIntent => ({ type: 'enter' }))).wanted.fault;
    expect([0, 1, 2, 3].map(fault)).toEqual(['none', 'cut', 'buffering', 'none']);
  });
  it('that matter most have keys of their own', () => {
    expect(doing({ type: 'next-fault' }).wanted.fault).toBe('cut');
    expect(doing({ type: 'next-care' }, { type: 'next-care' }).wanted.care).toBe('resume');
  });
});

describe('estimates', () => {
  const inScale: CompareIntent = { type: 'pane', pane: 'scale' };
  const enter: CompareIntent = { type: 'enter' };
  it('are asked for one after the other, then all is shown', () => {
    const half = doing(inScale, ...typed('20M'), enter);
    expect(half).toMatchObject({ field: 1, mistake: undefined });
    expect(isEstimating(half)).toBe(true);
    const all = [...typed('2.5G'), enter, ...typed('9G'), enter].reduce((state, intent) => updateCompare(state, intent, ROWS), half);
    expect(isEstimating(all)).toBe(false);
    expect(all.revealed.get(0)).toEqual({ requests: '20M', bandwidth: '2.5G', memory: '9G' });
  });
  it('must be numbers', () => {
    expect(doing(inScale, enter).mistake).toContain('Type a number');
    expect(doing(inScale, ...typed('2M2'), enter)).toMatchObject({ field: 0, mistake: expect.stringContaining('no number') });
    expect(doing(inScale, ...typed('12'), { type: 'erase' }).estimates.requests).toBe('1');
  });
  it('come back to the field that was left out', () => {
    const state = doing(inScale, { type: 'field', by: 1 }, ...typed('1G'), enter);
    expect(state.field).toBe(0);
  });
  it('can be passed over, for one row at a time', () => {
    const shown = doing(inScale, { type: 'reveal' });
    expect(isEstimating(shown)).toBe(false);
    expect(isEstimating(updateCompare(shown, { type: 'row', by: 1 }, ROWS))).toBe(true);
    // What was begun for one row is no estimate for another.
    expect(doing(inScale, ...typed('7'), { type: 'row', by: 1 }).estimates.requests).toBe('');
  });
});

describe('without a feed', () => {
  it('has a pane of screens, and only the settings that do something', () => {
    const start = startCompare(false);
    expect([start.pane, panesOf(start)]).toEqual(['screens', ['screens', 'claims', 'settings']]);
    expect(settingsOf(start).map(({ name }) => name)).toEqual(['rtt', 'loss']);
    const slow = [
      { type: 'pane', pane: 'settings' },
      { type: 'setting', by: 9 },
      { type: 'setting', by: -1 },
      { type: 'adjust', by: 1 },
    ].reduce((state, intent) => updateCompare(state, intent as CompareIntent, ROWS), start);
    expect([slow.wanted.rtt, slow.wanted.rate, isChanged(slow)]).toEqual([20, 20, true]);
  });
});
