// What is remembered, as lines: what comes due, how sure one was against how right, the weak topics, the plan for an
// interview. Every figure is of something that was done; nothing is said about days on which nothing was. Pure.
import { shortDay } from '../../../lib/weekday.ts';
import { type DeckCard, standingByTopic } from '../../../review/deck.ts';
import { forecast } from '../../../review/forecast.ts';
import type { Plan } from '../../../review/plan.ts';
import type { Memory } from '../../../review/replay.ts';
import { recallAt } from '../../../review/schedule.ts';
import type { Line, Part } from '../../components/line.tsx';
import { filledCells } from '../../components/meter.tsx';
import { wrapParts } from '../../components/prose.ts';
import type { Symbols } from '../../theme.ts';

export interface StatsLook {
  readonly columns: number;
  readonly symbols: Symbols;
  readonly now: number;
}

const heading = (text: string): Line => [{ text, bold: true }];
const percent = (share: number) => `${Math.round(100 * share)} %`.padStart(5);

function bar(value: number, max: number, width: number, symbols: Symbols): readonly Part[] {
  const full = filledCells(value, max, Math.max(0, width));
  return [
    { text: symbols.barFull.repeat(full), role: 'accent' },
    { text: symbols.barEmpty.repeat(Math.max(0, width - full)), role: 'dim' },
  ];
}

/** Cards that come due on each of the next days, a bar for each day. */
export function forecastLines(deck: readonly DeckCard[], days: number, { columns, symbols, now }: StatsLook): readonly Line[] {
  const coming = forecast(deck, now, days);
  const most = Math.max(1, ...coming.map(({ due }) => due));
  const digits = String(most).length;
  const width = Math.min(40, columns - 13 - digits);
  return [
    heading(`Due in the next ${days} days`),
    ...coming.map(
      ({ day, due }, ahead): Line => [
        { text: `${ahead === 0 ? 'today     ' : shortDay(day)} `, ...(ahead === 0 ? { bold: true } : {}) },
        { text: `${due === 0 ? '' : due}`.padStart(digits) },
        { text: ' ' },
        ...(due === 0 ? [] : bar(due, most, width, symbols).slice(0, 1)),
      ],
    ),
  ];
}

const SURE = { guess: 'A guess', think: 'I think so', sure: 'Sure' } as const;

/** How often one was right, by how sure one said to be. */
export function calibrationLines({ calibration }: Memory, { columns, symbols }: StatsLook): readonly Line[] {
  const rows = (['guess', 'think', 'sure'] as const).map((name) => ({ name, ...calibration[name] }));
  const width = Math.max(4, Math.min(24, columns - 30));
  const { sure } = calibration;
  const missed = sure.asked - sure.right;
  const word =
    sure.asked === 0
      ? 'Say “sure” where you would say it in an interview: then this shows whether you may.'
      : missed === 0
        ? 'Whenever you were sure, you were right.'
        : `You were sure and not right ${missed === 1 ? 'once' : `${missed} times`}: those are worth most.`;
  return [
    heading('How sure, and how right'),
    ...rows.map(
      ({ name, asked, right }): Line => [
        { text: SURE[name].padEnd(11) },
        ...bar(right, Math.max(1, asked), width, symbols),
        ...(asked === 0
          ? [{ text: '  none yet', role: 'dim' as const }]
          : [{ text: `${percent(right / asked)}` }, { text: ` of ${asked}`, role: 'dim' as const }]),
      ],
    ),
    ...wrapParts([{ text: word, role: 'dim' }], columns),
  ];
}

/** The topics, the weakest first: the chance that a card of it would be recalled now. */
export function topicLines(
  deck: readonly DeckCard[],
  titleOf: (topic: string) => string,
  { columns, symbols, now }: StatsLook,
): readonly Line[] {
  const standing = standingByTopic(deck, (card) => recallAt(card, now));
  if (standing.length === 0) return [];
  const titles = standing.map(({ topic }) => titleOf(topic));
  const roomy = columns >= ROOMY;
  const counts = standing.map(({ right, cards }) => `${right} of ${cards}${roomy ? ' right' : ''}`);
  const [title, count] = [Math.max(...titles.map((text) => text.length)), Math.max(...counts.map((text) => text.length))];
  const width = Math.max(4, Math.min(24, columns - title - count - 9));
  return [
    heading('What you would recall now, weakest first'),
    ...standing.map(
      ({ recall }, index): Line => [
        { text: `${titles[index]?.padEnd(title)} ` },
        ...bar(recall, 1, width, symbols),
        { text: percent(recall) },
        { text: `  ${counts[index]}`, role: 'dim' },
      ],
    ),
  ];
}

/** From this width on `3 of 4` may say of what. */
const ROOMY = 50;

/** The plan until an interview: how it stands on the day, and the days that are next. */
export function planLines(plan: Plan, day: number, { columns }: StatsLook): readonly Line[] {
  const shown = plan.days.slice(0, 3);
  const digits = Math.max(...shown.map(({ reviews }) => String(reviews.length).length));
  const count = (reviews: number, fresh: number) => `${String(reviews).padStart(digits)} to review${fresh > 0 ? `, ${fresh} new` : ''}`;
  return [
    heading(`Interview on ${shortDay(day).replace(/ +/g, ' ')}`),
    ...wrapParts(
      [
        {
          text: `On the day you would recall ${percent(plan.without).trim()} if you did nothing, ${percent(plan.kept).trim()} with this plan.`,
        },
      ],
      columns,
    ),
    ...shown.map(
      ({ day: at, reviews, fresh }, ahead): Line => [
        { text: `${ahead === 0 ? 'today     ' : shortDay(at)} ` },
        { text: count(reviews.length, fresh.length) },
      ],
    ),
    ...(plan.days.length > shown.length ? [[{ text: `and ${plan.days.length - shown.length} more days`, role: 'dim' as const }]] : []),
  ];
}
