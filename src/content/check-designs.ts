// What designs and tensions refer to, and whether the designs come out as they say.
import { decideDesign } from '../decision/design.ts';
import type { Design } from '../decision/design-schema.ts';
import type { RuleBook } from '../decision/schema.ts';
import type { ParsedContent } from './parse.ts';
import { nearestOrAll, type Report } from './report.ts';

type Path = readonly PropertyKey[];

/** Checks decisions/tensions.yaml and every design against the rule books. */
export function checkDesigns({ content }: ParsedContent, report: Report): void {
  const { decisions: books, tensions = [], designs = [] } = content;
  // What a rule book that could not be parsed would have held is not known to be missing.
  if (report.isBroken(/^decisions\//)) return;
  const names = createNames(books, report);
  const where = 'decisions/tensions.yaml';
  for (const [index, tension] of tensions.entries()) {
    const path = ['tensions', index];
    if (tensions.findIndex(({ id }) => id === tension.id) < index)
      report.at(where, [...path, 'id'], 'this tension stands here twice: rename or remove one');
    report.source(tension.source, where, [...path, 'source']);
    if (Object.keys(tension.when).length + Object.keys(tension.given ?? {}).length < 2)
      report.at(where, [...path, 'when'], 'a tension is between two families: name a choice or a requirement of another one');
    for (const [family, options] of Object.entries(tension.when))
      for (const option of [options].flat()) names.option(family, option, where, [...path, 'when', family]);
    for (const [family, dimensions] of Object.entries(tension.given ?? {}))
      for (const [dimension, values] of Object.entries(dimensions))
        for (const value of [values].flat()) names.value(family, dimension, value, where, [...path, 'given', family, dimension]);
  }
  for (const design of designs) {
    const before = report.problems.length;
    const file = `designs/${design.slug}.yaml`;
    report.source(design.source, file, ['source']);
    for (const [family, answers] of Object.entries(design.requirements))
      for (const [dimension, value] of Object.entries(answers))
        names.value(family, dimension, value, file, ['requirements', family, dimension]);
    for (const [family, options] of Object.entries(design.accepts))
      for (const [at, option] of options.entries()) names.option(family, option, file, ['accepts', family, at]);
    for (const [at, id] of design.conflicts.entries()) {
      const ids = tensions.map((tension) => tension.id);
      if (!ids.includes(id)) report.at(file, ['conflicts', at], `there is no tension '${id}'${nearestOrAll(id, ids)}`);
    }
    if (report.problems.length === before) outcome(design, content, file, report);
  }
}

/** The rules must choose what the design accepts, and run into the tensions that it names. */
function outcome(design: Design, { decisions, tensions = [] }: ParsedContent['content'], file: string, report: Report): void {
  const { choice, conflicts } = decideDesign(decisions, tensions, design.requirements);
  for (const family of Object.keys(design.requirements)) {
    const accepted = design.accepts[family];
    if (accepted === undefined) report.at(file, ['accepts'], `say which options of ${family} are accepted: its requirements are given`);
    else if (choice[family] !== accepted[0])
      report.at(
        file,
        ['accepts', family],
        `the rules choose ${choice[family] ?? 'nothing'}, not ${accepted[0]}: mend the rules or accept it`,
      );
  }
  const met = conflicts.map(({ id }) => id);
  const missing = met.filter((id) => !design.conflicts.includes(id));
  const gone = design.conflicts.filter((id) => !met.includes(id));
  if (missing.length > 0) report.at(file, ['conflicts'], `these choices run into ${missing.join(', ')}: name it under \`conflicts\``);
  if (gone.length > 0) report.at(file, ['conflicts'], `these choices do not run into ${gone.join(', ')}: remove it from \`conflicts\``);
}

/** Demands that options and values are those of the rule books. */
export function createNames(books: readonly RuleBook[], report: Report) {
  const bookOf = (family: string, where: string, path: Path): RuleBook | undefined => {
    const families = books.map((book) => book.family);
    if (!families.includes(family)) report.at(where, path, `there is no family '${family}'${nearestOrAll(family, families)}`);
    return books.find((book) => book.family === family);
  };
  return {
    option(family: string, option: string, where: string, path: Path): void {
      const ids = bookOf(family, where, path)?.candidates.map(({ id }) => id);
      if (ids !== undefined && !ids.includes(option))
        report.at(where, path, `${family} has no candidate '${option}'${nearestOrAll(option, ids)}`);
    },
    value(family: string, dimension: string, value: string, where: string, path: Path): void {
      const book = bookOf(family, where, path);
      if (book === undefined) return;
      const known = book.dimensions.find(({ id }) => id === dimension);
      const ids = (known?.values ?? book.dimensions).map(({ id }) => id);
      if (known === undefined) report.at(where, path, `${family} has no dimension '${dimension}'${nearestOrAll(dimension, ids)}`);
      else if (!ids.includes(value)) report.at(where, path, `${dimension} has no value '${value}'${nearestOrAll(value, ids)}`);
    },
  };
}
