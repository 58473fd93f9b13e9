// One question of a sitting: the prompt, the answer, how sure, the verdict. The quiz and the review both sit like this; who
// asks what, and what is recorded, is theirs.
import { Box, Text } from 'ink';
import { type ComponentType, type Dispatch, type ReactNode, useMemo } from 'react';
import type { Catalog } from '../../../content/catalog.ts';
import { gradeEstimate, shuffledOrder } from '../../../quiz/attempt.ts';
import type { Answer, Confidence, Question, Verdict } from '../../../quiz/schema.ts';
import { citer } from '../../citation.ts';
import { CONFIDENCES, MIDDLE } from '../../components/confidences.ts';
import { type Line, Lines, lastOffset } from '../../components/line.tsx';
import { proseLines } from '../../components/prose.ts';
import { Select } from '../../components/select.tsx';
import { routeOf } from '../../components/target.ts';
import { useKeys } from '../../hooks/use-keys.tsx';
import { QUESTION_VIEWS } from '../../questions/index.ts';
import type { QuestionViewProps } from '../../questions/view.ts';
import type { Route } from '../../route.ts';
import { useTheme } from '../../theme.ts';
import { CONFIDENCE_KEYS, type QuizKey, VERDICT_KEYS } from './keys.ts';
import type { QuizIntent, QuizState } from './state.ts';
import { verdictLines } from './verdict.ts';

export interface SittingProps {
  readonly state: QuizState;
  readonly dispatch: Dispatch<QuizIntent>;
  readonly question: Question;
  /** What must be known to answer, above the prompt; Markdown, may be empty. */
  readonly above?: string;
  /** Of an estimate (quiz/attempt.ts). */
  readonly factor?: number | undefined;
  readonly seed: number;
  readonly catalog: Catalog;
  readonly columns: number;
  readonly rows: number;
  /** One row above everything. */
  readonly head: ReactNode;
  /** Lines right beneath the grade: when it comes again. */
  readonly after?: readonly Line[];
  readonly navigate: (route: Route) => void;
  /** The answer was graded, which is the moment to record it. */
  readonly onGraded: (graded: { readonly answer: Answer; readonly confidence: Confidence; readonly verdict: Verdict }) => void;
}

/** In place of the beginning of what does not fit. */
const MORE_ABOVE: Line = [{ text: '… a larger window shows what comes before', role: 'dim' }];
/** Rows that the options have at least, whatever stands above them. */
const LEAST_FOR_ANSWER = 6;

export function Sitting(props: SittingProps) {
  const { state, dispatch, question, above = '', seed, catalog, columns, rows, after = [] } = props;
  const { symbols } = useTheme();
  const order = useMemo(() => shuffledOrder(question, seed), [question, seed]);
  const cite = useMemo(() => citer(catalog), [catalog]);
  const prompt = useMemo((): readonly Line[] => {
    const asked = proseLines(question.prompt, columns, { bold: true }, cite);
    // What leads to the question is read before the answer; beside the verdict there is more to say.
    return above === '' || state.phase === 'verdict' ? asked : [...proseLines(above, columns, {}, cite), [], ...asked];
  }, [question, above, columns, cite, state.phase]);

  const verdict =
    state.verdict === undefined || state.confidence === undefined
      ? []
      : verdictLines({ question, verdict: state.verdict, confidence: state.confidence, columns, cite, symbols, after });
  // The options stay in sight: of a long text above them the end is shown, which is the question.
  const room = Math.min(prompt.length, Math.max(3, rows - 4 - LEAST_FOR_ANSWER));
  const cut = prompt.length > room;
  const verdictRows = Math.max(3, rows - 3 - room);
  const last = lastOffset(verdict.length, verdictRows);

  const onKey = (key: QuizKey) => {
    const scroll = (by: number) => dispatch({ type: 'scroll', by, last });
    switch (key) {
      case 'next':
        return dispatch({ type: 'next' });
      case 'see': {
        const target = routeOf(question.see);
        return target === undefined ? undefined : props.navigate(target);
      }
      case 'reconsider':
        return dispatch({ type: 'reconsider' });
      case 'up':
        return scroll(-1);
      case 'down':
        return scroll(1);
      case 'page-up':
        return scroll(-verdictRows);
      case 'page-down':
        return scroll(verdictRows);
    }
  };
  useKeys(state.phase === 'confidence' ? CONFIDENCE_KEYS : VERDICT_KEYS, onKey, {
    active: state.phase === 'verdict' || state.phase === 'confidence',
  });

  // The registry is checked for completeness; which of its members fits is known only by the question's kind.
  const View = QUESTION_VIEWS[question.kind] as ComponentType<QuestionViewProps<Question['kind']>>;
  return (
    <Box flexDirection="column" width={columns}>
      {props.head}
      <Box height={1} flexShrink={0} />
      <Lines lines={cut ? [MORE_ABOVE, ...prompt.slice(1 - room)] : prompt} rows={room} />
      <Box height={1} flexShrink={0} />
      {state.phase === 'answer' ? (
        <View
          key={question.id}
          question={question}
          order={order}
          columns={columns}
          rows={rows - room - 4}
          onAnswer={(answer) => dispatch({ type: 'answer', answer })}
        />
      ) : null}
      {state.phase === 'confidence' ? (
        <Box flexDirection="column">
          <Text>How sure are you?</Text>
          <Box height={1} />
          <Select
            items={CONFIDENCES}
            initialIndex={MIDDLE}
            onSelect={(confidence) => {
              if (state.answer === undefined) return;
              const graded = gradeEstimate(question, state.answer, props.factor);
              dispatch({ type: 'sure', confidence, verdict: graded });
              props.onGraded({ answer: state.answer, confidence, verdict: graded });
            }}
          />
        </Box>
      ) : null}
      {state.phase === 'verdict' ? <Lines lines={verdict} offset={Math.min(state.offset, last)} rows={verdictRows} /> : null}
    </Box>
  );
}
