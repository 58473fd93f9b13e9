import { describe, expect, it } from 'vitest';
import { startDecision, updateDecision } from '../../../../src/ui/screens/decision/state.ts';

const DIMENSIONS = ['direction', 'client', 'payload'];
const answer = (dimension: string, value: string | undefined) => ({ type: 'answer', dimension, value }) as const;

describe('updateDecision', () => {
  it('asks one question after the other and ends with the result', () => {
    const one = updateDecision(startDecision(), answer('direction', 'bidirectional'), 2);
    expect(one).toMatchObject({ phase: 'ask', index: 1, answers: { direction: 'bidirectional' } });
    const two = updateDecision(one, answer('payload', undefined), 2);
    expect(two).toMatchObject({ phase: 'result', answers: { direction: 'bidirectional' } });
  });

  it('leaves a question open again when it is answered so', () => {
    const said = updateDecision(startDecision(), answer('direction', 'bidirectional'), 3);
    const back = updateDecision(said, { type: 'previous' }, 3);
    expect(updateDecision(back, answer('direction', undefined), 3).answers).toEqual({});
  });

  it('comes back to the result after a question that was asked from there', () => {
    const result = updateDecision(startDecision(), { type: 'finish' }, 5);
    const asked = updateDecision(result, { type: 'ask', index: 3 }, 5);
    expect(asked).toMatchObject({ phase: 'ask', index: 3 });
    expect(updateDecision(asked, answer('client', 'browser'), 5)).toMatchObject({ phase: 'result', answers: { client: 'browser' } });
  });

  it('opens on the result where answers are there already, and starts anew when told', () => {
    const again = startDecision({ client: 'browser' }, DIMENSIONS);
    expect(again.phase).toBe('result');
    expect(updateDecision(again, { type: 'restart' }, 13)).toEqual(startDecision());
  });

  it('comes back to the question that was asked, or to the result', () => {
    const said = { direction: 'bidirectional' };
    expect(startDecision(said, DIMENSIONS, 'payload')).toMatchObject({ phase: 'ask', index: 2, answers: said });
    expect(startDecision({}, DIMENSIONS, 'client')).toMatchObject({ phase: 'ask', index: 1 });
    expect(startDecision(said, DIMENSIONS, 'result').phase).toBe('result');
    // A dimension that is gone, a record without a step.
    expect(startDecision(said, DIMENSIONS, 'colour').phase).toBe('result');
    expect(startDecision({}, DIMENSIONS, 'result')).toMatchObject({ phase: 'ask', index: 0 });
  });

  it('does not go before the first question', () => {
    expect(updateDecision(startDecision(), { type: 'previous' }, 3).index).toBe(0);
  });
});
