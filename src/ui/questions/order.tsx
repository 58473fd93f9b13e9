// Put steps in order: enter picks what comes next, the last line takes the last pick back.
import { useState } from 'react';
import { Select } from '../components/select.tsx';
import type { QuestionViewProps } from './view.ts';

const UNDO = -1;

export function OrderView({ question, order, columns, rows, onAnswer }: QuestionViewProps<'order'>) {
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const items = [
    ...order.map((index) => {
      const place = chosen.indexOf(index);
      return { key: String(index), label: question.steps[index] ?? '', value: index, mark: place < 0 ? ' · ' : ` ${place + 1} ` };
    }),
    ...(chosen.length > 0 ? [{ key: 'undo', label: 'Take the last one back', value: UNDO }] : []),
  ];
  return (
    <Select
      items={items}
      columns={columns}
      rows={rows}
      onSelect={(value) => {
        if (value === UNDO) return setChosen(chosen.slice(0, -1));
        if (chosen.includes(value)) return;
        const next = [...chosen, value];
        if (next.length === question.steps.length) onAnswer({ kind: 'order', order: next });
        else setChosen(next);
      }}
    />
  );
}
