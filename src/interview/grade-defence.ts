// Lines three and four: the choice tied to what decides, with a number; the runner-up, and the price.
import { listed, nameOf } from '../decision/explain.ts';
import { rank } from '../decision/rank.ts';
import { type Part, part, pointsOf, quoted, told } from './grade.ts';
import { runnerUp, truthOf } from './matters.ts';
import { type Argument, argumentsAgainst, wordOn } from './reasons.ts';
import type { Graded } from './rubric.ts';
import type { Estimate, Reasoning } from './schema.ts';
import { type Answers, bookIn, chosenIn, mainFamily, type Setting } from './step.ts';
import { againstStep, idOfReason, NO_TENSION, offeredReasons, tensionsMet } from './steps-defend.ts';

const listOf = (answer: Answers[string] | undefined): readonly string[] =>
  Array.isArray(answer) ? answer : typeof answer === 'string' ? [answer] : [];

/** The wrong reasonings that were picked as reasons, or that a choice itself is. */
export function caughtIn(setting: Setting, answers: Answers): readonly Reasoning[] {
  const picked = listOf(answers.reasons);
  return offeredReasons(setting, answers).filter((one): one is Reasoning => 'says' in one && picked.includes(idOfReason(one)));
}

/** Ties: two reasons and the estimates, a third of the points each. */
export function gradeTies(setting: Setting, answers: Answers): Graded {
  const { interview } = setting;
  const family = mainFamily(setting);
  const book = bookIn(setting, family);
  const truth = truthOf(interview, family);
  const offered = offeredReasons(setting, answers);
  const own = chosenIn(answers, family) ?? '';
  const accepted = interview.accepts[family]?.includes(own) === true;
  const words = (one: Argument) => quoted(one.about === own ? one.because : one.text);
  const named = offered.flatMap((one) => ('says' in one || one.worth !== 'decides' ? [] : [words(one)]));
  const picked = listOf(answers.reasons).flatMap((id) => offered.filter((one) => idOfReason(one) === id));
  const reasons = picked.map((one): Part => {
    if ('says' in one) return part(0, `${quoted(one.says)} ${one.truth}`, one.source);
    // Good reasons for a choice that is not the best are worth half.
    const enough = one.worth === 'decides' || (one.worth === 'true' && named.length < 2);
    const share = (enough ? 1 : one.worth === 'true' ? 0.5 : 0) * (accepted ? 1 : 0.5);
    return part(share, `${words(one)} ${wordOn(book, truth, one)}`, one.source);
  });
  while (reasons.length < 2) reasons.push(part(0, 'A reason was left out.'));
  const numbers = interview.estimates.map((estimate) => gradeEstimate(estimate, answers[`estimate:${estimate.id}`]));
  const number = numbers.reduce((sum, { share }) => sum + share, 0) / Math.max(1, numbers.length);
  const untold = picked.filter((one) => !('says' in one) && one.worth === 'decides').length < Math.min(2, named.length);
  const decisive = untold ? [part(0.5, `What decides: ${listed(named)}`)] : [];
  return {
    score: pointsOf([...reasons, { share: number }]),
    evidence: told([...reasons, ...decisive, ...numbers]),
    see: caughtIn(setting, answers).find(({ see }) => see !== '')?.see ?? interview.see[0],
  };
}

/** Within the factor all of it, within its square half; a number that people give instead has a word of its own. */
export function gradeEstimate({ answer, unit, factor, working, traps, source }: Estimate, given: unknown): Part {
  const write = (value: number) => `${value.toLocaleString('en-US', { maximumFractionDigits: 3 })} ${unit}`.trim();
  if (typeof given !== 'number') return part(0, `No number was given; it is about ${write(answer)}. ${working}`, source);
  const off = given > 0 ? Math.max(given / answer, answer / given) : Number.POSITIVE_INFINITY;
  if (off <= factor * (1 + 1e-9)) return part(1, `${write(given)}: right, it is about ${write(answer)}. ${working}`, source);
  const trap = traps.find(({ value }) => Math.abs(value - given) <= Math.abs(value) * 0.02);
  if (trap !== undefined) return part(0, `${write(given)}: ${trap.why} It is about ${write(answer)}. ${working}`, source);
  const share = off <= factor * factor ? 0.5 : 0;
  return part(share, `${write(given)}: ${share > 0 ? 'near, but' : 'no,'} it is about ${write(answer)}. ${working}`, source);
}

/** Rejects: the runner-up, what speaks against it, the price of the own choice, and how several choices live together. */
export function gradeRejects(setting: Setting, answers: Answers): Graded {
  const family = mainFamily(setting);
  const book = bookIn(setting, family);
  const own = chosenIn(answers, family) ?? '';
  const parts = [
    gradeRunnerUp(setting, answers),
    gradeAgainst(setting, answers),
    gradeCost(setting, answers),
    gradeTension(setting, answers),
  ];
  const asked = parts.filter((one) => one !== undefined);
  const see = setting.interview.see[1] ?? setting.interview.see[0];
  return { score: own === '' || book === undefined ? 0 : pointsOf(asked), evidence: told(asked), see };
}

function gradeRunnerUp(setting: Setting, answers: Answers): Part | undefined {
  const family = mainFamily(setting);
  const book = bookIn(setting, family);
  const own = chosenIn(answers, family) ?? '';
  const picked = answers['runner-up'];
  const ranked = rank(book, truthOf(setting.interview, family));
  const second = runnerUp(ranked, own);
  const mine = ranked.find(({ option }) => option === picked);
  if (second === undefined) return undefined;
  const best = `The best after your choice is ${nameOf(book, second.option)}`;
  if (typeof picked !== 'string' || mine === undefined) return part(0, `No runner-up was named. ${best}.`);
  const name = nameOf(book, mine.option);
  if (mine.excluded !== null) return part(0, `${name} is ruled out here: ${mine.excluded.because} ${best}.`, mine.excluded.source);
  const behind = second.score - mine.score;
  if (behind <= 0) return part(1, `${name} is the runner-up.`);
  return part(behind <= 1 ? 0.5 : 0, `${name} is not the next best. ${best}.`);
}

function gradeAgainst(setting: Setting, answers: Answers): Part | undefined {
  if (againstStep(setting, answers) === undefined) return undefined;
  const book = bookIn(setting, mainFamily(setting));
  const truth = truthOf(setting.interview, book.family);
  const second = runnerUp(rank(book, truth), chosenIn(answers, book.family) ?? '');
  const option = second?.option ?? '';
  const [truly] = argumentsAgainst(book, truth, option);
  const picked = answers.against;
  const words = `Against ${nameOf(book, option)}: ${quoted(truly?.because ?? '')}`;
  if (picked === truly?.id) return part(1, words, truly?.source);
  const word = picked === undefined ? 'Nothing was said against the runner-up' : 'What you said would matter elsewhere';
  return part(0, `${word}. ${words}`, truly?.source);
}

function gradeCost(setting: Setting, answers: Answers): Part {
  const book = bookIn(setting, mainFamily(setting));
  const own = book.candidates.find(({ id }) => id === chosenIn(answers, book.family));
  const picked = book.candidates.find(({ id }) => id === answers.cost);
  if (own === undefined) return part(0, 'Nothing was chosen, so there is no price.');
  const price = `${own.title} costs: ${quoted(own.cost)}`;
  if (picked?.id === own.id) return part(1, price, own.source);
  return part(0, picked === undefined ? `No price was named. ${price}` : `That is the price of ${picked.title}. ${price}`, own.source);
}

function gradeTension(setting: Setting, answers: Answers): Part | undefined {
  const { interview, tensions } = setting;
  if (interview.families.length < 2 || tensions.length < 3) return undefined;
  const met = tensions.filter(({ id }) => tensionsMet(setting, answers).includes(id));
  const picked = answers.tension;
  if (met.length === 0) {
    const fine = 'Your choices go together.';
    return picked === NO_TENSION ? part(1, fine) : part(0, `${fine} What you named needs other choices.`);
  }
  const [first] = met;
  const right = met.find(({ id }) => id === picked);
  if (right !== undefined) return part(1, `Together: ${right.because} ${right.cure}`, right.source);
  return part(0, `Together your choices meet this: ${first?.because} ${first?.cure}`, first?.source);
}
