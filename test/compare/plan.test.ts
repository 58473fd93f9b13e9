import { describe, expect, it } from 'vitest';
import { planRow, withoutFeed } from '../../src/compare/plan.ts';
import type { ComparisonRow } from '../../src/compare/schema.ts';
import { faultText } from '../../src/compare/settings.ts';
import { CLEAN } from '../../src/wire/conditions.ts';
import type { Setting } from '../../src/wire/setting.ts';
import { claimOf, settingsWith } from './rows.ts';

const number = (name: string, max: number): Setting => ({ kind: 'number', name, title: name, default: 1, min: 1, max, step: 1, unit: '' });
const LAB: readonly Setting[] = [
  number('rate', 100),
  number('clients', 12),
  number('hold', 9),
  { kind: 'switch', name: 'resume', title: 'resume', default: false },
];
const row: ComparisonRow = {
  lab: 'echo',
  title: 'Echo',
  params: { hold: 5 },
  care: { resume: { resume: true } },
  clients: 6,
  start: [{ do: 'connect' }],
  cut: 'cut',
  stop: [],
  recovers: '',
  loses: '',
  claims: [claimOf({ by: 'direction', expects: 'down' })],
};

describe('planRow', () => {
  it('hands a lab the settings that it knows, within its limits and those of the row', () => {
    expect(planRow(row, settingsWith({ rate: 150, clients: 40, size: 999 }), LAB).params).toEqual({
      rate: 100,
      clients: 6,
      hold: 5,
      resume: false,
    });
  });
  it('adds what the application does about a cut', () => {
    expect(planRow(row, settingsWith({ care: 'resume' }), LAB).params).toMatchObject({ resume: true });
  });
  it('cuts in the middle where that is the fault, and where the lab can', () => {
    expect(planRow(row, settingsWith({ fault: 'cut', messages: 9 }), LAB).cut).toEqual({ action: 'cut', after: 4 });
    expect(planRow(row, settingsWith(), LAB).cut).toBeUndefined();
    const { cut: _, ...uncut } = row;
    expect(planRow(uncut, settingsWith({ fault: 'cut' }), LAB).cut).toBeUndefined();
  });
  it('makes the path for all rows alike, and waits longer on a longer one', () => {
    const far = planRow(row, settingsWith({ rtt: 100, loss: 2, fault: 'buffering' }), LAB);
    expect(far.conditions).toMatchObject({ rtt: 100, loss: 2, buffering: true, cutAfter: 0 });
    expect(far.patience).toBeGreaterThan(planRow(row, settingsWith(), LAB).patience);
  });
});

describe('faultText', () => {
  it('says in words what is not clean', () => {
    expect(faultText(settingsWith())).toBe('');
    expect(faultText(settingsWith({ rtt: 100, fault: 'cut', care: 'resume' }))).toBe('RTT 100 ms, a cut in the middle, code resumes');
  });
});

it('is done with its steps where there is no feed', () => {
  const plan = { lab: 'x', params: {}, conditions: CLEAN, start: [], messages: 9, cut: { action: 'cut', after: 4 }, stop: [], patience: 9 };
  expect(withoutFeed(plan)).toEqual({ ...plan, messages: 0, cut: undefined, patience: 0 });
});
