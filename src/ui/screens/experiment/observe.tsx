// What was seen: asked beside the picture of the run where there is room, with the numbers of the run under the question.
import { Box } from 'ink';
import type { RunAnswer } from '../../../experiment/player.ts';
import type { RunQuestion } from '../../../experiment/schema.ts';
import { type Line, Lines } from '../../components/line.tsx';
import type { Cite } from '../../components/prose.ts';
import { Rule } from '../../components/rule.tsx';
import { RunPicture } from '../../components/run-picture.tsx';
import { useTheme } from '../../theme.ts';
import type { View, ViewInput } from '../../views/view.ts';
import { Ask } from './ask.tsx';
import { RULE, sideOf, WIDE } from './live.tsx';

export interface ObserveProps {
  readonly question: RunQuestion;
  readonly view: View;
  readonly input: ViewInput;
  /** The numbers of the run in so many cells. */
  readonly numbers: (columns: number) => readonly Line[];
  readonly columns: number;
  readonly rows: number;
  readonly seed: number;
  readonly cite: Cite;
  readonly onAnswer: (answer: RunAnswer) => void;
}

export function Observe({ question, view, input, numbers, columns, rows, seed, cite, onAnswer }: ObserveProps) {
  const { screenReader } = useTheme();
  const wide = columns >= WIDE && !screenReader;
  const width = wide ? sideOf(columns) : Math.min(columns, 84);
  const below = numbers(Math.min(width, 64)).slice(0, Math.max(0, rows - 10));
  const asked = (
    <Box flexDirection="column" width={width} flexShrink={0}>
      <Ask question={question} columns={width} rows={rows - below.length - 2} seed={seed} cite={cite} onAnswer={onAnswer} />
      <Box height={2} flexShrink={0} />
      <Lines lines={below} rows={below.length} />
    </Box>
  );
  if (!wide) return asked;
  return (
    <Box height={rows} flexShrink={0}>
      <RunPicture view={view} input={input} columns={columns - width - RULE} rows={rows} />
      <Rule rows={rows} />
      {asked}
    </Box>
  );
}
