// The views by kind of question; the compiler checks that none is missing.
import type { ComponentType } from 'react';
import type { QuestionKind } from '../../quiz/schema.ts';
import { ChoiceView } from './choice.tsx';
import { NumberView } from './number.tsx';
import { OrderView } from './order.tsx';
import { SeveralView } from './several.tsx';
import { TraceView } from './trace.tsx';
import type { QuestionViewProps } from './view.ts';

export const QUESTION_VIEWS = {
  choice: ChoiceView,
  several: SeveralView,
  order: OrderView,
  number: NumberView,
  trace: TraceView,
} satisfies {
  [Kind in QuestionKind]: ComponentType<QuestionViewProps<Kind>>;
};
