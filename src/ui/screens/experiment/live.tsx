// The run while it goes on and after: the picture of the lab, the script with where it is, and the numbers so far.
//
//   picture                                     │  script
//                                               │  numbers
import { Box, Text } from 'ink';
import { useMemo } from 'react';
import type { Experiment } from '../../../experiment/schema.ts';
import { roundedText } from '../../../lib/rounded.ts';
import type { Measurements } from '../../../wire/measure.ts';
import { type Line, Lines } from '../../components/line.tsx';
import { wrapParts } from '../../components/prose.ts';
import { Rule } from '../../components/rule.tsx';
import { RunPicture } from '../../components/run-picture.tsx';
import { useTheme } from '../../theme.ts';
import type { View, ViewInput } from '../../views/view.ts';
import { numberLines } from './numbers.ts';
import { scriptLines, stepText } from './setup.ts';

/** From this width on the words stand beside the picture. */
export const WIDE = 110;
/** The rule between them: an empty cell, the rule, two empty cells. */
export const RULE = 4;

/** Cells of the words beside a picture. */
export function sideOf(columns: number): number {
  return Math.max(40, Math.min(60, Math.floor(columns * 0.38)));
}

export interface LiveProps {
  readonly experiment: Experiment;
  readonly view: View;
  readonly input: ViewInput;
  readonly measurements: Measurements;
  /** Index of the step that goes on; the number of steps when all are over. */
  readonly step: number;
  readonly gaveUp: readonly number[];
  /** Milliseconds since the run began. */
  readonly elapsed: number;
  readonly columns: number;
  readonly rows: number;
}

export function Live(props: LiveProps) {
  const { experiment, view, input, measurements, step, gaveUp, elapsed, columns, rows } = props;
  const { style, symbols, screenReader } = useTheme();
  const wide = columns >= WIDE && !screenReader;
  const side = sideOf(columns);
  const over = step >= experiment.steps.length;
  const seconds = `${(elapsed / 1000).toFixed(1)} s`;
  const numbers = (width: number) => numberLines(experiment, measurements, width, symbols);
  const script = useMemo(() => scriptLines(experiment.steps, step, gaveUp, side, symbols), [experiment, step, gaveUp, side, symbols]);
  const status: Line = [
    ...(over
      ? [
          { text: `${symbols.done} `, role: 'good' as const },
          { text: 'The run is over', bold: true },
        ]
      : [
          { text: `${symbols.here} `, role: 'live' as const },
          { text: 'Running', bold: true },
        ]),
    { text: `  ${seconds}`, role: 'dim' },
  ];
  if (wide) {
    const width = columns - side - RULE;
    const beside: readonly Line[] = [status, [], ...script, [], ...numbers(side)];
    return (
      <Box height={rows} flexShrink={0}>
        <RunPicture view={view} input={input} columns={width} rows={rows} />
        <Rule rows={rows} />
        <Box width={side} flexShrink={0}>
          <Lines lines={beside} rows={rows} />
        </Box>
      </Box>
    );
  }
  const doing = experiment.steps[step];
  const where =
    step < 0 ? 'starting server and client' : doing === undefined ? '' : `${step + 1} of ${experiment.steps.length}: ${stepText(doing)}`;
  const head = wrapParts([...status, ...(where === '' ? [] : [{ text: `   ${where}` }])], columns).slice(0, 2);
  const below = numbers(Math.min(columns, 64)).slice(0, rows >= 16 ? 4 : 2);
  const picture = rows - head.length - below.length - 2;
  return (
    <Box flexDirection="column" height={rows} flexShrink={0}>
      <Lines lines={head} rows={head.length} />
      <Box height={1} flexShrink={0} />
      {screenReader ? <Text {...style('dim')}>{`${roundedText(input.events.length)} events`}</Text> : null}
      {screenReader ? null : <RunPicture view={view} input={input} columns={columns} rows={picture} />}
      <Box height={1} flexShrink={0} />
      <Lines lines={below} rows={below.length} />
    </Box>
  );
}
