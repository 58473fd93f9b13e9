import { describe, expect, it } from 'vitest';
import type { ProgressEvent } from '../../src/progress/event.ts';
import { ratingOf, reviewsOf } from '../../src/progress/reviews.ts';

const at = '2026-11-25T12:00:00.000Z';

describe('the rating of an answer', () => {
  it('rates a right guess no better than what was half known', () => {
    expect(ratingOf('correct', 'sure')).toBe('easy');
    expect(ratingOf('correct', 'think')).toBe('good');
    expect(ratingOf('correct', 'guess')).toBe('hard');
    expect(ratingOf('partly', 'sure')).toBe('hard');
    expect(ratingOf('wrong', 'sure')).toBe('again');
  });
});

describe('what events say to the memory', () => {
  it('an answer is a review of its question, with the version that was answered', () => {
    const answered: ProgressEvent = {
      at,
      kind: 'answered',
      question: 'q',
      answer: { kind: 'choice', picked: 1 },
      grade: 'correct',
      confidence: 'sure',
      version: 'x1',
    };
    expect(reviewsOf([answered])).toMatchObject([{ card: 'question:q', rating: 'easy', opens: true, version: 'x1', at: Date.parse(at) }]);
  });

  it('only a prediction that was missed makes a card, and it knows what the run decided', () => {
    const outcome = { right: 2, measured: { lost: 3 } };
    const ran = (grade: 'correct' | 'wrong'): ProgressEvent => ({
      at,
      kind: 'experimented',
      experiment: 'e',
      grade,
      confidence: 'think',
      observed: 'correct',
      outcome,
    });
    expect(reviewsOf([ran('wrong'), ran('correct')])).toMatchObject([
      { card: 'experiment:e', rating: 'again', opens: true, outcome },
      { card: 'experiment:e', rating: 'good', opens: false },
    ]);
  });

  it('each line of an interview stands for itself; fewer than two points have lost it', () => {
    const scores = { elicits: 3, chooses: 2, ties: 1, rejects: 0, fails: 3, flips: 2 };
    const reviews = reviewsOf([{ at, kind: 'interview', interview: 'scores', version: 2, seed: 1, scores, passed: true, seconds: 60 }]);
    expect(reviews.map(({ card, rating, opens }) => [card, rating, opens])).toEqual([
      ['interview:scores/elicits', 'good', false],
      ['interview:scores/chooses', 'hard', false],
      ['interview:scores/ties', 'again', true],
      ['interview:scores/rejects', 'again', true],
      ['interview:scores/fails', 'good', false],
      ['interview:scores/flips', 'hard', false],
    ]);
    expect(reviews[0]).toMatchObject({ version: 'v2', confidence: undefined });
  });

  it('what is read and visited says nothing, and neither does an event of no time', () => {
    expect(reviewsOf([{ at, kind: 'lesson-read', lesson: 'sse' }])).toEqual([]);
    expect(reviewsOf([{ at: 'yesterday', kind: 'reviewed', card: 'question:q', grade: 'correct', confidence: 'think' }])).toEqual([]);
  });
});
