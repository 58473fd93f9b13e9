// What questions must have: options that are explained, the right number of right ones, a source and a place to look.
import type { Question } from '../quiz/schema.ts';
import { checkExplained } from './explained.ts';
import type { Known } from './known.ts';
import type { ParsedContent } from './parse.ts';
import { type Report, suggestion } from './report.ts';

type Path = readonly PropertyKey[];
type Option = Extract<Question, { readonly kind: 'choice' }>['options'][number];
interface Place {
  readonly report: Report;
  /** The quiz.yaml. */
  readonly where: string;
}

/** In a quiz of this many single-answer questions, taking the longest answer each time must not pass. */
const ENOUGH_TO_JUDGE = 6;
const GIVEN_AWAY = 2 / 3;

/** Checks every quiz of the content. */
export function checkQuizzes(parsed: ParsedContent, known: Known, report: Report): void {
  const { content, base, places } = parsed;
  const lessons = content.topics.flatMap((topic) => topic.lessons);
  const beneath = base?.topics.flatMap((topic) => topic.lessons) ?? [];
  const names = seeable(parsed, known);
  const ids = new Map<string, string>();
  for (const lesson of lessons) {
    const where = `${places.folderOf(lesson)}/quiz.yaml`;
    for (const [index, question] of lesson.questions.entries()) {
      const path = ['questions', index];
      const taken = ids.get(question.id);
      if (taken !== undefined) report.at(where, [...path, 'id'], `the id '${question.id}' is taken by ${taken}: choose another`);
      ids.set(question.id, where);
      const other = beneath.find(({ slug, questions }) => slug !== lesson.slug && questions.some(({ id }) => id === question.id));
      if (other !== undefined)
        report.at(where, [...path, 'id'], `the id '${question.id}' is taken by the lesson '${other.slug}': choose another`);
      report.source(question.source, where, [...path, 'source']);
      checkSee(question.see, names, [...path, 'see'], { report, where });
      checkQuestion(question, path, { report, where });
    }
    givenAway(lesson.questions, { report, where });
  }
}

/** What `see` may name, by kind. */
export function seeable({ content, base }: ParsedContent, known: Known): Readonly<Record<string, readonly string[]>> {
  const lessons = [...content.topics, ...(base?.topics ?? [])].flatMap((topic) => topic.lessons);
  return {
    lesson: lessons.map((lesson) => lesson.slug),
    lab: [...known.labs.keys()],
    experiment: lessons.flatMap((lesson) => lesson.experiments.map((experiment) => experiment.id)),
  };
}

/** Demands that `lesson:`, `lab:` or `experiment:` leads to one of `names`. */
export function checkSee(
  reference: string,
  names: Readonly<Record<string, readonly string[]>>,
  path: Path,
  { report, where }: Place,
): void {
  const [kind = '', name = ''] = reference.split(':');
  const known = Object.hasOwn(names, kind) ? names[kind] : undefined;
  if (known === undefined) report.at(where, path, `'${reference}' leads nowhere: write lesson:, lab: or experiment: and a name`);
  else if (!known.includes(name) && !(kind !== 'lab' && report.isBroken(kind === 'lesson' ? /lesson\.md$/ : /experiment\.yaml$/)))
    report.at(where, path, `there is no ${kind} '${name}'${suggestion(name, known)}: mend the name`);
}

function checkQuestion(question: Question, path: Path, place: Place): void {
  const { report, where } = place;
  if (question.prompt.trim() === '') report.at(where, [...path, 'prompt'], 'the question needs a `prompt`: write what is asked');
  switch (question.kind) {
    case 'choice':
    case 'trace':
      options(question.options, path, place);
      oneRight(question.options, path, place);
      break;
    case 'several':
      options(question.options, path, place);
      someRight(question.options, path, place);
      break;
    case 'order':
      if (question.why.trim() === '') report.at(where, path, 'the order needs a `why`: say what forces it');
      if (new Set(question.steps).size < question.steps.length)
        report.at(where, [...path, 'steps'], 'two steps read the same, so their order cannot be told: word them apart');
      break;
    case 'number':
      number(question, path, place);
      break;
  }
}

function options(list: readonly Option[], path: Path, { report, where }: Place): void {
  const missing = (index: number) => `this option needs a \`why\`: say why it is ${list[index]?.correct ? 'right' : 'wrong'}`;
  checkExplained(list, { where, path: [...path, 'options'], missing }, report);
  for (const [index, option] of list.entries())
    if (list.slice(0, index).some((other) => other.text === option.text))
      report.at(where, [...path, 'options', index], 'this option stands here twice: remove one');
}

function oneRight(list: readonly Option[], path: Path, { report, where }: Place): void {
  const right = list.filter((option) => option.correct).length;
  if (right === 0) report.at(where, [...path, 'options'], 'no option is right: mark one with `correct: true`');
  if (right > 1)
    report.at(where, [...path, 'options'], `${right} options are right: leave one, or make the question one of kind \`several\``);
}

function someRight(list: readonly Option[], path: Path, { report, where }: Place): void {
  const right = list.filter((option) => option.correct).length;
  if (right === 0) report.at(where, [...path, 'options'], 'no option is right: mark those that are with `correct: true`');
  if (right === list.length) report.at(where, [...path, 'options'], 'every option is right: add one that is plausible and wrong');
}

function number(question: Extract<Question, { readonly kind: 'number' }>, path: Path, { report, where }: Place): void {
  if (question.why.trim() === '') report.at(where, path, 'the number needs a `why`: say how one gets it');
  checkExplained(
    question.traps,
    { where, path: [...path, 'traps'], missing: () => 'this trap needs a `why`: say why it is wrong' },
    report,
  );
  for (const [index, trap] of question.traps.entries()) {
    const here = [...path, 'traps', index];
    if (Math.abs(trap.value - question.answer) <= question.tolerance)
      report.at(
        where,
        here,
        `${trap.value} is within the tolerance of the answer ${question.answer}: narrow the tolerance or drop the trap`,
      );
  }
}

/** Whoever always takes the longest answer must not pass. */
function givenAway(questions: readonly Question[], { report, where }: Place): void {
  const single = questions.flatMap((question, index) =>
    question.kind === 'choice' || question.kind === 'trace' ? [{ index, options: question.options }] : [],
  );
  const telling = single.filter(({ options: list }) => {
    const wrong = list.filter((option) => !option.correct).map((option) => option.text.length);
    return (list.find((option) => option.correct)?.text.length ?? 0) > Math.max(...wrong);
  });
  if (single.length >= ENOUGH_TO_JUDGE && telling.length / single.length > GIVEN_AWAY)
    report.at(
      where,
      ['questions', telling[0]?.index ?? 0],
      `the right answer is the longest in ${telling.length} of ${single.length} questions: lengthen wrong ones or shorten right ones`,
    );
}
