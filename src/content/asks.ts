// What a card asks, as a question of the quiz's kinds: quiz questions as they are; a prediction that was missed, with what the
// learner's own run decided; a line of a mock interview that was lost, put again with the requirements on the table.
import { deciding, nameOf, valueTitle } from '../decision/explain.ts';
import { rank } from '../decision/rank.ts';
import type { RankedCandidate, Requirements, RuleBook } from '../decision/schema.ts';
import { fillIn } from '../experiment/player.ts';
import type { Experiment } from '../experiment/schema.ts';
import { keyDimensions, runnerUp, truthOf } from '../interview/matters.ts';
import type { Interview } from '../interview/schema.ts';
import { hashOf } from '../lib/hash.ts';
import type { Question } from '../quiz/schema.ts';
import type { Outcome } from '../review/card.ts';

/** What is shown and graded for a card. */
export interface Ask {
  readonly card: string;
  /** Where it comes from, in a few words. */
  readonly title: string;
  /** What must be known to answer, Markdown; empty where the question says it all. */
  readonly above: string;
  readonly question: Question;
  /** Of an estimate: from answer / factor to answer × factor is right, whatever the question's tolerance says. */
  readonly factor?: number;
}

/** A number that changes when what is right about a question changes; its prompt and its explanations may be improved freely. */
export function questionVersion(question: Question): string {
  return versionOf(rightOf(question));
}

function rightOf(question: Question): unknown {
  switch (question.kind) {
    case 'choice':
    case 'several':
    case 'trace':
      return question.options.map(({ text, correct }) => [text, correct]);
    case 'order':
      return question.steps;
    case 'number':
      return [question.answer, question.unit, question.tolerance];
  }
}

/** The same for a prediction. */
export function predictionVersion({ predict, lab, seed, params, conditions }: Experiment): string {
  const asked = 'options' in predict ? predict.options.map(({ text, holds }) => [text, holds]) : predict.number.measure;
  return versionOf([asked, lab, seed, params, conditions]);
}

const versionOf = (right: unknown) => hashOf(JSON.stringify(right)).toString(36);

/** A prediction as a question about the run that was made. */
export function askPrediction(card: string, experiment: Experiment, { right, measured }: Outcome): Ask {
  const fill = (text: string) => fillIn(text, measured);
  const base = {
    id: experiment.id,
    prompt: experiment.predict.prompt,
    difficulty: 2 as const,
    source: experiment.sources[0] ?? '',
    see: `experiment:${experiment.id}`,
  };
  const why = fill(experiment.explain);
  const { predict } = experiment;
  if ('options' in predict) {
    const options = predict.options.map((option, index) => ({
      text: option.text,
      correct: index === right,
      why: index === right ? why : fill(option.why),
    }));
    return { card, title: experiment.title, above: experiment.setup, question: { ...base, kind: 'choice', options } };
  }
  const { unit, tolerance, floor } = predict.number;
  const question: Question = {
    ...base,
    kind: 'number',
    answer: right,
    unit,
    tolerance: Math.max(Math.abs(right) * tolerance, floor),
    why: fill(predict.number.why),
    traps: [],
  };
  return { card, title: experiment.title, above: experiment.setup, question };
}

/** A line of an interview as a question; undefined where this interview has nothing to ask about it. */
export function askInterview(card: string, interview: Interview, line: string, books: readonly RuleBook[]): Ask | undefined {
  const family = interview.families[0] ?? '';
  const book = books.find((known) => known.family === family);
  if (book === undefined) return undefined;
  const truth = truthOf(interview, family);
  const question = questionAbout(line, interview, book, truth);
  if (question === undefined) return undefined;
  // Who is asked what to find out must not be told it.
  const told = line === 'elicits' ? interview.prompt : `${interview.prompt}\n\n${requirementsText(book, truth)}`;
  const alone = line === 'ties' || line === 'fails';
  const [estimate] = interview.estimates;
  return {
    card,
    title: `${interview.title}, mock interview`,
    above: alone ? interview.prompt : told,
    question,
    ...(line === 'ties' && estimate !== undefined ? { factor: estimate.factor } : {}),
  };
}

/** What was found out, in one paragraph: a list would push the question off a small screen. */
const requirementsText = (book: RuleBook, requirements: Requirements) =>
  `**Known by now:** ${Object.entries(requirements)
    .map(([dimension, value]) => valueTitle(book, dimension, value))
    .join(' · ')}`;

function questionAbout(line: string, interview: Interview, book: RuleBook, truth: Requirements): Question | undefined {
  const base = {
    id: `${interview.slug}-${line}`,
    difficulty: 3 as const,
    source: interview.source,
    see: interview.see[0] ?? '',
  };
  const ranked = rank(book, truth);
  const accepted = interview.accepts[book.family] ?? [];
  const best = accepted[0] ?? ranked[0]?.option ?? '';
  const choiceOf = (right: readonly string[], why: (candidate: RankedCandidate) => string, from: readonly RankedCandidate[]) =>
    from.map((candidate) => ({
      text: nameOf(book, candidate.option),
      correct: right.includes(candidate.option),
      why: why(candidate),
    }));
  switch (line) {
    case 'elicits': {
      const keys = keyDimensions(book, interview);
      const others = book.dimensions.map(({ id }) => id).filter((id) => !keys.includes(id));
      if (keys.length === 0) return undefined;
      const options = book.dimensions
        .filter(({ id }) => keys.includes(id) || others.slice(0, 4).includes(id))
        .map(({ id, question, why }) => ({ text: question, correct: keys.includes(id), why }));
      return { ...base, kind: 'several', prompt: 'Which of these would you ask first, because the answer changes what is right?', options };
    }
    case 'chooses':
      return {
        ...base,
        kind: 'choice',
        prompt: 'What would you choose?',
        options: choiceOf(accepted, (candidate) => reasonOf(candidate, accepted.includes(candidate.option)), ranked),
      };
    case 'ties': {
      const [estimate] = interview.estimates;
      if (estimate === undefined) return undefined;
      const { prompt, answer, unit, working, traps, source } = estimate;
      return { ...base, kind: 'number', prompt, answer, unit, tolerance: 0, why: working, traps, source };
    }
    case 'rejects': {
      const second = runnerUp(ranked, best);
      const first = ranked.find(({ option }) => option === best);
      if (second === undefined || first === undefined) return undefined;
      const parted = deciding(first, second)[0]?.reason.because ?? '';
      return {
        ...base,
        kind: 'choice',
        prompt: `You chose ${nameOf(book, best)}. Which is the next best, the one that you must reject fairly?`,
        options: choiceOf(
          [second.option],
          (candidate) => (candidate === second ? `It comes second. ${parted}` : reasonOf(candidate, false)),
          ranked.filter(({ option }) => option !== best),
        ),
      };
    }
    case 'fails': {
      const { prompt, options, source, see } = interview.failure;
      return { ...base, kind: 'choice', prompt, options: options.map(({ text, correct, why }) => ({ text, correct, why })), source, see };
    }
    case 'flips': {
      const twist = interview.twists.find(({ accepts }) => accepts[book.family] !== undefined);
      const right = twist?.accepts[book.family];
      if (twist === undefined || right === undefined) return undefined;
      const after = rank(book, { ...truth, ...twist.change[book.family] });
      return {
        ...base,
        kind: 'choice',
        prompt: `You chose ${nameOf(book, best)}. Then: ${twist.say} What is it now?`,
        options: choiceOf(right, (candidate) => (right.includes(candidate.option) ? twist.why : reasonOf(candidate, false)), after),
        source: twist.source,
        see: twist.see,
      };
    }
    default:
      return undefined;
  }
}

/** The weightiest word for a candidate that is right, or against one that is not. */
function reasonOf({ reasons, excluded, score }: RankedCandidate, right: boolean): string {
  if (excluded !== null && !right) return excluded.because;
  const sorted = [...reasons].sort((one, other) => (right ? other.effect - one.effect : one.effect - other.effect));
  const [told] = sorted;
  if (told !== undefined && (right ? told.effect > 0 : told.effect < 0)) return told.because;
  return right
    ? ''
    : `Nothing speaks against it here, but less speaks for it: ${score} ${Math.abs(score) === 1 ? 'point' : 'points'} by the rules.`;
}
