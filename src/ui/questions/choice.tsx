// One answer out of several.
import { Select } from '../components/select.tsx';
import type { QuestionViewProps } from './view.ts';

export function ChoiceView({ question, order, columns, rows, onAnswer }: QuestionViewProps<'choice'>) {
  const items = order.map((index) => ({ key: String(index), label: question.options[index]?.text ?? '', value: index }));
  return <Select items={items} columns={columns} rows={rows} onSelect={(picked) => onAnswer({ kind: 'choice', picked })} />;
}
