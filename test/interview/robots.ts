// Candidates that are no people: those that must not pass, and one that follows the rules. And the interviews that they are
// put to: those of the course, and one made of every scenario and design of the rule books.
import { fileURLToPath } from 'node:url';
import { compileContent } from '../../src/content/compile.ts';
import { counterfactuals } from '../../src/decision/counterfactual.ts';
import type { Design } from '../../src/decision/design-schema.ts';
import { leaders, rank } from '../../src/decision/rank.ts';
import type { RuleBook } from '../../src/decision/schema.ts';
import { hiddenIn, keyDimensions, runnerUp, truthOf } from '../../src/interview/matters.ts';
import { argumentsAgainst } from '../../src/interview/reasons.ts';
import type { Interview } from '../../src/interview/schema.ts';
import { sessionOf } from '../../src/interview/session.ts';
import { type Answer, type Answers, bookIn, chosenIn, mainFamily, type Setting, type Step } from '../../src/interview/step.ts';
import { askedFor, ENOUGH } from '../../src/interview/steps-clarify.ts';
import { idOfReason, NO_TENSION, offeredReasons, tensionsMet } from '../../src/interview/steps-defend.ts';
import { idOfChange, reversals, twistReasons } from '../../src/interview/steps-twist.ts';

const compiled = await compileContent(fileURLToPath(new URL('../../content', import.meta.url)));
if (!compiled.ok) throw new Error(compiled.problems.map(({ where, line, message }) => `${where}:${line}: ${message}`).join('\n'));
const { decisions: books, interviews = [], tensions = [], reasonings = [], designs = [] } = compiled.value;

/** All of the course. */
export const course = compiled.value;
/** The interviews of the course. */
export const ours: readonly Interview[] = interviews;

export function settingOf(interview: Interview, seed = 1): Setting {
  const own = interview.families.map((family) => books.find((book) => book.family === family) as RuleBook);
  return { interview, books: own, tensions, reasonings, seed };
}

/** An interview made of requirements: its twist is the first change that another option wins by. */
function made(slug: string, requirements: Interview['requirements'], accepts: Interview['accepts']): Interview | undefined {
  const [family = ''] = Object.keys(requirements);
  const book = books.find((known) => known.family === family) as RuleBook;
  const change = counterfactuals(book, requirements[family] ?? {}).find(({ change: { from } }) => from !== null);
  if (change === undefined) return undefined;
  const { dimension, to } = change.change;
  const option = (text: string, rest = {}) => ({ text, why: `Why: ${text}`, correct: false, partly: false, ...rest });
  const see = 'lab:sse';
  const interview: Interview = {
    slug,
    title: slug,
    version: 1,
    level: 1,
    families: Object.keys(requirements),
    prompt: 'Design it.',
    requirements,
    given: {},
    answers: {},
    accepts: Object.fromEntries(Object.keys(requirements).map((each) => [each, accepts[each] ?? []])),
    budget: 5,
    estimates: [
      { id: 'n', prompt: 'How many? There are 20 of 5.', answer: 100, unit: '', factor: 1.5, working: '20 x 5', traps: [], source: '' },
    ],
    failure: {
      prompt: 'What fails?',
      options: [
        option('Right it is', { correct: true }),
        option('No'),
        option('It is by far the longest one here'),
        option('Half', { partly: true }),
      ],
      source: '',
      see,
    },
    twists: [
      { say: 'A change.', change: { [family]: { [dimension]: to } }, accepts: { [family]: [change.winner] }, why: 'So.', source: '', see },
    ],
    source: '',
    see: [see],
  };
  return interview;
}

/** One interview for each scenario and design of the rule books, whose sole winner can be replaced by one change. */
export const fromRules: readonly Interview[] = [
  ...books.flatMap((book) =>
    book.scenarios.map(({ id, requirements, accepts }) =>
      made(`${book.family}-${id}`, { [book.family]: requirements }, { [book.family]: accepts }),
    ),
  ),
  ...designs.map(({ slug, requirements, accepts }: Design) => made(slug, requirements, accepts)),
].filter((one) => one !== undefined);

/** Holds an interview with a candidate that answers step by step. */
export function play(setting: Setting, answer: (step: Step, answers: Answers) => Answer): Answers {
  let answers: Answers = {};
  for (let steps = 0; steps < 100; steps++) {
    const { next } = sessionOf(setting, answers);
    if (next === undefined) return answers;
    answers = { ...answers, [next.id]: answer(next, answers) };
  }
  throw new Error(`the interview ${setting.interview.slug} does not end`);
}

const pick = (step: Extract<Step, { kind: 'pick' }>, sorted: readonly string[]) =>
  step.count === 1 ? (sorted[0] as string) : sorted.slice(0, step.count);

/** What is chosen most without a thought, by family. */
const FAVOURITES: Readonly<Record<string, string>> = {
  transport: 'websocket',
  'http-version': 'http-3',
  'api-style': 'graphql',
  'cache-policy': 'immutable-one-year',
  'edge-strategy': 'edge-function',
};

/** Chooses the favourite whatever is said, defends it with what sounds good, and stays with it. */
export const favourite = (step: Step): Answer => {
  if (step.kind === 'number') return 1_000_000;
  const ids = step.options.map(({ id }) => id);
  const liked = ids.filter((id) => Object.values(FAVOURITES).includes(id));
  const sounding = ids.filter((id) => id.startsWith('reasoning:'));
  return pick(step, [...liked, ...sounding, ...ids.filter((id) => !liked.includes(id) && !sounding.includes(id))]);
};

/** Takes the longest answer each time, and the largest number in sight. */
export const longest = (step: Step): Answer => {
  if (step.kind === 'number')
    return Math.max(1, ...(step.question.match(/\d[\d,]*/g) ?? []).map((text) => Number(text.replaceAll(',', ''))));
  return pick(
    step,
    [...step.options].sort((one, other) => other.text.length - one.text.length).map(({ id }) => id),
  );
};

/** Answers from the rules. */
export function engine(setting: Setting) {
  const { interview } = setting;
  return (step: Step, answers: Answers): Answer => {
    const family = mainFamily(setting);
    const book = bookIn(setting, family);
    const truth = truthOf(interview, family);
    const [kind = '', name = '', other = ''] = step.id.split(':');
    const second = runnerUp(rank(book, truth), chosenIn(answers, family) ?? '')?.option ?? '';
    switch (kind) {
      case 'ask': {
        const wanted = interview.families.flatMap((each) => keyDimensions(bookIn(setting, each), interview).map((id) => `${each}.${id}`));
        return wanted.find((id) => !askedFor(setting, answers).includes(id)) ?? ENOUGH;
      }
      case 'choose':
        return leaders(rank(bookIn(setting, name), truthOf(interview, name)))[0] as string;
      case 'reasons': {
        const order = ['decides', 'true', 'elsewhere'];
        const offered = offeredReasons(setting, answers).flatMap((one) => ('says' in one ? [] : [one]));
        return [...offered]
          .sort((one, two) => order.indexOf(one.worth) - order.indexOf(two.worth))
          .slice(0, 2)
          .map(idOfReason);
      }
      case 'estimate':
        return interview.estimates.find(({ id }) => id === name)?.answer ?? 0;
      case 'runner-up':
        return second === '' ? (step.kind === 'pick' ? (step.options[0]?.id ?? '') : '') : second;
      case 'against':
        return argumentsAgainst(book, truth, second)[0]?.id ?? '';
      case 'cost':
        return chosenIn(answers, family) ?? '';
      case 'tension':
        return tensionsMet(setting, answers)[0] ?? NO_TENSION;
      case 'failure':
        return String(interview.failure.options.findIndex(({ correct }) => correct) + 1);
      case 'reversal': {
        const flips = reversals(setting).flips.map(idOfChange);
        return (step.kind === 'pick' && step.options.find(({ id }) => flips.includes(id))?.id) || '';
      }
      case 'twist':
        return interview.twists[Number(name) - 1]?.accepts[other]?.[0] ?? '';
      case 'why':
        return twistReasons(setting, interview.twists[Number(name) - 1] as Interview['twists'][number]).right?.id ?? '';
      default:
        throw new Error(`the robot does not know the step ${step.id}`);
    }
  };
}

/** Whether an interview hides anything that decides: one that does not would be refused as content. */
export const hides = (interview: Interview) => interview.families.some((family) => hiddenIn(interview, family).length > 0);
