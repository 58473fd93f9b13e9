// Lines five and six: the likeliest failure, what would reverse the choice, and the twists.
import { listed, nameOf, questionOf, valueTitle } from '../decision/explain.ts';
import { leaders, rank } from '../decision/rank.ts';
import { type Part, part, pointsOf, quoted, told } from './grade.ts';
import { truthOf } from './matters.ts';
import type { Graded } from './rubric.ts';
import type { Twist } from './schema.ts';
import { type Answers, bookIn, chosenIn, mainFamily, type Setting } from './step.ts';
import { afterTwist, idOfChange, reversalStep, reversals, twistedFamilies, twistReasons, twistSteps } from './steps-twist.ts';

/** Fails: three points for the likeliest failure with its cure, one for one that is true and comes later. */
export function gradeFails({ interview }: Setting, answers: Answers): Graded {
  const { options, source, see } = interview.failure;
  const picked = options[Number(answers.failure) - 1];
  const right = options.find(({ correct }) => correct);
  const correct = part(1, `${quoted(right?.text ?? '')} ${right?.why ?? ''}`, source);
  if (picked?.correct) return { score: 3, evidence: told([correct]), see };
  const word =
    picked === undefined ? part(0, 'No failure was named.') : part(picked.partly ? 0.5 : 0, `${quoted(picked.text)} ${picked.why}`);
  return { score: picked?.partly ? 1 : 0, evidence: told([word, { ...correct, text: `It was: ${correct.text}` }]), see };
}

/** Flips: the fact that would reverse the choice, and for each twist the answer and what carries it, all alike. */
export function gradeFlips(setting: Setting, answers: Answers): Graded {
  const { twists } = setting.interview;
  const parts: Part[] = [];
  if (reversalStep(setting) !== undefined) parts.push(gradeReversal(setting, answers));
  const asked = twistSteps(setting, answers).flatMap((step) => (step === undefined ? [] : [step.id]));
  for (const [index, twist] of twists.entries()) {
    parts.push(gradeMove(setting, answers, twist, index));
    if (asked.includes(`why:${index + 1}`)) parts.push(gradeWhy(setting, answers, twist, index));
  }
  const lost = twists.findIndex((_twist, index) => parts.some(({ share, text }) => share < 1 && text.startsWith(head(index))));
  return { score: pointsOf(parts), evidence: told(parts), see: (twists[lost] ?? twists[0])?.see };
}

const head = (index: number) => `Twist ${index + 1}: `;

function gradeReversal(setting: Setting, answers: Answers): Part {
  const book = bookIn(setting, mainFamily(setting));
  const truth = truthOf(setting.interview, book.family);
  const { flips, holds } = reversals(setting);
  const words = ({ dimension, value }: { readonly dimension: string; readonly value: string }) => {
    const top = leaders(rank(book, { ...truth, [dimension]: value })).map((option) => nameOf(book, option));
    return `with ${quoted(valueTitle(book, dimension, value))} for ${quoted(questionOf(book, dimension))} ${listed(top)} would lead`;
  };
  const picked = [...flips, ...holds].find((change) => idOfChange(change) === answers.reversal);
  if (picked !== undefined && flips.includes(picked)) return part(1, `You knew what reverses it: ${words(picked)}.`);
  const [right] = flips;
  const truly = right === undefined ? '' : ` It turns elsewhere: ${words(right)}.`;
  if (picked === undefined) return part(0, `Nothing was named that reverses it.${truly}`);
  return part(0, `That changes nothing: ${words(picked)}, as before.${truly}`);
}

function gradeMove(setting: Setting, answers: Answers, twist: Twist, index: number): Part {
  const families = twistedFamilies(setting, twist);
  const verdicts = families.map((family) => {
    const book = bookIn(setting, family);
    const picked = answers[`twist:${index + 1}:${family}`];
    const accepted = twist.accepts[family] ?? [];
    const ranked = rank(book, afterTwist(setting, twist, family));
    const mine = ranked.find(({ option }) => option === picked);
    const best = accepted.map((option) => nameOf(book, option)).join(' or ');
    if (typeof picked !== 'string' || mine === undefined) return { share: 0, text: `no answer was given; it is ${best}.` };
    const stays = picked === chosenIn(answers, family);
    const name = `${stays ? 'staying with' : 'moving to'} ${nameOf(book, picked)}`;
    if (accepted.includes(picked)) return { share: 1, text: `${name} is right.` };
    const close = mine.excluded === null && (ranked[0]?.score ?? 0) - mine.score <= 1;
    return { share: close ? 0.5 : 0, text: `${name} is ${close ? 'close, and it is' : 'wrong: it is'} ${best}.` };
  });
  const share = verdicts.reduce((sum, one) => sum + one.share, 0) / Math.max(1, verdicts.length);
  return part(share, `${head(index)}${verdicts.map(({ text }) => text).join(' ')} ${twist.why}`, twist.source);
}

function gradeWhy(setting: Setting, answers: Answers, twist: Twist, index: number): Part {
  const { right } = twistReasons(setting, twist);
  const picked = answers[`why:${index + 1}`];
  if (right !== undefined && picked === right.id) return part(1, `${head(index)}the reason is right: ${quoted(right.text)}`);
  const word = picked === undefined ? 'no reason was given' : 'that reason needs another requirement';
  return part(0, `${head(index)}${word}. It is ${quoted(right?.text ?? '')}`);
}
