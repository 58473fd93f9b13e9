// `wirewise interview`: a mock interview in the terminal, or answered from a file and graded.
import { reportMarkdown } from '../../interview/markdown.ts';
import { gradeInterview, LINES, scoresOf } from '../../interview/rubric.ts';
import type { Interview } from '../../interview/schema.ts';
import { sessionOf } from '../../interview/session.ts';
import { settingFor } from '../../interview/setting.ts';
import { type Answers, isAnswer, type Setting, type Step } from '../../interview/step.ts';
import { printableJson } from '../../lib/printable.ts';
import type { Services } from '../../services.ts';
import { type Arguments, type Command, type Io, UsageError } from '../command.ts';
import { interviewPlace } from '../interview-place.ts';
import { seedOf } from '../lab-options.ts';
import { interviewList, outcomeText, stepText } from '../reporters/interview-text.ts';

export const interview: Command = {
  name: 'interview',
  summary: 'a mock interview: clarify, choose, defend, fail, revise; graded in six lines by the rules',
  usage: '[NAME]',
  positionals: { min: 0, max: 1 },
  options: [
    { name: 'level', kind: 'number', value: 'N', help: 'List those of a level: 1 warm-up, 2 mid, 3 senior, 4 staff' },
    { name: 'family', kind: 'text', value: 'FAMILY', help: 'List those about a family of decisions' },
    { name: 'answers', kind: 'text', value: 'FILE', help: 'Answers by step as a JSON object; - reads standard input' },
    { name: 'seed', kind: 'number', value: 'N', help: 'Same seed, same options in the same order; 1 with --answers' },
    { name: 'timed', kind: 'flag', help: 'In a terminal: with a clock' },
    { name: 'json', kind: 'flag', help: 'Print one JSON document: the list, or {done, next, outcome}' },
    { name: 'report', kind: 'text', value: 'FILE', help: 'Write the report as Markdown; - prints it' },
    { name: 'force', kind: 'flag', help: 'Let --report take the place of a file that is there' },
  ],
  examples: [
    'wirewise interview',
    'wirewise interview live-scores --timed',
    'wirewise interview --level 2 --family transport',
    'echo \'{"ask:1":"transport.direction","ask:2":"enough"}\' | wirewise interview live-scores --seed 7 --answers -',
    'wirewise interview live-scores --seed 7 --answers answers.json --report report.md',
  ],
  notes: ['With --answers the next step is printed until all are answered, with the ids that it takes.'],
  async run(args, services, io) {
    const [name] = args.positionals;
    if (name === undefined) return list(args, services, io);
    const found = findInterview(services, name);
    for (const option of ['level', 'family'] as const)
      if (args.text(option) !== undefined) throw new UsageError(`--${option} is about the list: leave out ${name}`);
    if (args.text('answers') === undefined) return openIt(found, args, services, io);
    if (args.flag('timed')) throw new UsageError('--timed needs a person: leave out --answers');
    return grade(
      settingFor(
        services.catalog,
        found,
        seedOf(args, () => 1),
      ),
      args,
      services,
      io,
    );
  },
};

async function list(args: Arguments, services: Services, io: Io): Promise<number> {
  for (const option of ['answers', 'report'] as const)
    if (args.text(option) !== undefined) throw new UsageError(`--${option} is about one interview: name it`);
  const level = args.number('level');
  const family = args.text('family');
  if (level !== undefined && ![1, 2, 3, 4].includes(level)) throw new UsageError(`--level takes 1, 2, 3 or 4, not '${level}'`);
  const families = services.catalog.decisions.map((book) => book.family);
  if (family !== undefined && !families.includes(family))
    throw new UsageError(`there is no family '${family}'; there are ${families.join(', ')}`);
  const asked = args.flag('json') || level !== undefined || family !== undefined;
  if (!asked && io.open !== undefined) return io.open(services, { place: interviewPlace(services, '') });
  const fitting = services.catalog.interviews.filter(
    (each) => (level === undefined || each.level === level) && (family === undefined || each.families.includes(family)),
  );
  if (args.flag('json')) {
    io.out(
      printableJson({
        interviews: fitting.map(({ slug, title, level: own, families: about, version }) => ({
          slug,
          title,
          level: own,
          families: about,
          version,
        })),
      }),
    );
    return 0;
  }
  if (fitting.length === 0) io.out('No interview is both: drop --level or --family.');
  for (const line of interviewList(fitting, services.catalog)) io.out(line);
  return 0;
}

function openIt(found: Interview, args: Arguments, services: Services, io: Io): Promise<number> {
  if (args.flag('json') || args.text('report') !== undefined)
    throw new UsageError('--json and --report grade answers from a file: add --answers FILE; on the screen w writes the report');
  if (io.open === undefined)
    throw new UsageError(`an interview needs a terminal to draw in, or --answers FILE; in pipes try --answers - with {}`);
  const seed = args.number('seed') === undefined ? {} : { seed: seedOf(args, services.seed) };
  return io.open(services, { place: interviewPlace(services, found.slug, { ...seed, timed: args.flag('timed') }) });
}

function findInterview(services: Services, slug: string): Interview {
  const found = services.catalog.interview(slug);
  if (found !== undefined) return found;
  const slugs = services.catalog.interviews.map((known) => known.slug);
  const some = slugs.length > 12 ? `${slugs.slice(0, 12).join(', ')} and others` : slugs.join(', ');
  throw new UsageError(`there is no interview '${slug}'; there are ${some}`);
}

async function grade(setting: Setting, args: Arguments, services: Services, io: Io): Promise<number> {
  const answers = await readAnswers(args, io);
  const { done, next } = sessionOf(setting, answers);
  refuseStray(answers, done, next);
  const outcome = gradeInterview(setting, answers);
  const report = args.text('report');
  if (args.flag('force') && (report === undefined || report === '-')) throw new UsageError('--force is about --report FILE: say which');
  if (report !== undefined && next !== undefined) throw new UsageError(`the interview is not over: '${next.id}' is still to be answered`);
  if (args.flag('json')) io.out(printableJson(document(setting, done, next, outcome)));
  if (report !== undefined) {
    const { catalog, clock } = services;
    const text = reportMarkdown({
      setting,
      answers,
      outcome,
      date: clock.date().toISOString().slice(0, 10),
      cite: (each) => catalog.cite(each),
    });
    await write(report, text, args, io);
  }
  if (args.flag('json') || report === '-') return 0;
  if (next !== undefined) {
    if (done.length === 0) io.out(`“${setting.interview.prompt}”\n`);
    for (const line of stepText(next, io.width)) io.out(line);
  } else for (const line of outcomeText(outcome, io.width)) io.out(line);
  if (report !== undefined) io.out(`\n${report} holds the report now.`);
  return 0;
}

function document(
  { interview: { slug, version, prompt }, seed }: Setting,
  done: readonly Step[],
  next: Step | undefined,
  outcome: ReturnType<typeof gradeInterview>,
) {
  const head = { interview: slug, version, seed, prompt, answered: done.map(({ id }) => id), done: next === undefined };
  if (next !== undefined) return { ...head, next };
  const lines = LINES.map((line) => ({ line, ...outcome.lines[line] }));
  return {
    ...head,
    outcome: { total: outcome.total, passed: outcome.passed, scores: scoresOf(outcome), lines, caught: outcome.caught.map(({ id }) => id) },
  };
}

async function readAnswers(args: Arguments, io: Io): Promise<Answers> {
  const file = args.text('answers') ?? '-';
  const where = file === '-' ? 'standard input' : file;
  let value: unknown;
  try {
    value = JSON.parse(file === '-' ? await io.readStdin() : await io.readFile(file));
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError(`${where} is no JSON: ${error.message}`);
    throw error;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UsageError(`${where} must hold one JSON object of step: answer`);
  return value as Answers;
}

/** An answer that is not taken is said: it would silently end the interview where it stands. */
function refuseStray(answers: Answers, done: readonly Step[], next: Step | undefined): void {
  if (next !== undefined && Object.hasOwn(answers, next.id) && !isAnswer(next, answers[next.id])) {
    const ids =
      next.kind === 'number'
        ? 'a number'
        : `${next.count === 1 ? 'one' : `a list of ${next.count}`} of ${next.options.map(({ id }) => id).join(', ')}`;
    throw new UsageError(`'${next.id}' takes ${ids}; not ${JSON.stringify(answers[next.id])}`);
  }
  const stray = Object.keys(answers).find((id) => !done.some((step) => step.id === id));
  if (stray === undefined) return;
  const state = next === undefined ? 'the interview is over without it' : `'${next.id}' comes next`;
  throw new UsageError(`'${stray}' is not asked here: ${state}`);
}

async function write(file: string, text: string, args: Arguments, io: Io): Promise<void> {
  if (file === '-') return io.out(text.trimEnd());
  if (io.writeFile === undefined) throw new Error('no file can be written from here: use --report - and redirect it');
  try {
    await io.writeFile(file, text, { replace: args.flag('force') });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw new Error(`${file} is there already: choose another name, or add --force to replace it`);
    throw code === undefined ? error : new Error(`${file} cannot be written (${code})`);
  }
}
