// Today's review: the cards of the day one after the other, mixed so that look-alikes are told apart. The queue is made when
// one comes; what was not right is offered again at the end.
//
//   Card 3 of 12   WebSocket, due
//
//   What does the client do when …
import { Box, Text } from 'ink';
import { useEffect, useReducer, useState } from 'react';
import { printable } from '../../../lib/printable.ts';
import { reviewEvent } from '../../../progress/reviews.ts';
import type { Memory } from '../../../review/replay.ts';
import { nextWords, WHY } from '../../../review/words.ts';
import { HoldKeys } from '../../hooks/use-keys.tsx';
import type { Route } from '../../route.ts';
import type { ScreenProps } from '../../screen.ts';
import { useTheme } from '../../theme.ts';
import { Sitting } from '../quiz/sitting.tsx';
import { type QuizIntent, type QuizState, startQuiz, updateQuiz } from '../quiz/state.ts';
import { currentDeck, currentQueue, type Sheet, sheetsOf } from './deck.ts';
import { Over } from './over.tsx';

type Props = ScreenProps<Extract<Route, { screen: 'review' }>>;

/** Prose is easier to read in a column than across a wide screen. */
const MEASURE = 84;

export function ReviewScreen(props: Props) {
  const { services } = props;
  const [memory, setMemory] = useState(services.memory.now);
  // A new key is a new round: of what is due then.
  const [round, setRound] = useState(0);
  useEffect(() => {
    let wanted = true;
    void services.memory.load().then((loaded) => wanted && setMemory(loaded));
    return () => {
      wanted = false;
    };
  }, [services]);
  if (memory === undefined) return <HoldKeys />;
  return <Round {...props} key={round} memory={services.memory.now ?? memory} anew={() => setRound(round + 1)} />;
}

interface RoundProps extends Props {
  readonly memory: Memory;
  readonly anew: () => void;
}

function Round({ memory, anew, services, progress, columns, rows, navigate, back, record }: RoundProps) {
  const { style } = useTheme();
  const [{ sheets, toRun }] = useState(() => {
    const deck = currentDeck(services, progress, memory);
    return sheetsOf(currentQueue(deck, progress, services.clock.date().getTime()).queue, services);
  });
  const [seed] = useState(() => services.seed());
  const [state, dispatch] = useReducer(
    (before: QuizState, intent: QuizIntent) => updateQuiz(before, intent, sheets.length),
    0,
    (index): QuizState => (sheets.length === 0 ? { ...startQuiz(index), phase: 'over' } : startQuiz(index)),
  );
  const width = Math.min(columns, MEASURE);
  const now = services.clock.date().getTime();
  if (state.phase === 'over') {
    const deck = currentDeck(services, progress, services.memory.now ?? memory);
    return (
      <Over
        state={state}
        deck={deck}
        now={now}
        more={sheetsOf(currentQueue(deck, progress, now).queue, services).sheets.length}
        toRun={toRun.map((id) => ({ id, title: services.catalog.experiment(id)?.experiment.title ?? id }))}
        columns={width}
        rows={rows}
        navigate={navigate}
        back={back}
        again={anew}
      />
    );
  }
  const { ask, queued } = sheets[Math.min(state.index, sheets.length - 1)] as Sheet;
  const again = services.memory.now?.cards.get(ask.card);
  const head = (
    <Box justifyContent="space-between">
      <Box flexShrink={0} marginRight={2}>
        <Text {...style('dim')}>{`Card ${state.index + 1} of ${sheets.length}`}</Text>
      </Box>
      <Text {...style('dim')} wrap="truncate">{`${printable(ask.title)}, ${WHY[queued.why]}`}</Text>
    </Box>
  );
  return (
    <Sitting
      key={state.index}
      state={state}
      dispatch={dispatch}
      question={ask.question}
      above={ask.above}
      factor={ask.factor}
      seed={seed}
      catalog={services.catalog}
      columns={width}
      rows={rows}
      head={head}
      after={again === undefined ? [] : [[{ text: `  ${nextWords(again, now)}`, role: 'dim' }]]}
      navigate={navigate}
      onGraded={({ answer, confidence, verdict }) => record(reviewEvent(queued.card, { answer, confidence, grade: verdict.grade }))}
    />
  );
}
