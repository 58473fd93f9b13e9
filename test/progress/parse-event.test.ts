import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProgressEvent } from '../../src/progress/event.ts';
import { parseEvent } from '../../src/progress/parse-event.ts';
import { progressOf } from '../../src/progress/progress.ts';

const at = '2026-11-24T00:00:00.000Z';
const EVENTS: readonly ProgressEvent[] = [
  { at, kind: 'visited', place: { screen: 'home' } },
  { at, kind: 'visited', place: { screen: 'lesson', lesson: 'sse', line: 3 } },
  { at, kind: 'visited', place: { screen: 'lab', lab: 'sse' } },
  { at, kind: 'visited', place: { screen: 'compare', comparison: 'transports' } },
  { at, kind: 'visited', place: { screen: 'experiment', experiment: 'sse-cut', step: 'predict' } },
  { at, kind: 'visited', place: { screen: 'quiz', lesson: 'sse', question: 4 } },
  { at, kind: 'visited', place: { screen: 'decision', family: 'transport', requirements: { direction: 'bidirectional' } } },
  {
    at,
    kind: 'visited',
    place: { screen: 'decision', family: 'transport', requirements: {}, step: 'result' },
  },
  {
    at,
    kind: 'visited',
    place: {
      screen: 'interview',
      interview: 'live-scores',
      seed: 7,
      answers: { 'ask:1': 'transport.direction', reasons: ['a', 'b'], 'estimate:n': 3 },
      seconds: 12.5,
      timed: false,
    },
  },
  {
    at,
    kind: 'visited',
    place: { screen: 'design', design: 'team-chat', requirements: { transport: { direction: 'bidirectional' } } },
  },
  { at, kind: 'lesson-read', lesson: 'sse' },
  { at, kind: 'predicted', experiment: 'sse-cut', answer: 1, confidence: 'sure' },
  { at, kind: 'experimented', experiment: 'sse-cut', grade: 'wrong', confidence: 'sure', observed: 'correct' },
  { at, kind: 'answered', question: 'q', answer: { kind: 'choice', picked: 1 }, grade: 'correct', confidence: 'guess' },
  { at, kind: 'answered', question: 'q', answer: { kind: 'several', picked: [0, 2] }, grade: 'partly', confidence: 'guess' },
  { at, kind: 'answered', question: 'q', answer: { kind: 'order', order: [2, 0, 1] }, grade: 'wrong', confidence: 'guess' },
  { at, kind: 'answered', question: 'q', answer: { kind: 'number', value: 1.5 }, grade: 'correct', confidence: 'guess' },
  { at, kind: 'answered', question: 'q', answer: { kind: 'trace', picked: 0 }, grade: 'correct', confidence: 'guess' },
  { at, kind: 'decided', family: 'transport', requirements: { direction: 'bidirectional' }, winner: 'websocket' },
  {
    at,
    kind: 'interview',
    interview: 'live-scores',
    version: 1,
    seed: 7,
    scores: { elicits: 3, chooses: 3, ties: 2, rejects: 1, fails: 0, flips: 3 },
    passed: true,
    seconds: 300,
  },
  { at, kind: 'set-option', option: 'contents', value: 'hidden' },
];

describe('an event from outside', () => {
  it('is taken when it is one', () => {
    for (const event of EVENTS) expect(parseEvent(JSON.parse(JSON.stringify(event)))).toEqual(event);
  });

  it('is refused when any of its fields is missing or of another type', () => {
    for (const event of EVENTS) {
      for (const field of Object.keys(event)) {
        const { [field as keyof ProgressEvent]: _, ...without } = event;
        expect(parseEvent(without), `${event.kind} without ${field}`).toBeUndefined();
        expect(parseEvent({ ...event, [field]: null }), `${event.kind} with ${field} null`).toBeUndefined();
        expect(
          parseEvent({ ...event, [field]: { kind: 'other', screen: 'other', list: [1] } }),
          `${event.kind} with another ${field}`,
        ).toBeUndefined();
      }
    }
  });

  it('is refused when its place or answer is half there', () => {
    for (const event of EVENTS) {
      for (const field of ['place', 'answer', 'requirements', 'scores'] as const) {
        const inner = (event as Record<string, unknown>)[field];
        if (typeof inner !== 'object' || inner === null) continue;
        for (const key of Object.keys(inner)) expect(parseEvent({ ...event, [field]: { ...inner, [key]: [null] } })).toBeUndefined();
      }
    }
  });

  it('never throws, and what is taken can be folded', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const event = parseEvent(value);
        if (event !== undefined) progressOf([event]);
      }),
    );
  });
});
