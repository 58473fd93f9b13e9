// The quiz of one lesson.
import { Box, Text } from 'ink';
import { type ComponentType, useEffect, useMemo, useReducer } from 'react';
import type { Lesson } from '../../../content/schema.ts';
import { shuffledOrder } from '../../../quiz/attempt.ts';
import { gradeAnswer } from '../../../quiz/questions/index.ts';
import type { Question } from '../../../quiz/schema.ts';
import { CONFIDENCES, MIDDLE } from '../../components/confidences.ts';
import { Lines, lastOffset } from '../../components/line.tsx';
import { proseLines } from '../../components/prose.ts';
import { Select } from '../../components/select.tsx';
import { routeOf } from '../../components/target.ts';
import { useKeys } from '../../hooks/use-keys.tsx';
import { QUESTION_VIEWS } from '../../questions/index.ts';
import type { QuestionViewProps } from '../../questions/view.ts';
import type { Route } from '../../route.ts';
import type { ScreenProps } from '../../screen.ts';
import { useTheme } from '../../theme.ts';
import { CONFIDENCE_KEYS, type QuizKey, VERDICT_KEYS } from './keys.ts';
import { type QuizIntent, type QuizState, startQuiz, updateQuiz } from './state.ts';
import { GRADE_LOOK, verdictLines } from './verdict.ts';

type Props = ScreenProps<Extract<Route, { screen: 'quiz' }>>;

/** Prose is easier to read in a column than across a wide screen. */
const MEASURE = 84;

export function QuizScreen(props: Props) {
  const lesson = props.services.catalog.lesson(props.route.lesson);
  if (lesson === undefined || lesson.questions.length === 0) return <Text>This lesson has no questions.</Text>;
  return <Quiz {...props} lesson={lesson} />;
}

function Quiz({ lesson, route, services, columns, rows, navigate, back, record }: Props & { readonly lesson: Lesson }) {
  const { style, symbols } = useTheme();
  const questions = lesson.questions;
  const seed = useMemo(() => services.seed(), [services]);
  const [state, dispatch] = useReducer(
    (before: QuizState, intent: QuizIntent) => updateQuiz(before, intent, questions.length),
    Math.min(route.question ?? 0, questions.length - 1),
    startQuiz,
  );
  const question = questions[Math.min(state.index, questions.length - 1)] as Question;
  const order = useMemo(() => shuffledOrder(question, seed), [question, seed]);
  const width = Math.min(columns, MEASURE);
  const cite = (reference: string) => services.catalog.cite(reference)?.label.replace(' section ', ' §') ?? reference;

  useEffect(() => {
    if (state.phase !== 'over') record({ kind: 'visited', place: { screen: 'quiz', lesson: lesson.slug, question: state.index } });
  }, [record, lesson.slug, state.index, state.phase]);

  const verdict =
    state.verdict === undefined || state.confidence === undefined
      ? []
      : verdictLines({ question, verdict: state.verdict, confidence: state.confidence, columns: width, cite, symbols });
  const prompt = proseLines(question.prompt, width, { bold: true }, cite);
  const verdictRows = Math.max(3, rows - 2 - prompt.length - 1);
  const last = lastOffset(verdict.length, verdictRows);

  const onKey = (key: QuizKey) => {
    const scroll = (by: number) => dispatch({ type: 'scroll', by, last });
    switch (key) {
      case 'next':
        return dispatch({ type: 'next' });
      case 'see': {
        const target = routeOf(question.see);
        return target === undefined ? undefined : navigate(target);
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

  if (state.phase === 'over')
    return <Summary lesson={lesson} state={state} navigate={navigate} back={back} restart={() => dispatch({ type: 'restart' })} />;

  // The registry is checked for completeness; which of its members fits is known only by the question's kind.
  const View = QUESTION_VIEWS[question.kind] as ComponentType<QuestionViewProps<Question['kind']>>;
  return (
    <Box flexDirection="column" width={width}>
      <Box justifyContent="space-between">
        <Text {...style('dim')}>{`Question ${state.index + 1} of ${questions.length}`}</Text>
        <Text>
          {questions.map((each, index) => {
            const grade = state.grades[index];
            const look = grade === undefined ? undefined : GRADE_LOOK[grade];
            return (
              <Text key={each.id} {...style(look?.role ?? (index === state.index ? 'accent' : 'dim'))}>
                {look === undefined ? (index === state.index ? symbols.here : symbols.todo) : symbols[look.symbol]}
              </Text>
            );
          })}
        </Text>
      </Box>
      <Box height={1} />
      <Lines lines={prompt} rows={prompt.length} />
      <Box height={1} />
      {state.phase === 'answer' ? (
        <View
          key={question.id}
          question={question}
          order={order}
          columns={width}
          rows={rows - prompt.length - 4}
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
              const graded = gradeAnswer(question, state.answer);
              dispatch({ type: 'sure', confidence, verdict: graded });
              record({ kind: 'answered', question: question.id, answer: state.answer, grade: graded.grade, confidence });
            }}
          />
        </Box>
      ) : null}
      {state.phase === 'verdict' ? <Lines lines={verdict} offset={Math.min(state.offset, last)} rows={verdictRows} /> : null}
    </Box>
  );
}

interface SummaryProps {
  readonly lesson: Lesson;
  readonly state: QuizState;
  readonly navigate: (route: Route) => void;
  readonly back: () => void;
  readonly restart: () => void;
}

function Summary({ lesson, state, navigate, back, restart }: SummaryProps) {
  const { style, symbols } = useTheme();
  const grades = Object.entries(state.grades);
  const right = grades.filter(([, grade]) => grade === 'correct').length;
  const missed = grades.filter(([, grade]) => grade !== 'correct').map(([index]) => lesson.questions[Number(index)] as Question);
  const places = [...new Set(missed.map((question) => question.see))];
  const items = [
    ...places.slice(0, 4).map((see) => ({ key: see, label: `See what you missed: ${see.replace(':', ' ')}`, value: () => openPlace(see) })),
    { key: 'again', label: 'Take the quiz again', value: restart },
    { key: 'back', label: 'Back', value: back },
  ];
  const openPlace = (see: string) => {
    const target = routeOf(see);
    if (target !== undefined) navigate(target);
  };
  return (
    <Box flexDirection="column">
      <Text bold>{`${right} of ${grades.length} right`}</Text>
      <Box height={1} />
      <Text>
        {grades.map(([index, grade]) => (
          <Text key={index} {...style(GRADE_LOOK[grade].role)}>{`${symbols[GRADE_LOOK[grade].symbol]} `}</Text>
        ))}
      </Text>
      <Box height={1} />
      <Text {...style('dim')}>{missed.length === 0 ? 'Nothing was missed.' : 'What was missed can be seen on the wire:'}</Text>
      <Box height={1} />
      <Select items={items} onSelect={(act) => act()} />
    </Box>
  );
}
