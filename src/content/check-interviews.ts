// What mock interviews and wrong reasonings refer to, and whether the interviews come out as they say: the rules must put
// on top what an interview accepts, at the beginning and after each twist.
import { conflictsOf, withChanges } from '../decision/design.ts';
import { leaders, rank } from '../decision/rank.ts';
import type { RuleBook } from '../decision/schema.ts';
import { keyDimensions } from '../interview/matters.ts';
import type { Interview, Reasoning } from '../interview/schema.ts';
import { createNames } from './check-designs.ts';
import { checkSee, seeable } from './check-quizzes.ts';
import { checkExplained } from './explained.ts';
import type { Known } from './known.ts';
import type { ParsedContent } from './parse.ts';
import type { Report } from './report.ts';

type Path = readonly PropertyKey[];
type Names = Readonly<Record<string, readonly string[]>>;
interface Place {
  readonly parsed: ParsedContent;
  readonly report: Report;
  readonly names: Names;
  readonly where: string;
}

/** Checks every interview and reasonings.yaml. */
export function checkInterviews(parsed: ParsedContent, known: Known, report: Report): void {
  const { interviews = [], reasonings = [], decisions } = parsed.content;
  if (report.isBroken(/^decisions\//)) return;
  const names = seeable(parsed, known);
  for (const interview of interviews) checkInterview(interview, { parsed, report, names, where: `interviews/${interview.slug}.yaml` });
  for (const [index, reasoning] of reasonings.entries())
    checkReasoning(reasoning, index, { parsed, report, names, where: 'reasonings.yaml' });
  if (interviews.length > 0 && decisions.length === 0)
    report.on('interviews', undefined, 'an interview is graded by the rules of a family: add decisions/<family>/');
}

function checkInterview(interview: Interview, place: Place): void {
  const { parsed, report, names, where } = place;
  const before = report.problems.length;
  const known = createNames(parsed.content.decisions, report);
  for (const [family, answers] of Object.entries(interview.requirements)) {
    for (const [dimension, value] of Object.entries(answers))
      known.value(family, dimension, value, where, ['requirements', family, dimension]);
    if (!interview.families.includes(family))
      report.at(where, ['requirements', family], `requirements are given for ${family}: add it to \`families\`, or leave them out`);
  }
  for (const [index, family] of interview.families.entries())
    if (interview.requirements[family] === undefined)
      report.at(where, ['families', index], `say what is required in ${family} under \`requirements\``);
  for (const [part, lists] of [
    ['given', Object.entries(interview.given)],
    ['answers', Object.entries(interview.answers).map(([family, said]) => [family, Object.keys(said)] as const)],
  ] as const)
    for (const [family, dimensions] of lists)
      for (const dimension of dimensions)
        if (interview.requirements[family]?.[dimension] === undefined)
          report.at(
            where,
            [part, family],
            `${part} names ${family}.${dimension}, which \`requirements\` does not: add it there, or mend the name`,
          );
  checkEstimates(interview, place);
  checkFailure(interview, place);
  report.source(interview.source, where, ['source']);
  for (const [index, reference] of interview.see.entries()) checkSee(reference, names, ['see', index], place);
  options(interview.accepts, ['accepts'], place);
  for (const [index, twist] of interview.twists.entries()) {
    const path = ['twists', index];
    report.source(twist.source, where, [...path, 'source']);
    checkSee(twist.see, names, [...path, 'see'], place);
    options(twist.accepts, [...path, 'accepts'], place);
    for (const [family, answers] of Object.entries(twist.change))
      for (const [dimension, value] of Object.entries(answers)) {
        known.value(family, dimension, value, where, [...path, 'change', family, dimension]);
        if (interview.requirements[family]?.[dimension] === value)
          report.at(where, [...path, 'change', family], `${dimension} is ${value} already: a twist changes a requirement`);
      }
  }
  if (report.problems.length === before) checkOutcome(interview, place);
}

function options(accepts: Interview['accepts'], path: Path, { parsed, report, where }: Place): void {
  const known = createNames(parsed.content.decisions, report);
  for (const [family, list] of Object.entries(accepts))
    for (const [at, option] of list.entries()) known.option(family, option, where, [...path, family, at]);
}

function checkEstimates(interview: Interview, { report, where }: Place): void {
  for (const [index, { id, answer, factor, traps, source }] of interview.estimates.entries()) {
    const path = ['estimates', index];
    report.source(source, where, [...path, 'source']);
    checkExplained(traps, { where, path: [...path, 'traps'], missing: () => 'this trap needs a `why`: say why it is wrong' }, report);
    if (interview.estimates.findIndex((other) => other.id === id) < index)
      report.at(where, [...path, 'id'], 'this estimate stands here twice: rename or remove one');
    for (const [at, trap] of traps.entries())
      if (trap.value >= answer / factor && trap.value <= answer * factor)
        report.at(where, [...path, 'traps', at], `${trap.value} is within the factor of the answer ${answer}: narrow it or drop the trap`);
  }
}

function checkFailure({ failure }: Interview, { report, names, where }: Place): void {
  report.source(failure.source, where, ['failure', 'source']);
  checkSee(failure.see, names, ['failure', 'see'], { report, where });
  const right = failure.options.filter(({ correct }) => correct).length;
  if (right !== 1)
    report.at(
      where,
      ['failure', 'options'],
      `${right === 0 ? 'no option is' : `${right} options are`} right: mark one with \`correct: true\``,
    );
  const missing = (index: number) => `this option needs a \`why\`: say why it is ${failure.options[index]?.correct ? 'right' : 'wrong'}`;
  checkExplained(failure.options, { where, path: ['failure', 'options'], missing }, report);
  for (const [index, { text, correct, partly }] of failure.options.entries()) {
    const path = ['failure', 'options', index];
    if (correct && partly) report.at(where, path, 'this option is right and partly right: leave one of the two');
    const earlier = failure.options.slice(0, index);
    if (earlier.some((other) => other.text === text)) report.at(where, path, 'this option stands here twice: remove one');
  }
}

function checkReasoning(
  { id, families, options: list, source, see }: Reasoning,
  index: number,
  { parsed, report, names, where }: Place,
): void {
  const { decisions, reasonings = [] } = parsed.content;
  const path = ['reasonings', index];
  if (reasonings.findIndex((other) => other.id === id) < index)
    report.at(where, [...path, 'id'], 'this reasoning stands here twice: rename or remove one');
  if (source !== '') report.source(source, where, [...path, 'source']);
  if (see !== '') checkSee(see, names, [...path, 'see'], { report, where });
  const books = decisions.filter(({ family }) => families.includes(family));
  for (const family of families)
    if (!books.some((book) => book.family === family)) report.at(where, [...path, 'families'], `there is no family '${family}'`);
  for (const option of list)
    if (!books.some(({ candidates }) => candidates.some((candidate) => candidate.id === option)))
      report.at(where, [...path, 'options'], `none of ${families.join(', ')} has a candidate '${option}': mend the name`);
}

/** The rules must choose what is accepted, and leave something to find out. */
function checkOutcome(interview: Interview, { parsed, report, where }: Place): void {
  const { decisions: books, tensions = [] } = parsed.content;
  const bookOf = (family: string) => books.find((book) => book.family === family) as RuleBook;
  const choice: Record<string, string> = {};
  for (const family of interview.families) {
    winners(bookOf(family), interview, {}, interview.accepts[family], ['accepts'], { report, where });
    choice[family] = interview.accepts[family]?.[0] ?? '';
  }
  for (const { severity, id, because } of conflictsOf(tensions, choice, interview.requirements))
    if (severity === 'breaks')
      report.at(where, ['accepts'], `these choices run into ${id} and can not be had together (${because}): change a requirement`);
  if (interview.families.every((family) => keyDimensions(bookOf(family), interview).length === 0))
    report.at(where, ['given'], 'the prompt gives away all that decides: take a dimension out of `given`');
  for (const [index, twist] of interview.twists.entries()) {
    const path = ['twists', index, 'accepts'];
    for (const family of Object.keys(twist.change)) {
      if (!interview.families.includes(family))
        report.at(where, ['twists', index, 'change', family], `the interview is not about ${family}: add it to \`families\``);
      else winners(bookOf(family), interview, twist.change, twist.accepts[family], path, { report, where });
    }
    for (const family of Object.keys(twist.accepts))
      if (twist.change[family] === undefined) report.at(where, path, `the twist changes nothing in ${family}: leave it out of \`accepts\``);
  }
}

function winners(
  book: RuleBook,
  interview: Interview,
  change: Interview['requirements'],
  accepted: readonly string[] | undefined,
  path: Path,
  { report, where }: Pick<Place, 'report' | 'where'>,
): void {
  const { family } = book;
  if (accepted === undefined) {
    report.at(where, path, `say which options of ${family} are accepted`);
    return;
  }
  const ranked = rank(book, withChanges(interview, change)[family] ?? {});
  const top = leaders(ranked);
  if (top.includes(accepted[0] as string) && top.every((option) => accepted.includes(option))) return;
  const standing = ranked.map(({ option, score, excluded }) => `${option} ${excluded === null ? score : 'excluded'}`).slice(0, 4);
  report.at(
    where,
    [...path, family],
    `the rules put ${top.join(' and ') || 'nothing'} on top, and [${accepted.join(', ')}] is accepted (${standing.join(', ')}): change the requirements or what is accepted`,
  );
}
