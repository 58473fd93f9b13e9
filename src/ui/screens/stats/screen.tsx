// What is remembered: the forecast on the left, on the right how sure against how right, and the weak topics.
//
//   Due in the next 14 days              How sure, and how right
//   today       12 ━━━━━━━━━━━━          A guess     ━━━━──────  40 % of 10
//   Thu 26 Nov   4 ━━━━                  Sure        ━━━━━━━━━─  90 % of 31
import { Box } from 'ink';
import { useEffect, useState } from 'react';
import type { Memory } from '../../../review/replay.ts';
import { type Line, Lines, lastOffset } from '../../components/line.tsx';
import { wrapParts } from '../../components/prose.ts';
import { HoldKeys, useKeys } from '../../hooks/use-keys.tsx';
import type { Route } from '../../route.ts';
import type { ScreenProps } from '../../screen.ts';
import { useTheme } from '../../theme.ts';
import { currentDeck, currentQueue, interviewDay } from '../review/deck.ts';
import { STATS_KEYS, type StatsKey } from './keys.ts';
import { calibrationLines, forecastLines, planLines, topicLines } from './lines.ts';

type Props = ScreenProps<Extract<Route, { screen: 'stats' }>>;

/** From this width on two columns stand beside each other, this far apart. */
const TWO_COLUMNS = 70;
const GAP = 4;
/** Bars and words need no more. */
const WIDEST = 110;
/** From this many rows on the forecast shows a month. */
const MONTH_FROM = 32;

export function StatsScreen(props: Props) {
  const { services } = props;
  const [memory, setMemory] = useState(services.memory.now);
  useEffect(() => {
    let wanted = true;
    void services.memory.load().then((loaded) => wanted && setMemory(loaded));
    return () => {
      wanted = false;
    };
  }, [services]);
  return memory === undefined ? <HoldKeys /> : <Stats {...props} memory={memory} />;
}

function Stats({ memory, services, progress, columns, rows, navigate }: Props & { readonly memory: Memory }) {
  const { symbols, screenReader } = useTheme();
  const [offset, setOffset] = useState(0);
  const now = services.clock.date().getTime();
  const { catalog } = services;
  const deck = currentDeck(services, progress, memory);
  const wide = columns >= TWO_COLUMNS && !screenReader;
  const all = Math.min(columns, WIDEST);
  const left = wide ? Math.floor((all - GAP) * 0.45) : all;
  const right = wide ? all - GAP - left : all;
  const look = (width: number) => ({ columns: width, symbols, now });

  const coming = forecastLines(deck, rows >= MONTH_FROM ? 30 : 14, look(left));
  const day = interviewDay(progress);
  const { plan } = currentQueue(deck, progress, now);
  const blocks: readonly (readonly Line[])[] = [
    calibrationLines(memory, look(right)),
    plan === undefined || day === undefined ? [] : planLines(plan, day, look(right)),
    topicLines(deck, (topic) => catalog.topic(topic)?.title ?? 'Mock interviews', look(right)),
    plan === undefined ? noPlan(right) : [],
  ];
  const standing = blocks.filter((block) => block.length > 0).flatMap((block, index) => (index > 0 ? [[], ...block] : block));
  const lines = wide ? [] : [...standing, [], ...coming];
  const last = lastOffset(wide ? Math.max(coming.length, standing.length) : lines.length, rows);

  const scroll = (by: number) => setOffset((before) => Math.max(0, Math.min(last, before + by)));
  const onKey = (key: StatsKey) => {
    switch (key) {
      case 'review':
        return navigate({ screen: 'review' });
      case 'up':
        return scroll(-1);
      case 'down':
        return scroll(1);
      case 'page-up':
        return scroll(2 - rows);
      case 'page-down':
        return scroll(rows - 2);
    }
  };
  useKeys(STATS_KEYS, onKey);
  const from = Math.min(offset, last);
  if (!wide) return <Lines lines={lines} offset={from} rows={rows} />;
  return (
    <Box>
      <Box width={left} flexShrink={0} flexDirection="column">
        <Lines lines={coming} offset={from} rows={rows} />
      </Box>
      <Box width={GAP} flexShrink={0} />
      <Box width={right} flexShrink={0} flexDirection="column">
        <Lines lines={standing} offset={from} rows={rows} />
      </Box>
    </Box>
  );
}

/** How one plans for a date. */
const noPlan = (columns: number): readonly Line[] =>
  wrapParts(
    [
      { text: 'An interview on a date? ', role: 'dim' },
      { text: 'wirewise review --interview DATE', role: 'function' },
      { text: ' plans backwards from it.', role: 'dim' },
    ],
    columns,
  );
