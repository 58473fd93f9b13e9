import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fillIn,
  gradeRunAnswer,
  NEW_PLAYER,
  PLAYER_STEPS,
  type Player,
  type PlayerMove,
  play,
  resumed,
  shownNumbers,
} from '../../src/experiment/player.ts';
import type { RunQuestion } from '../../src/experiment/schema.ts';
import { CLEAN } from '../../src/wire/conditions.ts';
import { measure } from '../../src/wire/measure.ts';
import type { Trace } from '../../src/wire/trace.ts';
import { eventOf, runOf } from '../wire/event-of.ts';

const events = runOf(
  ...[1, 2, 3, 4, 5].map((id) => eventOf('app:publish', { id }, { time: id * 10 })),
  ...[1, 2].map((id) => eventOf('app:deliver', { id, client: 'c' }, { time: id * 10 + 2.3456 })),
);
const trace: Trace = {
  header: { lab: 'websocket', params: {}, conditions: CLEAN, seed: 1, versions: { wirewise: '0', node: '0' } },
  events,
};

const through = (...moves: readonly PlayerMove[]) => moves.reduce(play, NEW_PLAYER);
const predicted: readonly PlayerMove[] = [{ type: 'begin' }, { type: 'predict', answer: 2 }, { type: 'lock', confidence: 'sure' }];
const seen: readonly PlayerMove[] = [...predicted, { type: 'ran', trace }, { type: 'observe', answer: 3 }];

describe('the steps of an experiment', () => {
  it('go from the set-up to the explanation', () => {
    expect(seen.map((_, index) => through(...seen.slice(0, index + 1)).step)).toEqual([
      'predict',
      'confidence',
      'run',
      'observe',
      'explain',
    ]);
    expect(through(...seen)).toEqual({ step: 'explain', prediction: 2, confidence: 'sure', trace, observation: 3 });
  });

  it('let a prediction be changed until it is locked, and never after', () => {
    const asked = through(...predicted.slice(0, 2));
    expect(play(asked, { type: 'reconsider' })).toEqual({ ...NEW_PLAYER, step: 'predict' });
    const locked = through(...predicted);
    expect(play(locked, { type: 'reconsider' })).toBe(locked);
    expect(play(locked, { type: 'predict', answer: 0 })).toBe(locked);
    expect(play(locked, { type: 'lock', confidence: 'guess' })).toBe(locked);
  });

  it('forget the run and the observation when it is run again, and keep the prediction', () => {
    expect(play(through(...seen), { type: 'run-again' })).toEqual(through(...predicted));
  });

  it('forget everything when it is begun again, but not under a run', () => {
    expect(play(through(...seen), { type: 'restart' })).toEqual({ ...NEW_PLAYER, step: 'predict' });
    const running = through(...predicted);
    expect(play(running, { type: 'restart' })).toBe(running);
  });

  it('never show an explanation to whom has not predicted, run and observed', () => {
    const move = fc.oneof(
      fc.constantFrom<PlayerMove>(
        { type: 'begin' },
        { type: 'reconsider' },
        { type: 'run-again' },
        { type: 'restart' },
        { type: 'ran', trace },
      ),
      fc.nat(3).map((answer): PlayerMove => ({ type: 'predict', answer })),
      fc.nat(3).map((answer): PlayerMove => ({ type: 'observe', answer })),
      fc.constantFrom('guess', 'think', 'sure').map((confidence): PlayerMove => ({ type: 'lock', confidence: confidence as 'guess' })),
    );
    const has = (player: Player) => ({
      predicted: player.prediction !== undefined,
      locked: player.confidence !== undefined,
      run: player.trace !== undefined,
      observed: player.observation !== undefined,
    });
    fc.assert(
      fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
        const player = through(...moves);
        const at = PLAYER_STEPS.indexOf(player.step);
        expect(has(player)).toEqual({ predicted: at >= 2, locked: at >= 3, run: at >= 4, observed: at >= 5 });
      }),
    );
  });
});

describe('resumed', () => {
  const locked = { answer: 1, confidence: 'think' } as const;

  it('stands where one was', () => {
    expect(resumed('setup', undefined).step).toBe('setup');
    expect(resumed('predict', undefined).step).toBe('predict');
    expect(resumed('run', locked)).toEqual({ ...NEW_PLAYER, step: 'run', prediction: 1, confidence: 'think' });
  });

  it('stands before the run when the run is gone, with the prediction still locked', () => {
    expect(resumed('observe', locked)).toEqual(resumed('run', locked));
    expect(resumed('explain', locked)).toEqual(resumed('run', locked));
  });

  it('asks for the prediction where none was locked', () => {
    expect(resumed('run', undefined)).toEqual({ ...NEW_PLAYER, step: 'predict' });
    expect(resumed('confidence', locked).step).toBe('predict');
    expect(resumed('of another version', locked).step).toBe('setup');
  });
});

describe('grading by the run', () => {
  const options: RunQuestion = {
    prompt: 'Lost?',
    options: [
      { text: 'None', holds: { measure: 'lost', is: '=', value: 0 }, why: '{{lost}} are missing.' },
      { text: 'Some', holds: { measure: 'lost', is: '>', value: 0 }, why: 'All came.' },
    ],
  };

  it('lets the trace decide which option is right, with a word on each', () => {
    expect(gradeRunAnswer(options, 1, trace)).toEqual({
      grade: 'correct',
      explanations: [
        { text: 'None', right: false, picked: false, why: '3 are missing.' },
        { text: 'Some', right: true, picked: true, why: 'Seen: Messages a client never got = 3.' },
      ],
    });
    expect(gradeRunAnswer(options, 0, trace).grade).toBe('wrong');
    expect(gradeRunAnswer(options, 0, { events: [] }).grade).toBe('correct');
    expect(gradeRunAnswer(options, 9, trace).grade).toBe('wrong');
  });

  const number = (tolerance: number, floor: number): RunQuestion => ({
    prompt: 'How many?',
    number: { measure: 'published', unit: 'messages', tolerance, floor, why: 'Count them.' },
  });
  const right = (question: RunQuestion) =>
    [0, 3, 4, 5, 6, 7, 8].filter((value) => gradeRunAnswer(question, value, trace).grade === 'correct');

  it('takes a number within a share of the measured value, or within an absolute distance', () => {
    expect(right(number(0, 0))).toEqual([5]);
    expect(right(number(0.2, 0))).toEqual([4, 5, 6]);
    expect(right(number(0, 2))).toEqual([3, 4, 5, 6, 7]);
    expect(right(number(0.2, 2))).toEqual([3, 4, 5, 6, 7]);
    expect(gradeRunAnswer(number(1, 9), Number.NaN, trace).grade).toBe('wrong');
  });

  it('says what was measured, and how far off one was', () => {
    expect(gradeRunAnswer(number(0, 1), 8, trace).explanations).toEqual([
      { text: '5 messages, measured', right: true, picked: false, why: 'Count them.' },
      { text: '8 messages', right: false, picked: true, why: '3 messages more than was measured; within 1 of it is right.' },
    ]);
    expect(gradeRunAnswer(number(0, 0), 4, trace).explanations[1]?.why).toBe('1 message less than was measured.');
    expect(gradeRunAnswer(number(0, 1), 5, trace).explanations[0]?.text).toBe('5 messages, measured');
    expect(gradeRunAnswer(number(0, 1), 4, trace).explanations[0]?.text).toBe('5 messages, measured; you said 4 messages');
  });
});

describe('fillIn', () => {
  it("puts in this run's numbers as a person reads them", () => {
    expect(fillIn('{{lost}} of {{ published }}, after {{latencyMedian}} ms', measure(events))).toBe('3 of 5, after 2.35 ms');
  });

  it('leaves a name that it does not know', () => {
    expect(fillIn('{{beauty}} {{toString}}', measure(events))).toBe('{{beauty}} {{toString}}');
  });
});

it('shows the numbers of a run with who says so', () => {
  expect(shownNumbers({ show: [{ label: 'Lost', measure: 'lost', unit: 'messages' }] }, measure(events))).toEqual([
    { label: 'Lost', value: '3', unit: 'messages', badge: 'hook' },
  ]);
});
