// One step of an interview: what the interviewer says, the question, and a way to answer it.
import { Box } from 'ink';
import type { Answer, Step } from '../../../interview/step.ts';
import { Lines } from '../../components/line.tsx';
import { NumberField } from '../../components/number-field.tsx';
import { proseLines } from '../../components/prose.ts';
import { Select, type SelectItem } from '../../components/select.tsx';
import { useTheme } from '../../theme.ts';

export interface StepViewProps {
  readonly step: Step;
  /** What stands before the question: the prompt on the first step, or what was answered. */
  readonly said: string;
  /** Quiet words under the question; may be empty. */
  readonly hint: string;
  readonly marked: readonly string[];
  readonly columns: number;
  readonly rows: number;
  readonly onMark: (id: string) => void;
  readonly onAnswer: (answer: Answer) => void;
}

/** Value of the line that hands in what is marked. */
const SUBMIT = '';

export function StepView({ step, said, hint, marked, columns, rows, onMark, onAnswer }: StepViewProps) {
  const { symbols } = useTheme();
  const heard = said === '' ? [] : [...proseLines(`“${said.trim()}”`, columns), []];
  const question = [
    ...proseLines(step.question, columns, { bold: true }),
    ...(hint === '' ? [] : proseLines(hint, columns, { role: 'dim' })),
  ];
  const room = rows - heard.length - question.length - 1;
  const head = (
    <>
      <Lines lines={heard} rows={heard.length} />
      <Lines lines={question} rows={question.length} />
      <Box height={1} flexShrink={0} />
    </>
  );
  if (step.kind === 'number')
    return (
      <Box flexDirection="column">
        {head}
        <NumberField key={step.id} unit={step.unit} onSubmit={onAnswer} />
      </Box>
    );
  const several = step.count > 1;
  const items = step.options.map(
    ({ id, text, section }): SelectItem<string> => ({
      key: id,
      label: text,
      value: id,
      ...(section === undefined ? {} : { section }),
      ...(several ? { mark: marked.includes(id) ? `[${symbols.done}]` : '[ ]' } : {}),
    }),
  );
  const missing = step.count - marked.length;
  const submit: SelectItem<string> = {
    key: 'submit',
    label: missing > 0 ? `Mark ${missing} more` : 'These it is',
    value: SUBMIT,
    quiet: missing > 0,
  };
  return (
    <Box flexDirection="column">
      {head}
      <Select
        key={step.id}
        items={several ? [...items, submit] : items}
        columns={columns}
        rows={Math.max(4, room)}
        verb={several ? 'mark' : 'choose'}
        // What is left to do after the last mark is to hand them in; a mark that was taken back leaves the cursor there.
        thenTo={(id) => (missing === 1 && id !== SUBMIT && !marked.includes(id) ? items.length : undefined)}
        onSelect={(id) => {
          if (!several) onAnswer(id);
          else if (id !== SUBMIT) onMark(id);
          else if (missing === 0) onAnswer(marked);
        }}
      />
    </Box>
  );
}
