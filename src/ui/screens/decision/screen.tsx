// The decision quiz: asked like an interviewer, with the standing beside the question, then the result.
import { Box, Text } from 'ink';
import { useEffect, useMemo, useReducer, useState } from 'react';
import { sourceLine } from '../../../content/catalog.ts';
import { decideDesign } from '../../../decision/design.ts';
import { designRecord } from '../../../decision/design-record.ts';
import { recommend } from '../../../decision/recommend.ts';
import type { Dimension, Recommendation, RuleBook } from '../../../decision/schema.ts';
import { citer } from '../../citation.ts';
import { Lines, lastOffset } from '../../components/line.tsx';
import { proseLines } from '../../components/prose.ts';
import { Select } from '../../components/select.tsx';
import { useKeys } from '../../hooks/use-keys.tsx';
import type { Route } from '../../route.ts';
import type { ScreenProps } from '../../screen.ts';
import { useTheme } from '../../theme.ts';
import { ASK_KEYS, type DecisionKey, RESULT_KEYS } from './keys.ts';
import { resultLines, saidLines } from './result.ts';
import { Standing } from './standing.tsx';
import { type DecisionIntent, type DecisionState, RESULT_STEP, startDecision, updateDecision } from './state.ts';

/** Value of the choice that leaves a question open. */
const OPEN = '';
/** From this width on the standing has a column of its own. */
const WIDE = 84;

export function DecisionScreen(props: ScreenProps<Extract<Route, { screen: 'decision' }>>) {
  const book = props.services.catalog.decision(props.route.family);
  if (book === undefined) return <Text>There is no decision quiz of that name.</Text>;
  return <Decision {...props} book={book} />;
}

function Decision({
  book,
  columns,
  rows,
  services,
  progress,
  record,
}: ScreenProps<Extract<Route, { screen: 'decision' }>> & { readonly book: RuleBook }) {
  const { style, symbols } = useTheme();
  const dimensions = book.dimensions;
  const [state, dispatch] = useReducer(
    (before: DecisionState, intent: DecisionIntent) => updateDecision(before, intent, dimensions.length),
    undefined,
    () => {
      const place = progress.place;
      return place?.screen === 'decision' && place.family === book.family
        ? startDecision(
            place.requirements,
            dimensions.map(({ id }) => id),
            place.step,
          )
        : startDecision();
    },
  );
  const [notice, setNotice] = useState('');
  const recommendation = useMemo(() => recommend(book, state.answers), [book, state.answers]);
  const lines = useMemo(
    () =>
      resultLines({
        book,
        requirements: state.answers,
        recommendation,
        columns: Math.min(columns, 96),
        cite: citer(services.catalog),
        symbols,
      }),
    [book, state.answers, recommendation, columns, services.catalog, symbols],
  );

  const step = state.phase === 'result' ? RESULT_STEP : (dimensions[state.index]?.id ?? RESULT_STEP);
  useEffect(() => {
    record({ kind: 'visited', place: { screen: 'decision', family: book.family, requirements: state.answers, step } });
  }, [record, book.family, state.answers, step]);
  const winner = recommendation.leaders.length === 1 ? recommendation.leaders[0] : undefined;
  useEffect(() => {
    if (state.phase === 'result' && winner !== undefined && Object.keys(state.answers).length > 0)
      record({ kind: 'decided', family: book.family, requirements: state.answers, winner });
  }, [record, book.family, state.phase, state.answers, winner]);

  const dimension = dimensions[state.index] as Dimension;
  const resultRows = rows - 1;
  const last = lastOffset(lines.length, resultRows);
  const save = () => {
    if (Object.keys(state.answers).length === 0)
      return setNotice('Nothing is required yet, so there is no decision to record: answer a question first.');
    // One family is the smallest of designs.
    const outcome = decideDesign([book], [], { [book.family]: state.answers });
    const design = { title: book.title, story: '', books: [book], outcome, source: sourceLine(services.catalog.sources) };
    services.saveRecord(book.family, designRecord(design, services.clock.date().toISOString().slice(0, 10))).then(
      (name) => setNotice(`Saved as ${name} in the current folder.`),
      (error: unknown) => setNotice(error instanceof Error ? error.message : String(error)),
    );
  };
  const onKey = (key: DecisionKey) => {
    setNotice('');
    switch (key) {
      case 'skip':
        return dispatch({ type: 'answer', dimension: dimension.id, value: undefined });
      case 'previous':
        return dispatch({ type: 'previous' });
      case 'result':
        return dispatch({ type: 'finish' });
      case 'restart':
        return dispatch({ type: 'restart' });
      case 'next-question': {
        const next = recommendation.ask;
        const index = dimensions.findIndex((candidate) => candidate.id === next);
        return index >= 0 ? dispatch({ type: 'ask', index }) : undefined;
      }
      case 'save':
        return save();
      case 'up':
        return dispatch({ type: 'scroll', by: -1, last });
      case 'down':
        return dispatch({ type: 'scroll', by: 1, last });
      case 'page-up':
        return dispatch({ type: 'scroll', by: -resultRows, last });
      case 'page-down':
        return dispatch({ type: 'scroll', by: resultRows, last });
    }
  };
  useKeys(state.phase === 'ask' ? ASK_KEYS : RESULT_KEYS, onKey);

  if (state.phase === 'result') {
    return (
      <Box flexDirection="column">
        <Lines lines={lines} offset={Math.min(state.offset, last)} rows={resultRows} />
        <Text {...style(notice === '' ? 'dim' : 'warn')} wrap="truncate">
          {notice !== '' ? notice : last === 0 ? ' ' : `${Math.round((100 * Math.min(state.offset, last)) / last)} %`}
        </Text>
      </Box>
    );
  }
  const wide = columns >= WIDE;
  const width = wide ? Math.min(64, columns - 42) : columns;
  const items = [
    ...dimension.values.map((value) => ({ key: value.id, label: value.title, value: value.id })),
    { key: 'open', label: 'Leave it open', value: OPEN },
  ];
  const answered = state.answers[dimension.id];
  const question = proseLines(dimension.question, width, { bold: true });
  const why = proseLines(dimension.why, width);
  const { [dimension.id]: _asked, ...others } = state.answers;
  const said = saidLines(book, others, width);
  const standingRoom = rows - question.length - why.length - items.length - 6;
  return (
    <Box flexDirection="row" gap={4}>
      <Box flexDirection="column" width={width} flexShrink={0}>
        <Text {...style('dim')} wrap="truncate">
          {whereLine(state.index, dimensions.length, recommendation)}
        </Text>
        <Box height={1} />
        <Lines lines={question} rows={question.length} />
        <Lines lines={why} rows={why.length} />
        <Box height={1} />
        <Select
          key={dimension.id}
          items={items}
          initialIndex={Math.max(
            0,
            items.findIndex((item) => item.value === (answered ?? items[0]?.value)),
          )}
          onSelect={(value) => dispatch({ type: 'answer', dimension: dimension.id, value: value === OPEN ? undefined : value })}
        />
        {wide && said.length > 0 && said.length < standingRoom ? (
          <Box flexDirection="column" marginTop={2}>
            <Text {...style('dim')}>So far</Text>
            <Lines lines={said} rows={said.length} />
          </Box>
        ) : null}
        {!wide && standingRoom >= 3 ? (
          <Box flexDirection="column" marginTop={1} height={Math.min(standingRoom, recommendation.ranked.length)} overflow="hidden">
            <Standing book={book} recommendation={recommendation} columns={width} />
          </Box>
        ) : null}
      </Box>
      {wide ? (
        <Box flexDirection="column" width={38} flexShrink={0}>
          <Text {...style('dim')}>Still in the running</Text>
          <Box height={1} />
          <Standing book={book} recommendation={recommendation} columns={38} />
        </Box>
      ) : null}
    </Box>
  );
}

/** Which question it is, and whether the rest of them can still matter. */
function whereLine(index: number, count: number, { leaders, questions, ranked }: Recommendation): string {
  const where = `Question ${index + 1} of ${count}`;
  const settled = leaders.length === 1 && questions.length === 0 && ranked.some(({ reasons }) => reasons.length > 0);
  return settled ? `${where}, and no open answer alone changes the leader: r result` : where;
}
