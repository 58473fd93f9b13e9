// What rule books refer to, and whether their scenarios come out as they say.
import { leaders, rank } from '../decision/rank.ts';
import type { RuleBook, Scenario } from '../decision/schema.ts';
import type { ParsedContent } from './parse.ts';
import { type Report, suggestion } from './report.ts';

type Path = readonly PropertyKey[];
interface Place {
  readonly book: RuleBook;
  readonly report: Report;
  readonly folder: string;
}

/** Checks every rule book of the content. */
export function checkDecisions({ content }: ParsedContent, report: Report): void {
  for (const book of content.decisions) {
    const place = { book, report, folder: `decisions/${book.family}` };
    checkDimensions(place);
    checkCandidates(place);
    checkRules(place);
    checkScenarios(place);
  }
}

function checkDimensions({ book, report, folder }: Place): void {
  const where = `${folder}/requirements.yaml`;
  twice(book.dimensions, (index) =>
    report.at(where, ['dimensions', index, 'id'], 'this dimension stands here twice: rename or remove one'),
  );
  for (const [index, dimension] of book.dimensions.entries()) {
    twice(dimension.values, (value) =>
      report.at(where, ['dimensions', index, 'values', value, 'id'], `${dimension.id} has this value twice: rename or remove one`),
    );
    if (!book.rules.some((rule) => Object.hasOwn(rule.when, dimension.id)))
      report.at(
        where,
        ['dimensions', index, 'id'],
        `no rule asks for '${dimension.id}': add a rule to rules.yaml, or remove the dimension`,
      );
  }
}

function checkCandidates({ book, report, folder }: Place): void {
  const where = `${folder}/candidates.yaml`;
  twice(book.candidates, (index) =>
    report.at(where, ['candidates', index, 'id'], 'this candidate stands here twice: rename or remove one'),
  );
  for (const [index, candidate] of book.candidates.entries()) {
    report.source(candidate.source, where, ['candidates', index, 'source']);
    if (candidate.history === undefined && !book.rules.some((rule) => rule.candidate === candidate.id))
      report.at(where, ['candidates', index, 'id'], `no rule speaks of '${candidate.id}': add one to rules.yaml, or give it a \`history\``);
  }
}

function checkRules({ book, report, folder }: Place): void {
  const where = `${folder}/rules.yaml`;
  for (const [index, rule] of book.rules.entries()) {
    const path = ['rules', index];
    candidate(rule.candidate, where, [...path, 'candidate'], { book, report, folder });
    report.source(rule.source, where, [...path, 'source']);
    if (rule.because.trim() === '') report.at(where, path, 'the rule needs a `because`: one sentence that a reviewer would accept');
    if (Object.keys(rule.when).length === 0)
      report.at(where, path, 'the rule has an empty `when` and never applies: name a dimension and a value');
    for (const [id, wanted] of Object.entries(rule.when)) {
      for (const value of typeof wanted === 'string' ? [wanted] : wanted)
        answer(id, value, where, [...path, 'when', id], { book, report, folder });
    }
  }
}

function checkScenarios(place: Place): void {
  const { book, report, folder } = place;
  const where = `${folder}/scenarios.yaml`;
  twice(book.scenarios, (index) => report.at(where, ['scenarios', index, 'id'], 'this scenario stands here twice: rename or remove one'));
  for (const [index, scenario] of book.scenarios.entries()) {
    const path = ['scenarios', index];
    const before = report.problems.length;
    report.source(scenario.source, where, [...path, 'source']);
    for (const [id, value] of Object.entries(scenario.requirements)) answer(id, value, where, [...path, 'requirements', id], place);
    for (const [at, id] of scenario.accepts.entries()) candidate(id, where, [...path, 'accepts', at], place);
    if (report.problems.length === before) outcome(scenario, where, path, place);
  }
}

/** The rules must give the scenario one of the winners that it accepts, the first of them at least in a tie. */
function outcome(scenario: Scenario, where: string, path: Path, { book, report }: Place): void {
  const ranked = rank(book, scenario.requirements);
  const winners = leaders(ranked);
  const [expected = ''] = scenario.accepts;
  if (winners.includes(expected) && winners.every((winner) => scenario.accepts.includes(winner))) return;
  const standing = ranked.map(({ option, score, excluded }) => `${option} ${excluded === null ? score : 'excluded'}`).slice(0, 3);
  report.at(
    where,
    [...path, 'accepts'],
    `the rules make ${winners.join(' and ') || 'nobody'} the winner of '${scenario.id}', not ${expected} (${standing.join(', ')}): mend rules.yaml or accept it`,
  );
}

function candidate(id: string, where: string, path: Path, { book, report }: Place): void {
  const ids = book.candidates.map((known) => known.id);
  if (!ids.includes(id))
    report.at(where, path, `there is no candidate '${id}'${suggestion(id, ids)}: add it to candidates.yaml or mend the name`);
}

function answer(id: string, value: string, where: string, path: Path, { book, report }: Place): void {
  const dimension = book.dimensions.find((known) => known.id === id);
  if (dimension === undefined) {
    const ids = book.dimensions.map((known) => known.id);
    report.at(where, path, `there is no dimension '${id}'${suggestion(id, ids)}: add it to requirements.yaml or mend the name`);
  } else if (!dimension.values.some((known) => known.id === value)) {
    report.at(where, path, `${id} has no value '${value}'; it has ${dimension.values.map((known) => known.id).join(', ')}`);
  }
}

function twice(list: readonly { readonly id: string }[], problem: (index: number) => void): void {
  for (const [index, { id }] of list.entries()) if (list.findIndex((other) => other.id === id) < index) problem(index);
}
