// The quiz of one lesson.
import { Box, Text } from 'ink';
import { useEffect, useMemo, useReducer } from 'react';
import type { Lesson } from '../../../content/schema.ts';
import { questionCard } from '../../../progress/reviews.ts';
import type { Question } from '../../../quiz/schema.ts';
import { Select } from '../../components/select.tsx';
import { routeOf } from '../../components/target.ts';
import type { Route } from '../../route.ts';
import type { ScreenProps } from '../../screen.ts';
import { useTheme } from '../../theme.ts';
import { Sitting } from './sitting.tsx';
import { type QuizIntent, type QuizState, startQuiz, updateQuiz } from './state.ts';
import { GRADE_LOOK } from './verdict.ts';

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
  const width = Math.min(columns, MEASURE);

  useEffect(() => {
    if (state.phase !== 'over') record({ kind: 'visited', place: { screen: 'quiz', lesson: lesson.slug, question: state.index } });
  }, [record, lesson.slug, state.index, state.phase]);

  if (state.phase === 'over')
    return <Summary lesson={lesson} state={state} navigate={navigate} back={back} restart={() => dispatch({ type: 'restart' })} />;

  const head = (
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
  );
  return (
    <Sitting
      state={state}
      dispatch={dispatch}
      question={question}
      seed={seed}
      catalog={services.catalog}
      columns={width}
      rows={rows}
      head={head}
      navigate={navigate}
      onGraded={({ answer, confidence, verdict }) => {
        const version = services.catalog.versionOf(questionCard(question.id));
        record({ kind: 'answered', question: question.id, answer, grade: verdict.grade, confidence, version });
      }}
    />
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
