import { describe, expect, it } from 'vitest';
import { answersGiven, sessionOf } from '../../src/interview/session.ts';
import { type Answers, isAnswer, PHASES, type Step } from '../../src/interview/step.ts';
import { ENOUGH, knownBy, NOBODY_SAID } from '../../src/interview/steps-clarify.ts';
import { engine, fromRules, ours, play, settingOf } from './robots.ts';

const scores = ours.find(({ slug }) => slug === 'live-scores') as (typeof ours)[number];
const setting = settingOf(scores, 7);
const all = play(setting, engine(setting));
const pick = (step: Step | undefined) => {
  if (step?.kind !== 'pick') throw new Error(`no choice is asked, but ${step?.id}`);
  return step;
};

describe('a session', () => {
  it('goes through its parts in order and ends', () => {
    const { done, next } = sessionOf(setting, all);
    expect(next).toBeUndefined();
    const phases = done.map(({ phase }) => phase);
    expect([...new Set(phases)]).toEqual(PHASES);
    expect(phases).toEqual([...phases].sort((one, other) => PHASES.indexOf(one) - PHASES.indexOf(other)));
  });

  it('goes on at the exact step from any of its beginnings', () => {
    const ids = sessionOf(setting, all).done.map(({ id }) => id);
    for (const [index, id] of ids.entries()) {
      const some = Object.fromEntries(ids.slice(0, index).map((each) => [each, all[each] as Answers[string]]));
      expect(sessionOf(setting, some).next?.id).toBe(id);
    }
  });

  it('takes the same seed for the same options in the same order, and another for another', () => {
    const first = (seed: number) => pick(sessionOf(settingOf(scores, seed), { 'ask:1': ENOUGH }).next).options.map(({ id }) => id);
    expect(first(7)).toEqual(first(7));
    expect(new Set([1, 2, 3, 4, 5].map((seed) => first(seed).join())).size).toBeGreaterThan(1);
    expect([...first(1)].sort()).toEqual([...first(2)].sort());
  });

  it('keeps to the budget of questions, and asks nothing twice', () => {
    let answers: Answers = {};
    const asked: string[] = [];
    for (let step = pick(sessionOf(setting, answers).next); step.phase === 'clarify'; step = pick(sessionOf(setting, answers).next)) {
      const [option] = step.options;
      asked.push(option?.id ?? '');
      answers = { ...answers, [step.id]: option?.id ?? '' };
    }
    expect(asked).toHaveLength(scores.budget);
    expect(new Set(asked).size).toBe(asked.length);
  });

  it("says the interviewer's words to a question, and shrugs where nothing is required", () => {
    const next = (dimension: string) => sessionOf(setting, { 'ask:1': `transport.${dimension}` }).next?.say;
    expect(next('direction')).toBe(scores.answers.transport?.direction);
    const idle = pick(sessionOf(setting, {}).next).options.find(
      ({ id }) => !Object.hasOwn(scores.requirements.transport ?? {}, id.slice('transport.'.length)) && id !== ENOUGH,
    );
    expect(next(idle?.id.slice('transport.'.length) ?? '')).toBe(NOBODY_SAID);
  });

  it('stops at an answer that does not fit, and grades nothing beyond it', () => {
    const broken = { ...all, 'choose:transport': 'carrier-pigeon' };
    expect(sessionOf(setting, broken).next?.id).toBe('choose:transport');
    expect(Object.keys(answersGiven(setting, broken))).not.toContain('failure');
  });

  it('tells the rest once all is chosen', () => {
    const before = knownBy(setting, { 'ask:1': ENOUGH });
    expect(before.map(({ dimension }) => dimension)).toEqual(scores.given.transport);
    const told = knownBy(setting, all, true).filter(({ family }) => family === 'transport' && scores.requirements.transport !== undefined);
    expect(new Set(told.map(({ dimension }) => dimension))).toEqual(new Set(Object.keys(scores.requirements.transport ?? {})));
  });

  it('asks in every family of several for a choice, and how the choices live together', () => {
    const several = ours.find(({ families }) => families.length > 2) ?? fromRules.find(({ families }) => families.length > 2);
    if (several === undefined) throw new Error('there is no interview about several families');
    const ids = sessionOf(settingOf(several), play(settingOf(several), engine(settingOf(several)))).done.map(({ id }) => id);
    expect(ids.filter((id) => id.startsWith('choose:'))).toEqual(several.families.map((family) => `choose:${family}`));
    expect(ids).toContain('tension');
  });
});

describe('an answer', () => {
  const options = ['a', 'b', 'c'].map((id) => ({ id, text: id }));
  const asked = { id: 's', phase: 'fail', say: '', question: '?' } as const;

  it.each([
    ['one of the options', { ...asked, kind: 'pick', count: 1, options }, 'a', true],
    ['none of the options', { ...asked, kind: 'pick', count: 1, options }, 'd', false],
    ['two of them', { ...asked, kind: 'pick', count: 2, options }, ['a', 'c'], true],
    ['the same twice', { ...asked, kind: 'pick', count: 2, options }, ['a', 'a'], false],
    ['too few', { ...asked, kind: 'pick', count: 2, options }, ['a'], false],
    ['a number', { ...asked, kind: 'number', unit: '' }, 3, true],
    ['a number as text', { ...asked, kind: 'number', unit: '' }, '3', false],
    ['no number', { ...asked, kind: 'number', unit: '' }, Number.NaN, false],
  ] as const)('%s', (_, step, answer, fits) => {
    expect(isAnswer(step, answer)).toBe(fits);
  });
});
