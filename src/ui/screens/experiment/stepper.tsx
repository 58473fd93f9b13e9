// Which part of an experiment one is at.
//
//   ✓ Predict   ● Run   ○ Observe   ○ Explain
import { Text } from 'ink';
import type { PlayerStep } from '../../../experiment/player.ts';
import { useTheme } from '../../theme.ts';

const PARTS = ['Predict', 'Run', 'Observe', 'Explain'] as const;

/** The part that a step belongs to; -1 before the first. */
export const PART_OF: Readonly<Record<PlayerStep, number>> = { setup: -1, predict: 0, confidence: 0, run: 1, observe: 2, explain: 3 };

export function Stepper({ step }: { readonly step: PlayerStep }) {
  const { style, symbols, screenReader } = useTheme();
  const here = PART_OF[step];
  if (screenReader) return <Text>{here < 0 ? 'Experiment' : `Step ${here + 1} of ${PARTS.length}: ${PARTS[here]}`}</Text>;
  return (
    <Text wrap="truncate">
      {PARTS.map((part, index) => {
        const [mark, role] =
          index < here
            ? ([symbols.done, 'good'] as const)
            : index === here
              ? ([symbols.here, 'accent'] as const)
              : ([symbols.todo, 'dim'] as const);
        return (
          <Text key={part}>
            <Text {...style(role)}>{mark}</Text>
            <Text {...(index === here ? { bold: true } : style('dim'))}>{` ${part}   `}</Text>
          </Text>
        );
      })}
    </Text>
  );
}
