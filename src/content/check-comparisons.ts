// What comparisons mention: labs, settings, actions, events, columns, sources.
import { COLUMNS, columnOf } from '../compare/columns.ts';
import type { ComparisonRow, Judge } from '../compare/schema.ts';
import { parseSettings } from '../wire/setting.ts';
import type { Known, KnownLab } from './known.ts';
import type { ParsedContent } from './parse.ts';
import { nearestOrAll, type Report, suggestion } from './report.ts';

type Path = readonly PropertyKey[];
interface Place {
  readonly known: Known;
  readonly report: Report;
  /** The comparison's file. */
  readonly where: string;
}

/** Checks every comparison of the content. */
export function checkComparisons({ content }: ParsedContent, known: Known, report: Report): void {
  for (const comparison of content.comparisons) {
    const place: Place = { known, report, where: `comparisons/${comparison.id}.yaml` };
    for (const [index, name] of comparison.columns.entries()) column(name, ['columns', index], place);
    const abouts = comparison.rows[0]?.claims.map(({ about }) => about) ?? [];
    for (const [index, row] of comparison.rows.entries()) {
      const path = ['rows', index];
      if (comparison.rows.findIndex((other) => other.lab === row.lab) < index)
        report.at(place.where, [...path, 'lab'], `the lab '${row.lab}' has a row already: remove one`);
      if (row.claims.map(({ about }) => about).join() !== abouts.join())
        report.at(place.where, [...path, 'claims'], `every row claims about the same, in the same order: ${abouts.join(', ')}`);
      checkRow(row, path, place);
    }
  }
}

function checkRow(row: ComparisonRow, path: Path, place: Place): void {
  const { known, report, where } = place;
  const lab = known.labs.get(row.lab);
  if (lab === undefined) {
    report.at(where, [...path, 'lab'], `there is no lab '${row.lab}'${nearestOrAll(row.lab, [...known.labs.keys()])}`);
  } else {
    settings(row.params, lab, [...path, 'params'], place);
    for (const [care, params] of Object.entries(row.care)) settings(params ?? {}, lab, [...path, 'care', care], place);
    if (row.cut !== undefined) action(row.cut, row.lab, lab, [...path, 'cut'], place);
  }
  for (const part of ['start', 'stop'] as const) {
    for (const [index, step] of row[part].entries()) {
      const here = [...path, part, index];
      if ('do' in step && lab !== undefined) action(step.do, row.lab, lab, here, place);
      if ('until' in step && !Object.hasOwn(known.events, step.until.event))
        report.at(where, here, `there is no event '${step.until.event}'${suggestion(step.until.event, Object.keys(known.events))}`);
    }
  }
  for (const [index, claim] of row.claims.entries()) {
    report.source(claim.source, where, [...path, 'claims', index, 'source']);
    judged(claim.judge, [...path, 'claims', index, 'judge'], place);
  }
}

function judged(how: Judge, path: Path, place: Place): void {
  const { report, where } = place;
  if (how.by === 'column') {
    column(how.column, [...path, 'column'], place);
    if (how.atLeast === undefined && how.atMost === undefined)
      report.at(where, path, 'a column is judged by `atMost`, `atLeast` or both: name one');
  }
  if (how.by === 'source' && how.because.trim() === '') report.at(where, path, 'a verdict needs a `because`: one sentence');
}

function settings(values: Readonly<Record<string, unknown>>, { settings: list }: KnownLab, path: Path, { report, where }: Place): void {
  for (const [name, value] of Object.entries(values)) {
    const parsed = parseSettings(list, { [name]: value });
    if (!parsed.ok) for (const { message } of parsed.problems) report.at(where, [...path, name], message);
  }
}

function action(id: string, lab: string, { actions }: KnownLab, path: Path, { report, where }: Place): void {
  if (!actions.includes(id)) report.at(where, path, `the lab ${lab} has no action '${id}'${nearestOrAll(id, actions, 'it has')}`);
}

function column(name: string, path: Path, { report, where, known }: Place): void {
  if (columnOf(name) === undefined)
    report.at(
      where,
      path,
      `there is no column '${name}'${suggestion(name, [...Object.keys(COLUMNS), ...known.measures])}: a lab's summary lists what is measured`,
    );
}
