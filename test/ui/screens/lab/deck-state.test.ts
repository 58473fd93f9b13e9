import { describe, expect, it } from 'vitest';
import { deckOf, isWaiting, settingValue } from '../../../../src/ui/screens/lab/deck-state.ts';
import { type LabIntent, type LabState, type LabWorld, startLab, updateLab } from '../../../../src/ui/screens/lab/state.ts';
import { CLEAN, CONDITION_SETTINGS } from '../../../../src/wire/conditions.ts';
import { createEventLog } from '../../../../src/wire/event-log.ts';
import { fakeLab } from '../../fake-lab.ts';

const play = (state: LabState, world: LabWorld, ...intents: readonly LabIntent[]) =>
  intents.reduce((before, intent) => updateLab(before, intent, world), state);
const start = startLab({});

describe('the fault deck', () => {
  const world: LabWorld = { log: createEventLog(), settings: fakeLab.settings, logRows: 4, views: 1, rowsOf: () => [] };
  const at = (name: string) => deckOf(world.settings).findIndex((setting) => setting.name === name);
  const deck = (name: string): LabState => ({ ...start, pane: 'deck', deck: at(name) });
  const more: LabIntent = { type: 'adjust', by: 1 };
  const less: LabIntent = { type: 'adjust', by: -1 };
  const type = (text: string): readonly LabIntent[] => [...text].map((character) => ({ type: 'type', character }));

  it('has every condition of the path, then every setting of the lab', () => {
    expect(deckOf(world.settings).map(({ name }) => name)).toEqual([
      ...CONDITION_SETTINGS.map(({ name }) => name),
      ...fakeLab.settings.map(({ name }) => name),
    ]);
  });

  it('changes the path at once, within its limits', () => {
    expect(play(deck('rtt'), world, more, more, more).conditions.rtt).toBe(60);
    expect(play(deck('rtt'), world, less).conditions.rtt).toBe(0);
    expect(play(deck('loss'), world, ...Array.from({ length: 130 }, () => more)).conditions.loss).toBe(100);
    expect(play(deck('blackhole'), world, more).conditions.blackhole).toBe(true);
    expect(play(deck('blackhole'), world, { type: 'enter' }, { type: 'enter' }).conditions.blackhole).toBe(false);
  });

  it('keeps the settings of the lab for its next start', () => {
    const rate = world.settings[0] as (typeof world.settings)[number];
    const state = play(deck('rate'), world, more);
    expect(state.params.rate).toBe(15);
    expect(isWaiting(state, rate)).toBe(true);
    expect(isWaiting(updateLab(state, { type: 'restarted' }, world), rate)).toBe(false);
    expect(isWaiting(play(state, world, less), rate)).toBe(false);
  });

  it('steps on multiples of the step, and down to the least', () => {
    expect(play(deck('rate'), world, less, less).params.rate).toBe(0.1);
    expect(play(deck('rate'), world, less, less, more).params.rate).toBe(5);
  });

  it('goes round the choices', () => {
    expect(play(deck('origin'), world, more).params.origin).toBe('foreign');
    expect(play(deck('origin'), world, more, { type: 'enter' }).params.origin).toBe('same');
  });

  it('takes a number that is typed, and says why it does not', () => {
    const typing = play(deck('rtt'), world, { type: 'enter' }, ...type('1555'), { type: 'erase' });
    expect(typing.typed).toBe('155');
    expect(play(typing, world, { type: 'enter' })).toMatchObject({ typed: undefined, conditions: { rtt: 155 } });
    const wrong = play(deck('rtt'), world, { type: 'enter' }, ...type('99999'), { type: 'enter' });
    expect(wrong).toMatchObject({ typed: '99999', conditions: { rtt: 0 } });
    expect(wrong.mistake).toContain('rtt takes a number from 0 to 5000');
    expect(play(wrong, world, { type: 'cancel' })).toMatchObject({ typed: undefined, mistake: undefined });
    expect(play(deck('rtt'), world, { type: 'enter' }, { type: 'enter' }).typed).toBeUndefined();
  });

  it('makes the path clean in one step', () => {
    expect(play(deck('rtt'), world, more, { type: 'clean' }).conditions).toEqual(CLEAN);
  });

  it('adjusts nothing while another pane has the keys', () => {
    expect(updateLab({ ...deck('rtt'), pane: 'log' }, more, world).conditions.rtt).toBe(0);
  });

  it('shows what an action of the lab did to the path', () => {
    expect(updateLab(start, { type: 'path', conditions: { blackhole: true } }, world).conditions.blackhole).toBe(true);
  });

  it('opens with what was asked for', () => {
    const asked = startLab({ rate: 50 }, { rtt: 80 });
    expect(settingValue(asked, deckOf(world.settings)[at('rate')] as (typeof world.settings)[number], at('rate'))).toBe(50);
    expect(asked.conditions).toEqual({ ...CLEAN, rtt: 80 });
  });
});
