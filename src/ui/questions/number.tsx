// A number within a tolerance.
import { NumberField } from '../components/number-field.tsx';
import type { QuestionViewProps } from './view.ts';

export function NumberView({ question, onAnswer }: QuestionViewProps<'number'>) {
  return <NumberField unit={question.unit} onSubmit={(value) => onAnswer({ kind: 'number', value })} />;
}
