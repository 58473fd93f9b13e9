// A question of an experiment: one of several, or a number; and how sure one is. They collect an answer and grade nothing.
import { Box } from 'ink';
import { useMemo } from 'react';
import type { RunAnswer } from '../../../experiment/player.ts';
import type { RunQuestion } from '../../../experiment/schema.ts';
import { seededRandom, shuffled } from '../../../lib/random.ts';
import type { Confidence } from '../../../quiz/schema.ts';
import { CONFIDENCES, MIDDLE } from '../../components/confidences.ts';
import { type Line, Lines } from '../../components/line.tsx';
import { NumberField } from '../../components/number-field.tsx';
import { type Cite, partsOf, proseLines, wrapParts } from '../../components/prose.ts';
import { Select } from '../../components/select.tsx';

export interface AskProps {
  readonly question: RunQuestion;
  /** What stands above the question where there is room for all of it. */
  readonly above?: readonly Line[];
  readonly columns: number;
  readonly rows: number;
  readonly seed: number;
  readonly cite: Cite;
  readonly onAnswer: (answer: RunAnswer) => void;
}

export function Ask({ question, above = [], columns, rows, seed, cite, onAnswer }: AskProps) {
  const prompt = useMemo(() => proseLines(question.prompt, columns, { bold: true }, cite), [question, columns, cite]);
  const items = useMemo(
    () =>
      'options' in question
        ? shuffled([...question.options.entries()], seededRandom(seed)).map(([index, { text }]) => ({
            key: String(index),
            label: text,
            value: index,
          }))
        : [],
    [question, seed],
  );
  const answerRows = 'options' in question ? items.reduce((sum, { label }) => sum + wrapParts(partsOf(label), columns - 2).length, 0) : 2;
  const fits = above.length > 0 && above.length + 2 + prompt.length + 1 + answerRows <= rows;
  const left = rows - (fits ? above.length + 2 : 0) - prompt.length - 1;
  return (
    <Box flexDirection="column" width={columns}>
      {fits ? (
        <>
          <Lines lines={above} rows={above.length} />
          <Box height={2} flexShrink={0} />
        </>
      ) : null}
      <Lines lines={prompt} rows={prompt.length} />
      <Box height={1} flexShrink={0} />
      {'options' in question ? (
        <Select items={items} columns={columns} rows={Math.max(2, left)} onSelect={onAnswer} />
      ) : (
        <NumberField unit={question.number.unit} onSubmit={onAnswer} />
      )}
    </Box>
  );
}

/** What was answered, as it is said again: the option, or the number with its unit. */
export function answerText(question: RunQuestion, answer: RunAnswer): string {
  return 'options' in question ? (question.options[answer]?.text ?? '') : `${answer} ${question.number.unit}`.trimEnd();
}

export interface SureProps {
  readonly question: RunQuestion;
  readonly answer: RunAnswer;
  readonly columns: number;
  readonly onSure: (confidence: Confidence) => void;
}

/** How sure one is: it is asked while the answer can still be changed, and saying it locks the answer. */
export function Sure({ question, answer, columns, onSure }: SureProps) {
  const said = wrapParts([{ text: 'You predict: ', role: 'dim' }, ...partsOf(answerText(question, answer))], columns);
  const lines: readonly Line[] = [...said, [], [], [{ text: 'How sure are you?', bold: true }], []];
  return (
    <Box flexDirection="column" width={columns}>
      <Lines lines={lines} rows={lines.length} />
      <Select items={CONFIDENCES} initialIndex={MIDDLE} columns={columns} onSelect={onSure} verb="lock it" />
    </Box>
  );
}
