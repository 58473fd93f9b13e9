// Whoever always says the same, or takes the longest answer, must not pass; whoever follows the rules must. And whatever is
// answered, a line has whole points between 0 and 3.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gradeInterview, LINES, MOST, scoresOf } from '../../src/interview/rubric.ts';
import { sessionOf } from '../../src/interview/session.ts';
import type { Answer, Answers, Setting, Step } from '../../src/interview/step.ts';
import { askedFor } from '../../src/interview/steps-clarify.ts';
import { engine, favourite, fromRules, longest, ours, play, settingOf } from './robots.ts';

const FULL = LINES.length * MOST;
/** Every interview of the course, and a third of those made of the rules. */
const all = [...ours, ...fromRules.filter((_one, index) => index % 3 === 0)];
const outcomes = (robot: (setting: Setting) => (step: Step, answers: Answers) => Answer) =>
  all.map((interview, index) => {
    const setting = settingOf(interview, index + 1);
    return { name: interview.slug, ...gradeInterview(setting, play(setting, robot(setting))) };
  });

describe('the rubric, put to robots', () => {
  it('passes whoever follows the rules, with nearly all points', { timeout: 60_000 }, () => {
    const done = outcomes(engine);
    expect(done.filter(({ passed }) => !passed).map(({ name, ...outcome }) => [name, scoresOf(outcome)])).toEqual([]);
    expect(done.filter(({ total }) => total < FULL - 1).map(({ name, ...outcome }) => [name, scoresOf(outcome)])).toEqual([]);
  });

  it.each([
    ['always says WebSocket, or what is most in fashion', favourite],
    ['always takes the longest answer', longest],
  ] as const)('passes nobody who %s', { timeout: 60_000 }, (_, robot) => {
    const done = outcomes(() => robot);
    expect(done.filter(({ passed }) => passed).map(({ name, ...outcome }) => [name, scoresOf(outcome)])).toEqual([]);
    for (const level of [1, 2, 3, 4]) {
      const totals = done.filter(({ name }) => all.find(({ slug }) => slug === name)?.level === level).map(({ total }) => total);
      const mean = totals.reduce((sum, total) => sum + total, 0) / Math.max(1, totals.length);
      expect(mean, `mean of level ${level}`).toBeLessThan(9);
    }
  });

  it('catches the wrong reasonings of the fashionable by name', () => {
    const setting = settingOf(fromRules.find(({ slug }) => slug === 'transport-live-scores') ?? (ours[0] as (typeof ours)[number]), 3);
    const { caught, lines } = gradeInterview(setting, play(setting, favourite));
    expect(caught.map(({ id }) => id)).toContain('real-time-means-websocket');
    expect(lines.ties.evidence.map(({ text }) => text).join(' ')).toContain('Real time says how soon');
  });
});

describe('what was asked', () => {
  it('is told by family where two families ask in the same words', () => {
    const interview = ours.find(({ slug }) => slug === 'charging-stations') ?? (ours[0] as (typeof ours)[number]);
    const { lines } = gradeInterview(settingOf(interview, 1), { 'ask:1': 'transport.client', 'ask:2': 'enough' });
    const told = lines.elicits.evidence.map(({ text }) => text).filter((text) => text.includes('Who is the client?'));
    expect(told.map((text) => /\? ?” \((.*?)\)/.exec(text)?.[1])).toEqual(['Real-time transport', 'HTTP version']);
  });
});

/** A candidate that draws its answers. */
const drawn = (numbers: readonly number[]) => {
  let at = 0;
  return (step: Step): Answer => {
    const draw = numbers[at++ % numbers.length] ?? 0;
    if (step.kind === 'number') return (draw % 7) * 10 ** (draw % 5);
    const ids = step.options.map((_option, index) => step.options[(index + draw) % step.options.length]?.id ?? '');
    return step.count === 1 ? (ids[0] as string) : ids.slice(0, step.count);
  };
};

describe('the rubric, whatever is answered', () => {
  const interviews = all.filter((_one, index) => index % 4 === 0);
  const sitting = fc.record({
    interview: fc.constantFrom(...interviews),
    seed: fc.nat(),
    numbers: fc.array(fc.nat(50), { minLength: 5, maxLength: 30 }),
    cut: fc.nat(30),
  });

  it('gives each line whole points from 0 to 3, with a word for what is missing, finished or not', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(sitting, ({ interview, seed, numbers, cut }) => {
        const setting = settingOf(interview, seed);
        const answers = play(setting, drawn(numbers));
        const some = Object.fromEntries(Object.entries(answers).slice(0, cut));
        for (const given of [answers, some]) {
          const { lines, total } = gradeInterview(setting, given);
          for (const line of LINES) {
            const { score, evidence } = lines[line];
            expect([0, 1, 2, 3]).toContain(score);
            expect(evidence.length, line).toBeGreaterThan(0);
            if (score < MOST)
              expect(
                evidence.some(({ worth }) => worth !== 'good'),
                `${interview.slug} ${line}`,
              ).toBe(true);
          }
          expect(total).toBe(LINES.reduce((sum, line) => sum + lines[line].score, 0));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('does not hang on the order in which questions are asked, reasons are named, or options are shown', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(sitting, ({ interview, seed, numbers }) => {
        const setting = settingOf(interview, seed);
        const answers = play(setting, drawn(numbers));
        const asked = [...askedFor(setting, answers)].reverse();
        const turned: Answers = {
          ...Object.fromEntries(Object.entries(answers).reverse()),
          ...Object.fromEntries(asked.map((id, index) => [`ask:${index + 1}`, id])),
          ...(Array.isArray(answers.reasons) ? { reasons: [...answers.reasons].reverse() } : {}),
        };
        expect(scoresOf(gradeInterview(setting, turned))).toEqual(scoresOf(gradeInterview(setting, answers)));
        expect(sessionOf(setting, turned).next).toBeUndefined();
      }),
      { numRuns: 30 },
    );
  });
});
