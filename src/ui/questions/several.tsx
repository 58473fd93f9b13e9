// All that apply: enter marks, the last line submits.
import { useState } from 'react';
import { Select } from '../components/select.tsx';
import { useTheme } from '../theme.ts';
import type { QuestionViewProps } from './view.ts';

const SUBMIT = -1;

export function SeveralView({ question, order, columns, rows, onAnswer }: QuestionViewProps<'several'>) {
  const { symbols } = useTheme();
  const [picked, setPicked] = useState<ReadonlySet<number>>(new Set());
  const items = [
    ...order.map((index) => ({
      key: String(index),
      label: question.options[index]?.text ?? '',
      value: index,
      mark: picked.has(index) ? `[${symbols.done}]` : '[ ]',
    })),
    { key: 'submit', label: picked.size === 0 ? 'None of them' : `That is all (${picked.size} marked)`, value: SUBMIT },
  ];
  return (
    <Select
      items={items}
      columns={columns}
      rows={rows}
      onSelect={(value) => {
        if (value === SUBMIT) return onAnswer({ kind: 'several', picked: [...picked].sort((one, other) => one - other) });
        setPicked((before) => {
          const after = new Set(before);
          if (!after.delete(value)) after.add(value);
          return after;
        });
      }}
    />
  );
}
