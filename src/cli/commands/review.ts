// `wirewise review`: today's cards full-screen; in pipes the queue, scripted answers, and the plan for an interview.
import { dayOf, parseDay, startOfDay } from '../../lib/day.ts';
import { printable, printableJson } from '../../lib/printable.ts';
import { shortDay } from '../../lib/weekday.ts';
import type { ProgressEvent } from '../../progress/event.ts';
import { ratingOf, reviewEvent } from '../../progress/reviews.ts';
import { gradeEstimate } from '../../quiz/attempt.ts';
import { deckOf } from '../../review/deck.ts';
import type { Plan } from '../../review/plan.ts';
import { NEW_A_DAY } from '../../review/queue.ts';
import { INTERVIEW_OPTION, type Today } from '../../review/today.ts';
import { nextWords, type WHY } from '../../review/words.ts';
import type { Services } from '../../services.ts';
import { type Arguments, type Command, type Io, UsageError } from '../command.ts';
import { cardJson, planJson } from '../reporters/review-json.ts';
import { parseAnswers } from '../review-answers.ts';
import { wrap } from '../wrap.ts';

export const review: Command = {
  name: 'review',
  summary: 'everything that you were asked, again before you forget it',
  usage: '',
  positionals: { min: 0, max: 0 },
  options: [
    { name: 'json', kind: 'flag', help: "Print today's queue as one JSON document" },
    { name: 'answers', kind: 'text', value: 'FILE', help: 'Answers as JSON, graded and recorded; - reads standard input' },
    { name: 'interview', kind: 'text', value: 'DATE', help: 'Plan backwards from a day, as 2026-12-10; none forgets it' },
    { name: 'new', kind: 'number', value: 'N', help: `Cards a day that were never asked (default ${NEW_A_DAY})` },
  ],
  examples: [
    'wirewise review',
    "wirewise review --json | jq -r '.queue[].card'",
    'echo \'{"card":"question:ws-masking-key","answer":1,"confidence":"sure"}\' | wirewise review --answers -',
    'wirewise review --interview 2026-12-10',
  ],
  notes: [
    'Cards are quiz questions, predictions that a run proved wrong, and lines that a mock interview',
    'lost. When each comes again is worked out by FSRS with its default parameters: wrong is "again",',
    'right is "hard" when it was a guess, "good" when you thought so, "easy" when you were sure.',
  ],
  async run(args, services, io) {
    const wanted = args.number('new') ?? NEW_A_DAY;
    if (!Number.isInteger(wanted) || wanted < 0) throw new UsageError(`--new takes a whole number, not ${wanted}`);
    if (args.text('answers') !== undefined) return answer(args, services, io);
    if (args.text('interview') !== undefined) setInterview(args.text('interview') ?? '', services);
    const scripted = args.flag('json') || args.text('interview') !== undefined;
    if (!scripted) {
      if (io.open !== undefined) return io.open(services, { place: { screen: 'review' } });
      throw new UsageError('review needs a terminal to draw in; `wirewise review --json` prints the queue in pipes');
    }
    const on = services.progress.progress.options.get(INTERVIEW_OPTION) ?? '';
    const today = await todayOf(services, wanted, parseDay(on));
    if (args.flag('json')) printJson(today, on, services, io);
    else for (const line of planText(today, on, io.width)) io.out(line);
    return warned(services, io);
  },
};

async function todayOf({ catalog, clock, memory, progress }: Services, newADay: number, interview: number | undefined): Promise<Today> {
  const [loaded, { todaysQueue }] = await Promise.all([memory.load(), import('../../review/today.ts')]);
  const deck = deckOf(catalog.askables(progress.progress.lessonsRead), loaded);
  return todaysQueue(deck, { now: clock.date().getTime(), newADay, interview });
}

/** Records the day of an interview. Throws UsageError when it is none that can be planned for. */
function setInterview(text: string, services: Services): void {
  const now = services.clock.date().getTime();
  const day = parseDay(text);
  if (text !== 'none') {
    if (day === undefined) throw new UsageError(`--interview takes a day such as 2026-12-10, not '${text}'`);
    if (day <= startOfDay(now)) throw new UsageError(`--interview takes a day that is still to come, not ${text}`);
  }
  if ((services.progress.progress.options.get(INTERVIEW_OPTION) ?? 'none') === text) return;
  record(services, { kind: 'set-option', option: INTERVIEW_OPTION, value: text });
}

type Unstamped = ProgressEvent extends infer Event ? (Event extends { at: string } ? Omit<Event, 'at'> : never) : never;

function record({ progress, clock }: Services, event: Unstamped): void {
  progress.append({ ...event, at: clock.date().toISOString() } as ProgressEvent);
}

/** What was recorded may be in memory only: a script must know. */
function warned({ progress }: Services, io: Io): number {
  if (progress.warning === undefined) return 0;
  io.error(`wirewise: ${progress.warning}`);
  return 1;
}

async function answer(args: Arguments, services: Services, io: Io): Promise<number> {
  const file = args.text('answers') ?? '-';
  const { catalog, memory, clock } = services;
  const known = await memory.load();
  const text = file === '-' ? await io.readStdin() : await io.readFile(file);
  const find = (card: string) => catalog.ask(card, known.cards.get(card)?.outcome);
  for (const { ask, answer: given, confidence } of parseAnswers(text, file === '-' ? 'standard input' : file, find)) {
    const verdict = gradeEstimate(ask.question, given, ask.factor);
    const version = catalog.versionOf(ask.card) ?? '';
    record(services, reviewEvent({ card: ask.card, version }, { answer: given, grade: verdict.grade, confidence }));
    const after = memory.now?.cards.get(ask.card);
    const next = after === undefined ? '' : nextWords(after, clock.date().getTime());
    if (args.flag('json')) {
      const due = after === undefined ? null : new Date(after.due).toISOString();
      const rating = ratingOf(verdict.grade, confidence);
      io.out(printableJson({ card: ask.card, grade: verdict.grade, rating, due, explanations: verdict.explanations }));
      continue;
    }
    io.out(`${verdict.grade.padEnd(8)} ${printable(ask.card)}   ${next}`);
    if (verdict.grade === 'correct') continue;
    for (const { text: option, why, right, picked } of verdict.explanations)
      if (right || picked)
        for (const line of wrap(printable(`${right ? 'right' : 'not so'}: ${option}. ${why}`), io.width, '           ')) io.out(line);
  }
  return warned(services, io);
}

function printJson({ queue, plan }: Today, on: string, { catalog, clock, seed }: Services, io: Io): void {
  const now = clock.date().getTime();
  const shuffle = seed();
  const count = (why: string) => queue.filter((queued) => queued.why === why).length;
  io.out(
    printableJson({
      day: dayOf(now),
      due: count('due') + count('changed'),
      new: count('new'),
      interview: plan === undefined ? null : planJson(plan, on),
      queue: queue.map((queued) => cardJson(queued, catalog.ask(queued.card.card, queued.card.state?.outcome), shuffle)),
    }),
  );
}

const percent = (share: number) => `${Math.round(100 * share)} %`;

/** The plan as text: how it stands on the day, and what to do on each until then. */
function planText({ queue, plan }: Today, on: string, width: number): readonly string[] {
  const day = parseDay(on);
  if (day === undefined) return ['No interview is planned for.'];
  const today = (why: keyof typeof WHY) => queue.filter((queued) => queued.why === why).length;
  const head = `Interview on ${shortDay(day)}`;
  if (plan === undefined) return [head, '', 'No day is left to plan.'];
  return [
    head,
    '',
    ...wrap(
      `On the day you would recall ${percent(plan.without)} of what you were asked if you did nothing, and ${percent(plan.kept)} with this plan.`,
      width,
    ),
    ...wrap(
      'The weakest cards come first and the first days take most; the second half repeats what one review would not carry to the day. Nothing new on the last two days. Each day is planned anew from what you answered.',
      width,
    ),
    '',
    ...planRows(plan),
    '',
    `Today: ${today('due') + today('changed')} due, ${today('interview')} ahead of time, ${today('new')} new. \`wirewise review\` asks them.`,
  ];
}

function planRows({ days }: Plan): readonly string[] {
  const most = Math.max(1, ...days.map(({ reviews, fresh }) => reviews.length + fresh.length));
  return days.map(({ day, reviews, fresh }) => {
    const all = reviews.length + fresh.length;
    return `${shortDay(day)}  ${String(reviews.length).padStart(5)} to review  ${String(fresh.length).padStart(4)} new  ${'▇'.repeat(Math.ceil((24 * all) / most))}`.trimEnd();
  });
}
