import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProgressEvent } from '../../src/progress/event.ts';
import { NO_PROGRESS, progressOf, withEvent } from '../../src/progress/progress.ts';
import type { Grade } from '../../src/quiz/schema.ts';
import { condense } from '../../src/store/snapshot.ts';

const at = '2026-11-24T10:00:00.000Z';
const answered = (question: string, grade: Grade): ProgressEvent => ({
  at,
  kind: 'answered',
  question,
  answer: { kind: 'choice', picked: 0 },
  grade,
  confidence: 'think',
});
const experimented = (experiment: string, grade: Grade): ProgressEvent => ({
  at,
  kind: 'experimented',
  experiment,
  grade,
  confidence: 'sure',
  observed: 'correct',
});

describe('progressOf', () => {
  it('is nothing after nothing', () => {
    expect(progressOf([])).toEqual(NO_PROGRESS);
    expect(NO_PROGRESS.place).toBeUndefined();
  });

  it('is at the place that was visited last', () => {
    const place = { screen: 'quiz', lesson: 'sse', question: 3 } as const;
    const events: readonly ProgressEvent[] = [
      { at, kind: 'visited', place: { screen: 'experiment', experiment: 'cut', step: 'run' } },
      { at, kind: 'visited', place },
      { at, kind: 'lesson-read', lesson: 'sse' },
    ];
    expect(progressOf(events)).toMatchObject({ place, lessonsRead: new Set(['sse']) });
  });

  it('counts a lesson once, however often it is read', () => {
    const read: ProgressEvent = { at, kind: 'lesson-read', lesson: 'sse' };
    expect(progressOf([read, read]).lessonsRead).toEqual(new Set(['sse']));
  });

  it('keeps the last grade of a question and of an experiment, for better or worse', () => {
    const progress = progressOf([
      answered('masking', 'wrong'),
      answered('masking', 'correct'),
      answered('close', 'partly'),
      experimented('cut', 'correct'),
      experimented('cut', 'wrong'),
    ]);
    expect([...progress.questions]).toEqual([
      ['masking', 'correct'],
      ['close', 'partly'],
    ]);
    expect([...progress.experiments]).toEqual([['cut', 'wrong']]);
  });

  it('keeps the last prediction of an experiment, run or not', () => {
    const progress = progressOf([
      { at, kind: 'predicted', experiment: 'cut', answer: 2, confidence: 'guess' },
      { at, kind: 'predicted', experiment: 'cut', answer: 0, confidence: 'sure' },
      experimented('cut', 'correct'),
    ]);
    expect([...progress.predictions]).toEqual([['cut', { answer: 0, confidence: 'sure' }]]);
  });

  it('keeps the last value of an option', () => {
    const set = (value: string): ProgressEvent => ({ at, kind: 'set-option', option: 'theme', value });
    expect([...progressOf([set('light'), set('dark')]).options]).toEqual([['theme', 'dark']]);
  });

  it('does not count a decision as something that was learned', () => {
    expect(progressOf([{ at, kind: 'decided', family: 'transport', requirements: {}, winner: 'sse' }])).toEqual(NO_PROGRESS);
  });
});

describe('mock interviews', () => {
  const visit = (interview: string, answers: Readonly<Record<string, string>>): ProgressEvent => ({
    at,
    kind: 'visited',
    place: { screen: 'interview', interview, seed: 7, answers, seconds: 1, timed: false },
  });

  it('keep the last step of each of them, whatever is visited meanwhile, and through a shortened log', () => {
    const events = [
      visit('scores', { 'ask:1': 'a' }),
      visit('scores', { 'ask:1': 'a', 'ask:2': 'b' }),
      visit('chat', {}),
      { at, kind: 'visited', place: { screen: 'home' } } as const,
    ];
    const { place, sittings } = progressOf(condense(events));
    expect(place).toEqual({ screen: 'home' });
    expect(sittings.get('scores')?.answers).toEqual({ 'ask:1': 'a', 'ask:2': 'b' });
    expect(sittings.get('chat')?.answers).toEqual({});
    expect(condense(events)).toHaveLength(3);
  });

  it('keep the points of the last one that was finished', () => {
    const scores = { elicits: 3, chooses: 3, ties: 2, rejects: 1, fails: 1, flips: 3 };
    const done = (passed: boolean): ProgressEvent => ({
      at,
      kind: 'interview',
      interview: 'scores',
      version: 1,
      seed: 7,
      scores,
      passed,
      seconds: 9,
    });
    expect(progressOf([done(true), done(false)]).interviews.get('scores')).toEqual({ version: 1, scores, passed: false });
  });
});

describe('withEvent', () => {
  it('leaves the progress before it as it was', () => {
    const before = progressOf([answered('masking', 'wrong')]);
    withEvent(before, answered('masking', 'correct'));
    expect(before.questions.get('masking')).toBe('wrong');
    expect(NO_PROGRESS.questions.size).toBe(0);
  });

  it('gives the same whether a log is folded at once or continued later', () => {
    const event = fc.oneof(
      fc.tuple(fc.constantFrom('a', 'b'), fc.constantFrom<Grade>('correct', 'partly', 'wrong')).map(([id, grade]) => answered(id, grade)),
      fc.tuple(fc.constantFrom('a', 'b'), fc.constantFrom<Grade>('correct', 'wrong')).map(([id, grade]) => experimented(id, grade)),
      fc.constantFrom('sse', 'websocket').map((lesson): ProgressEvent => ({ at, kind: 'lesson-read', lesson })),
      fc.nat(9).map((line): ProgressEvent => ({ at, kind: 'visited', place: { screen: 'lesson', lesson: 'sse', line } })),
    );
    fc.assert(
      fc.property(fc.array(event), fc.array(event), (early, late) => {
        expect(late.reduce(withEvent, progressOf(early))).toEqual(progressOf([...early, ...late]));
      }),
    );
  });
});
