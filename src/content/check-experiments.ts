// What experiments mention: labs, actions, settings, conditions, events, measurements, sources.
import type { Expectation, Experiment, RunQuestion } from '../experiment/schema.ts';
import { parseSettings } from '../wire/setting.ts';
import { checkExplained } from './explained.ts';
import type { Known } from './known.ts';
import type { ParsedContent } from './parse.ts';
import { nearestOrAll, type Report, suggestion } from './report.ts';

type Path = readonly PropertyKey[];
type Match = Extract<Expectation, { readonly first: unknown }>['first'];
interface Place {
  readonly known: Known;
  readonly report: Report;
  /** The experiment.yaml. */
  readonly where: string;
}

/** A placeholder of an explanation: `{{measure}}`. */
const PLACEHOLDER = /\{\{\s*([^}]*?)\s*\}\}/g;

/** Checks every experiment of the content. */
export function checkExperiments({ content, base, places }: ParsedContent, known: Known, report: Report): void {
  const beneath = base?.topics.flatMap((topic) => topic.lessons) ?? [];
  const ids = new Map<string, string>();
  for (const lesson of content.topics.flatMap((topic) => topic.lessons)) {
    const where = `${places.folderOf(lesson)}/experiment.yaml`;
    for (const [index, experiment] of lesson.experiments.entries()) {
      const path = ['experiments', index];
      const taken = ids.get(experiment.id);
      if (taken !== undefined) report.at(where, [...path, 'id'], `the id '${experiment.id}' is taken by ${taken}: choose another`);
      ids.set(experiment.id, where);
      const other = beneath.find(({ slug, experiments }) => slug !== lesson.slug && experiments.some(({ id }) => id === experiment.id));
      if (other !== undefined)
        report.at(where, [...path, 'id'], `the id '${experiment.id}' is taken by the lesson '${other.slug}': choose another`);
      checkExperiment(experiment, path, { known, report, where });
    }
  }
}

function checkExperiment(experiment: Experiment, path: Path, place: Place): void {
  const { known, report, where } = place;
  const lab = known.labs.get(experiment.lab);
  if (lab === undefined) {
    report.at(where, [...path, 'lab'], `there is no lab '${experiment.lab}'${nearestOrAll(experiment.lab, [...known.labs.keys()])}`);
  } else {
    settings(experiment.params, lab.settings, [...path, 'params'], place);
  }
  settings(experiment.conditions, known.conditions, [...path, 'conditions'], place);
  for (const [index, step] of experiment.steps.entries()) {
    const here = [...path, 'steps', index];
    if ('do' in step && lab !== undefined && !lab.actions.includes(step.do))
      report.at(where, here, `the lab ${experiment.lab} has no action '${step.do}'${nearestOrAll(step.do, lab.actions, 'it has')}`);
    if ('set' in step) settings(step.set, known.conditions, [...here, 'set'], place);
    if ('until' in step) match(step.until, [...here, 'until'], place);
  }
  question(experiment.predict, [...path, 'predict'], place);
  question(experiment.observe, [...path, 'observe'], place);
  for (const [index, { measure: name }] of experiment.show.entries()) measure(name, [...path, 'show', index, 'measure'], place);
  for (const [, name = ''] of experiment.explain.matchAll(PLACEHOLDER)) measure(name, [...path, 'explain'], place);
  for (const [index, source] of experiment.sources.entries()) report.source(source, where, [...path, 'sources', index]);
}

/** Each value against its setting: unknown names, wrong types, out of range. */
function settings(values: Readonly<Record<string, unknown>>, list: Known['conditions'], path: Path, { report, where }: Place): void {
  for (const [name, value] of Object.entries(values)) {
    const parsed = parseSettings(list, { [name]: value });
    if (!parsed.ok) for (const { message } of parsed.problems) report.at(where, [...path, name], message);
  }
}

function question(asked: RunQuestion, path: Path, place: Place): void {
  const { report, where } = place;
  if ('number' in asked) {
    measure(asked.number.measure, [...path, 'number', 'measure'], place);
    if (asked.number.why.trim() === '') report.at(where, [...path, 'number', 'why'], 'the number needs a `why`: say how one gets it');
    return;
  }
  const missing = () => 'this option needs a `why`: say why one may think so, and why it is not so';
  checkExplained(asked.options, { where, path: [...path, 'options'], missing }, report);
  const texts = new Set<string>();
  for (const [index, option] of asked.options.entries()) {
    const here = [...path, 'options', index];
    if (texts.has(option.text)) report.at(where, here, 'this option stands here twice: remove one');
    texts.add(option.text);
    expectation(option.holds, [...here, 'holds'], place);
  }
}

function expectation(claim: Expectation, path: Path, place: Place): void {
  if ('measure' in claim) measure(claim.measure, [...path, 'measure'], place);
  else if ('count' in claim) match(claim.count, [...path, 'count'], place);
  else if ('first' in claim) {
    match(claim.first, [...path, 'first'], place);
    match(claim.before, [...path, 'before'], place);
  } else if ('all' in claim) for (const [index, inner] of claim.all.entries()) expectation(inner, [...path, 'all', index], place);
  else if ('any' in claim) for (const [index, inner] of claim.any.entries()) expectation(inner, [...path, 'any', index], place);
  else expectation(claim.not, [...path, 'not'], place);
}

function match({ event, where: wanted = {} }: Match, path: Path, { known, report, where }: Place): void {
  const keys = Object.hasOwn(known.events, event) ? known.events[event] : undefined;
  if (keys === undefined) {
    report.at(where, path, `there is no event '${event}'${suggestion(event, Object.keys(known.events))}: see the names in a lab's --json`);
    return;
  }
  for (const [key, value] of Object.entries(wanted)) {
    if (!keys.includes(key)) report.at(where, [...path, 'where', key], `${event} has no '${key}'; it has ${keys.join(', ')}`);
    if (typeof value === 'string' && /^\/.+\/$/.test(value) && !isRegularExpression(value.slice(1, -1)))
      report.at(where, [...path, 'where', key], `${value} is no regular expression: mend it, or drop the slashes to match the words`);
  }
}

function isRegularExpression(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}

function measure(name: string, path: Path, { known, report, where }: Place): void {
  if (!known.measures.includes(name))
    report.at(where, path, `there is no measurement '${name}'${suggestion(name, known.measures)}: a lab's summary lists them`);
}
