// Above the step: which part of the interview it is, and the clock where one runs.
import { Text } from 'ink';
import { duration } from '../../../interview/levels.ts';
import { titleOf } from '../../../interview/markdown.ts';
import { PHASES, type Phase } from '../../../interview/step.ts';
import { useTheme } from '../../theme.ts';

/** The parts of the interview, the one that is on in bold. */
export function Phases({ phase }: { readonly phase: Phase }) {
  const { style, symbols } = useTheme();
  return (
    <Text>
      {PHASES.map((each, index) => (
        <Text key={each}>
          <Text {...style('dim')}>{index === 0 ? '' : ` ${symbols.crumb} `}</Text>
          <Text {...(each === phase ? { bold: true } : style('dim'))}>{titleOf(each)}</Text>
        </Text>
      ))}
    </Text>
  );
}

/** What is left on the clock, or how much is over. */
export function Clock({ seconds, limit }: { readonly seconds: number; readonly limit: number }) {
  const { style } = useTheme();
  const over = seconds > limit;
  return (
    <Text {...style(over ? 'warn' : 'dim')}>
      {over ? `time is up, ${duration(seconds - limit)} over` : `${duration(limit - seconds)} left`}
    </Text>
  );
}
