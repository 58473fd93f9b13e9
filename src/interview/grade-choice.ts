// Lines one and two: what was asked for, and what was chosen.
import { listed, nameOf, points, questionOf, valueTitle } from '../decision/explain.ts';
import { leaders, rank } from '../decision/rank.ts';
import type { RuleBook } from '../decision/schema.ts';
import { type Part, part, pointsOf, quoted, told } from './grade.ts';
import { keyDimensions, truthOf } from './matters.ts';
import type { Graded } from './rubric.ts';
import { type Answers, bookIn, chosenIn, type Setting } from './step.ts';
import { askedFor } from './steps-clarify.ts';

/** Asks for the requirements that decide: a third of the points for each third of them that was found, within the budget. */
export function gradeElicits(setting: Setting, answers: Answers): Graded {
  const { interview } = setting;
  const asked = askedFor(setting, answers);
  const keys = interview.families.flatMap((family) => {
    const book = bookIn(setting, family);
    return keyDimensions(book, interview).map((dimension) => ({ book, dimension, id: `${family}.${dimension}` }));
  });
  const found = keys.filter(({ id }) => asked.includes(id));
  const wanted = Math.min(keys.length, interview.budget);
  const missed = keys.filter(({ id }) => !asked.includes(id));
  const idle = asked.filter((id) => !keys.some((key) => key.id === id));
  const evidence: Part[] = [
    ...found.map(({ book, dimension }) => part(1, `You asked ${questionIn(setting, book, dimension)} It counts here.`)),
    // Where the budget does not reach for all, what could not be asked is no fault.
    ...(found.length >= wanted ? [] : missed.map(({ book, dimension }) => part(0, missing(setting, book, dimension)))),
    ...(idle.length === 0 ? [] : [part(0.5, idleWords(setting, idle))]),
  ];
  return {
    score: wanted === 0 ? 0 : Math.floor((3 * Math.min(found.length, wanted)) / wanted + 1e-9),
    evidence: told(evidence),
    see: interview.see[0],
  };
}

/** The question in quotation marks; with its family where another family asks in the same words. */
function questionIn(setting: Setting, book: RuleBook, dimension: string): string {
  const question = questionOf(book, dimension);
  const twice = setting.interview.families.some(
    (family) => family !== book.family && bookIn(setting, family).dimensions.some((other) => other.question === question),
  );
  return twice ? `${quoted(question)} (${book.title})` : quoted(question);
}

function missing(setting: Setting, book: RuleBook, dimension: string): string {
  const { interview } = setting;
  const truth = truthOf(interview, book.family);
  const { [dimension]: value = '', ...others } = truth;
  const now = leaders(rank(book, truth));
  const without = leaders(rank(book, others));
  const answer = `You did not ask ${questionIn(setting, book, dimension)} It was ${quoted(valueTitle(book, dimension, value))}`;
  if (without.join() === now.join()) return `${answer}, one of the facts that part the best from the others.`;
  return `${answer}; without it ${listed(without.map((option) => nameOf(book, option)))} would lead.`;
}

function idleWords(setting: Setting, idle: readonly string[]): string {
  const questions = idle.map((id) => {
    const [family = '', dimension = ''] = id.split('.');
    return questionIn(setting, bookIn(setting, family), dimension);
  });
  return `Spent without turning the answer: ${listed(questions)}`;
}

/** Chooses: all points for what is accepted, two within a point of the best, one for what would at least do. */
export function gradeChooses(setting: Setting, answers: Answers): Graded {
  const { interview } = setting;
  const parts = interview.families.map((family): Part => {
    const book = bookIn(setting, family);
    const option = chosenIn(answers, family);
    const accepted = interview.accepts[family] ?? [];
    if (option === undefined) return part(0, `${book.title}: nothing was chosen.`);
    const ranked = rank(book, truthOf(interview, family));
    const own = ranked.find((candidate) => candidate.option === option);
    const top = ranked[0]?.score ?? 0;
    const name = nameOf(book, option);
    const best = `The rules put ${nameOf(book, accepted[0] ?? '')} first`;
    if (own === undefined || own.excluded !== null)
      return part(0, `${name} is ruled out: ${own?.excluded?.because ?? ''} ${best}.`, own?.excluded?.source);
    if (accepted.includes(option)) {
      const others = accepted.filter((other) => other !== option).map((other) => nameOf(book, other));
      return part(1, `${name} is what the requirements ask for${others.length === 0 ? '' : ` (${listed(others)} would do as well)`}.`);
    }
    const behind = top - own.score;
    const share = behind <= 1 ? 2 / 3 : ranked.filter(({ excluded }) => excluded === null)[1]?.score === own.score ? 1 / 3 : 0;
    const [against] = [...own.reasons].filter(({ effect }) => effect < 0).sort((one, other) => one.effect - other.effect);
    return part(share, `${name} is ${points(behind)} behind. ${best}.${against ? ` ${against.because}` : ''}`, against?.source);
  });
  return { score: pointsOf(parts), evidence: told(parts), see: interview.see[0] };
}
