// `wirewise stats`: what comes due, how sure against how right, the weak topics.
import { dayOf } from '../../lib/day.ts';
import { printable, printableJson } from '../../lib/printable.ts';
import { shortDay } from '../../lib/weekday.ts';
import { deckOf, standingByTopic } from '../../review/deck.ts';
import { forecast } from '../../review/forecast.ts';
import { type Command, UsageError } from '../command.ts';

const CELLS = 30;
const percent = (share: number) => `${Math.round(100 * share)} %`.padStart(5);
const bar = (value: number, max: number) => '▇'.repeat(value === 0 ? 0 : Math.max(1, Math.round((CELLS * value) / max)));
const SURE = { guess: 'A guess', think: 'I think so', sure: 'Sure' } as const;

export const stats: Command = {
  name: 'stats',
  summary: 'what you remember: the forecast of reviews, weak topics, and how sure you were against how right',
  usage: '',
  positionals: { min: 0, max: 0 },
  options: [
    { name: 'json', kind: 'flag', help: 'Print one JSON document' },
    { name: 'days', kind: 'number', value: 'N', help: 'Days of the forecast, 1 to 365 (default 14)' },
  ],
  examples: ['wirewise stats', 'wirewise stats --days 30', "wirewise stats --json | jq '.topics[0]'"],
  async run(args, { catalog, clock, memory, progress }, io) {
    const days = args.number('days') ?? 14;
    if (!Number.isInteger(days) || days < 1 || days > 365) throw new UsageError(`--days takes a whole number from 1 to 365, not ${days}`);
    const [loaded, { recallAt }] = await Promise.all([memory.load(), import('../../review/schedule.ts')]);
    const now = clock.date().getTime();
    const deck = deckOf(catalog.askables(progress.progress.lessonsRead), loaded);
    const coming = forecast(deck, now, days);
    const topics = standingByTopic(deck, (card) => recallAt(card, now));
    const { calibration } = loaded;
    const cards = deck.filter(({ state }) => state !== undefined).length;
    if (args.flag('json')) {
      io.out(printableJson({ cards, forecast: coming.map(({ day, due }) => ({ day: dayOf(day), due })), calibration, topics }));
      return 0;
    }
    if (cards === 0) {
      io.out('Nothing was asked yet. Answer a quiz in `wirewise`, and this fills.');
      return 0;
    }
    const most = Math.max(1, ...coming.map(({ due }) => due));
    io.out(`${days === 1 ? 'Due today' : `Due in the next ${days} days`} (${cards === 1 ? '1 card' : `${cards} cards`})`);
    for (const [ahead, { day, due }] of coming.entries())
      io.out(`  ${ahead === 0 ? 'today     ' : shortDay(day)}  ${String(due).padStart(5)}  ${bar(due, most)}`.trimEnd());
    io.out('');
    io.out('How sure, and how right');
    for (const name of ['guess', 'think', 'sure'] as const) {
      const { asked, right } = calibration[name];
      io.out(
        asked === 0
          ? `  ${SURE[name].padEnd(10)}  none yet`
          : `  ${SURE[name].padEnd(10)}  ${percent(right / asked)}  of ${String(asked).padEnd(6)} ${bar(right, asked)}`.trimEnd(),
      );
    }
    io.out('');
    io.out('What you would recall now, weakest first');
    const titles = topics.map(({ topic }) => printable(catalog.topic(topic)?.title ?? 'Mock interviews'));
    const width = Math.max(...titles.map((title) => title.length));
    for (const [index, { recall, cards: count, right, lapses }] of topics.entries())
      io.out(
        `  ${titles[index]?.padEnd(width)}  ${percent(recall)}  ${right} of ${count} right${lapses > 0 ? `, ${lapses} forgotten once learned` : ''}`,
      );
    return 0;
  },
};
