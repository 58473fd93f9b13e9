// The flow of a mock interview: which step comes next, given the answers so far. Nothing is kept but answers by step, so
// that an interview goes on at the exact step after any interruption. Pure; the steps themselves are in steps-*.ts.
import { type Answers, bookIn, isAnswer, type Setting, type Step } from './step.ts';
import { askStep, chooseStep, ENOUGH } from './steps-clarify.ts';
import { againstStep, costStep, estimateStep, reasonsStep, runnerUpStep, tensionStep } from './steps-defend.ts';
import { failureStep, reversalStep, twistSteps } from './steps-twist.ts';

export interface Session {
  /** What was answered, in order. */
  readonly done: readonly Step[];
  /** Undefined when the interview is over. */
  readonly next: Step | undefined;
}

/** The steps so far and the one that is asked now. An answer that does not fit its step counts as not given. */
export function sessionOf(setting: Setting, answers: Answers): Session {
  const done: Step[] = [];
  for (const step of flow(setting, answers)) {
    if (!isAnswer(step, answers[step.id])) return { done, next: step };
    done.push(step);
  }
  return { done, next: undefined };
}

function* flow(setting: Setting, answers: Answers): Generator<Step> {
  const { interview } = setting;
  for (let number = 1; number <= interview.budget; number++) {
    const step = askStep(setting, answers, number);
    if (step === undefined) break;
    yield step;
    if (answers[step.id] === ENOUGH) break;
  }
  for (const family of interview.families) yield chooseStep(setting, answers, bookIn(setting, family));
  // Each is worked out when it is come to: what would reverse a choice takes many rankings.
  for (const later of LATER) for (const step of later(setting, answers)) if (step !== undefined) yield step;
}

/** What follows the choice, which all of it hangs on. */
const LATER: readonly ((setting: Setting, answers: Answers) => readonly (Step | undefined)[])[] = [
  (setting, answers) => [reasonsStep(setting, answers)],
  ({ interview }) => interview.estimates.map((estimate) => estimateStep(estimate)),
  (setting, answers) => [runnerUpStep(setting, answers)],
  (setting, answers) => [againstStep(setting, answers)],
  (setting, answers) => [costStep(setting, answers)],
  (setting, answers) => [tensionStep(setting, answers)],
  (setting) => [failureStep(setting)],
  (setting) => [reversalStep(setting)],
  (setting, answers) => twistSteps(setting, answers),
];

/** Only the answers that belong to the steps that were come to: what may be kept and graded. */
export function answersGiven(setting: Setting, answers: Answers): Answers {
  return Object.fromEntries(sessionOf(setting, answers).done.map(({ id }) => [id, answers[id] as Answers[string]]));
}
