import { describe, expect, it } from 'vitest';
import { NEW_PLAYER, type Player } from '../../../../src/experiment/player.ts';
import { explainLines, gradesOf } from '../../../../src/ui/screens/experiment/explain.ts';
import { UNICODE } from '../../../../src/ui/theme.ts';
import { cut, trace } from './experiments.ts';
import { textOf } from './text-of.ts';

const player: Player = { step: 'explain', prediction: 0, confidence: 'sure', trace, observation: 1 };
const explain = (of: Player, gaveUp: readonly number[] = []) =>
  textOf(explainLines({ experiment: cut, player: of, gaveUp, columns: 60, cite: () => 'RFC 6455 §1.5', symbols: UNICODE }));

describe('explainLines', () => {
  it('gives both verdicts with a word on every option, the numbers, and why', () => {
    expect(explain(player)).toMatchInlineSnapshot(`
      "✗ It came otherwise, and you were sure: this one is worth
        remembering
      What becomes of the messages in between?

      ✗ They arrive late (your answer)
        TCP repeats within one connection.

      ✓ They are gone
        Seen: Messages a client never got = 1.


      ✓ You saw what was measured
      How many did the client never get?

      ✓ 1 message, measured (your answer)
        Ids are compared.


      Measured
      Published   3        ○ hook
      Bytes down  0 bytes  ● live


      Why
      1 of 3 are lost [RFC 6455 §1.5].

      Sources: RFC 6455 §1.5"
    `);
  });

  it('tells a guess from knowledge', () => {
    expect(explain({ ...player, prediction: 1, confidence: 'guess' })).toContain('✓ Your guess came true: read why');
    expect(explain({ ...player, prediction: 1, confidence: 'sure' })).toContain('✓ It came as you predicted, and you were sure');
  });

  it('says first when a step waited in vain', () => {
    expect(explain(player, [1])).toMatch(
      /^◐ In this run one step waited in vain \(wait for 2\ndeliveries\)|^◐ In this run one step waited in vain/,
    );
  });

  it('explains nothing before both answers are given', () => {
    expect(explain(NEW_PLAYER)).toBe('');
    expect(explain({ ...player, observation: undefined })).toBe('');
  });
});

describe('gradesOf', () => {
  it('grades both by the trace', () => {
    expect(gradesOf(cut, player)).toMatchObject({ predicted: { grade: 'wrong' }, observed: { grade: 'correct' }, confidence: 'sure' });
    expect(gradesOf(cut, { ...player, observation: undefined })).toBeUndefined();
  });
});
