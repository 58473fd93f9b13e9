import { describe, expect, it } from 'vitest';
import type { ProgressEvent } from '../../src/progress/event.ts';
import { NO_PROGRESS, progressOf, withEvent } from '../../src/progress/progress.ts';

const at = '2026-11-24T00:00:00.000Z';
const LOG: readonly ProgressEvent[] = [
  { at, kind: 'visited', place: { screen: 'lesson', lesson: 'sse', line: 3 } },
  { at, kind: 'lesson-read', lesson: 'sse' },
  { at, kind: 'lesson-read', lesson: 'sse' },
  { at, kind: 'answered', question: 'q', answer: { kind: 'choice', picked: 1 }, grade: 'wrong', confidence: 'sure' },
  { at, kind: 'answered', question: 'q', answer: { kind: 'choice', picked: 0 }, grade: 'correct', confidence: 'sure' },
  { at, kind: 'experimented', experiment: 'e', grade: 'wrong', confidence: 'guess', observed: 'correct' },
  { at, kind: 'set-option', option: 'contents', value: 'hidden' },
  { at, kind: 'visited', place: { screen: 'quiz', lesson: 'sse', question: 2 } },
];

describe('progress', () => {
  it('is the last place, what was read, and the last grade of everything', () => {
    const progress = progressOf(LOG);
    expect(progress.place).toEqual({ screen: 'quiz', lesson: 'sse', question: 2 });
    expect([...progress.lessonsRead]).toEqual(['sse']);
    expect([...progress.questions]).toEqual([['q', 'correct']]);
    expect([...progress.experiments]).toEqual([['e', 'wrong']]);
    expect([...progress.options]).toEqual([['contents', 'hidden']]);
  });

  it('is the same folded at once or event by event', () => {
    expect(LOG.reduce(withEvent, NO_PROGRESS)).toEqual(progressOf(LOG));
  });

  it('does not change what it started from', () => {
    const before = progressOf(LOG.slice(0, 2));
    withEvent(before, { at, kind: 'lesson-read', lesson: 'websocket' });
    expect([...before.lessonsRead]).toEqual(['sse']);
    expect(NO_PROGRESS.lessonsRead.size).toBe(0);
  });
});
