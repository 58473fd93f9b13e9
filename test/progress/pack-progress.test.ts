import { describe, expect, it } from 'vitest';
import { packProgress, unpackProgress } from '../../src/progress/pack-progress.ts';
import { NO_PROGRESS, progressOf } from '../../src/progress/progress.ts';

const at = '2026-11-25T12:00:00.000Z';
const progress = progressOf([
  { at, kind: 'visited', place: { screen: 'lesson', lesson: 'sse', line: 3 } },
  { at, kind: 'lesson-read', lesson: 'sse' },
  { at, kind: 'answered', question: 'q', answer: { kind: 'choice', picked: 1 }, grade: 'partly', confidence: 'guess' },
  { at, kind: 'predicted', experiment: 'e', answer: 1, confidence: 'sure' },
  { at, kind: 'set-option', option: 'interview', value: '2026-12-10' },
]);
const throughJson = (value: unknown) => JSON.parse(JSON.stringify(value));

describe('packed progress', () => {
  it('is the same when it is unpacked, also when nothing was done yet', () => {
    expect(unpackProgress(throughJson(packProgress(progress)))).toEqual(progress);
    expect(unpackProgress(throughJson(packProgress(NO_PROGRESS)))).toEqual(NO_PROGRESS);
  });

  it('is refused when this version knows more of progress than it holds, folds otherwise, or when it is damaged', () => {
    const packed = throughJson(packProgress(progress));
    const { questions: _, ...fewer } = packed.fields;
    expect(unpackProgress({ ...packed, fields: fewer })).toBeUndefined();
    expect(unpackProgress({ ...packed, fold: packed.fold + 1 })).toBeUndefined();
    expect(unpackProgress({ ...packed, fields: { ...packed.fields, questions: ['q'] } })).toBeUndefined();
    expect(unpackProgress(null)).toBeUndefined();
  });
});
