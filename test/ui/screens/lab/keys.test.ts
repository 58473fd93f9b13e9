import type { Key } from 'ink';
import { describe, expect, it } from 'vitest';
import { LABS } from '../../../../src/labs/index.ts';
import type { Lab } from '../../../../src/labs/lab.ts';
import { APP_KEYS_WITH_CONTENTS } from '../../../../src/ui/app-keys.ts';
import { labKeys, TYPING_KEYS } from '../../../../src/ui/screens/lab/keys.ts';
import { PANES } from '../../../../src/ui/screens/lab/layout.ts';
import { fakeLab } from '../../fake-lab.ts';

const key = (pressed: Partial<Key> = {}) => pressed as Key;
const keysOf = (pane: (typeof PANES)[number], actions: Lab['actions'] = []) =>
  labKeys({ pane, frozen: false, changed: false, views: 2, actions });

describe('the keys of a lab', () => {
  for (const [id, entry] of Object.entries(LABS)) {
    it(`leave those of the ${id} lab to it`, async () => {
      const lab: Lab = await entry.load();
      const keys = lab.actions.map((action) => action.key);
      expect(new Set(keys).size).toBe(keys.length);
      for (const each of keys) {
        expect([...each]).toHaveLength(1);
        for (const pane of PANES) {
          const taken = keysOf(pane).filter((binding) => binding.matches(each, key()));
          expect(taken.map(({ label, help }) => `${each} is taken in ${pane}: ${label} ${help}`)).toEqual([]);
        }
        const everywhere = APP_KEYS_WITH_CONTENTS.filter((binding) => binding.matches(each, key()));
        expect(everywhere.map(({ label }) => `${each} is ${label} on every screen`)).toEqual([]);
      }
    });
  }

  it('perform the actions, whichever pane has the keys', () => {
    for (const pane of PANES) {
      const binding = keysOf(pane, fakeLab.actions).find((each) => each.matches('x', key()));
      expect(binding?.intent('x')).toEqual({ type: 'action', action: 'cut' });
    }
  });

  it('say what space and R do right now', () => {
    const helpOf = (options: { frozen: boolean; changed: boolean }, label: string) =>
      labKeys({ pane: 'log', views: 1, actions: [], ...options }).find((each) => each.label === label);
    expect(helpOf({ frozen: false, changed: false }, 'space')?.help).toBe('freeze');
    expect(helpOf({ frozen: true, changed: false }, 'space')?.help).toBe('go on');
    expect(helpOf({ frozen: false, changed: true }, 'R')?.rank).toBeGreaterThan(helpOf({ frozen: false, changed: false }, 'R')?.rank ?? 99);
  });

  it('offer another picture only where there is one', () => {
    const has = (views: number) =>
      labKeys({ pane: 'log', frozen: false, changed: false, views, actions: [] }).some(({ label }) => label === 'V');
    expect([has(1), has(2)]).toEqual([false, true]);
  });

  it('change values with left and right in the deck only', () => {
    const left = (pane: (typeof PANES)[number]) =>
      keysOf(pane)
        .find((each) => each.matches('', key({ leftArrow: true })))
        ?.intent('');
    expect(left('deck')).toEqual({ type: 'adjust', by: -1 });
    expect(left('frame')).toEqual({ type: 'event', by: -1 });
    expect(left('log')).toBeUndefined(); // left goes back there, as on every screen
  });

  it('take digits while a value is typed, and no letter', () => {
    const typed = (input: string) => TYPING_KEYS.find((each) => each.matches(input, key()))?.intent(input);
    expect(typed('7')).toEqual({ type: 'type', character: '7' });
    expect(typed('.')).toEqual({ type: 'type', character: '.' });
    expect(typed('x')).toBeUndefined();
  });
});
