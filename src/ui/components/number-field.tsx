// A field that takes a number, for estimates.
import { Box, Text } from 'ink';
import { useState } from 'react';
import { useKeys } from '../hooks/use-keys.tsx';
import type { Binding } from '../keymap.ts';
import { useTheme } from '../theme.ts';

type Press = { readonly type: 'type'; readonly character: string } | { readonly type: 'erase' } | { readonly type: 'submit' };

const KEYS: readonly Binding<Press>[] = [
  {
    label: '0-9',
    help: 'type',
    rank: 6,
    matches: (input) => /^[0-9.,-]$/.test(input),
    intent: (character) => ({ type: 'type', character }),
  },
  { label: 'bksp', help: 'erase', rank: 0, matches: (_input, key) => key.backspace || key.delete, intent: () => ({ type: 'erase' }) },
  { label: 'enter', help: 'answer', rank: 7, matches: (_input, key) => key.return, intent: () => ({ type: 'submit' }) },
];

/** Longest number that makes sense here. */
const LENGTH = 12;

export interface NumberFieldProps {
  readonly unit: string;
  readonly onSubmit: (value: number) => void;
}

/** `1,234` as it stands on our screens, `2,5` as others write it; NaN for what is no number. */
export function numberOf(text: string): number {
  if (/^-?\d{1,3}(,\d{3})+(\.\d*)?$/.test(text)) return Number(text.replaceAll(',', ''));
  return text === '' ? Number.NaN : Number(text.replace(',', '.'));
}

export function NumberField({ unit, onSubmit }: NumberFieldProps) {
  const { style } = useTheme();
  const [text, setText] = useState('');
  const value = numberOf(text);
  const valid = Number.isFinite(value);
  useKeys(KEYS, (press) => {
    if (press.type === 'type') setText((before) => (before.length < LENGTH ? before + press.character : before));
    else if (press.type === 'erase') setText((before) => before.slice(0, -1));
    else if (valid) onSubmit(value);
  });
  return (
    <Box flexDirection="column">
      <Text>
        <Text {...style('accent')}>{'> '}</Text>
        <Text bold>{text}</Text>
        <Text inverse> </Text>
        <Text {...style('dim')}>{unit === '' ? '' : `  ${unit}`}</Text>
      </Text>
      <Text {...style('dim')}>{text === '' || valid ? 'A number; an estimate will do.' : 'That is no number yet.'}</Text>
    </Box>
  );
}
