// `wirewise decide FAMILY`: requirements in, ranked options out. `wirewise decide design:NAME`: a product's requirements for
// all families at once.

import { sourceLine } from '../../content/catalog.ts';
import { type DesignRequirements, decideDesign, withChanges } from '../../decision/design.ts';
import { designGraph } from '../../decision/design-graph.ts';
import { designRecord } from '../../decision/design-record.ts';
import { choiceName, settle } from '../../decision/design-words.ts';
import { verdict } from '../../decision/explain.ts';
import { recommend } from '../../decision/recommend.ts';
import { parseRequirements } from '../../decision/requirements.ts';
import type { Requirements, RuleBook } from '../../decision/schema.ts';
import { printable, printableJson } from '../../lib/printable.ts';
import { describeProblem } from '../../lib/problem.ts';
import type { Services } from '../../services.ts';
import { parseAssignments } from '../arguments.ts';
import { type Arguments, type Command, type Io, UsageError } from '../command.ts';
import { decisionRecord } from '../reporters/decision-adr.ts';
import { decisionGraph } from '../reporters/decision-mermaid.ts';
import { decisionText } from '../reporters/decision-text.ts';
import { designText } from '../reporters/design-text.ts';
import { writeOut } from '../write-out.ts';

export const decide: Command = {
  name: 'decide',
  summary: 'requirements in, ranked technologies out, with reasons, exclusions, and what would change the answer',
  usage: 'FAMILY|design:NAME',
  positionals: { min: 1, max: 1 },
  options: [
    { name: 'set', kind: 'text', many: true, value: 'DIMENSION=VALUE', help: 'A requirement; for a design FAMILY.DIMENSION=VALUE' },
    { name: 'file', kind: 'text', value: 'FILE', help: 'Requirements as a JSON object; - reads standard input' },
    { name: 'json', kind: 'flag', help: 'Print one JSON document' },
    { name: 'mermaid', kind: 'flag', help: 'Print the decision as a Mermaid flowchart' },
    { name: 'adr', kind: 'text', value: 'FILE', help: 'Write a decision record (MADR, Markdown); - prints it' },
    { name: 'force', kind: 'flag', help: 'Let --adr take the place of a file that is there' },
  ],
  examples: [
    'wirewise decide transport --set direction=server-to-client --set client=browser',
    'echo \'{"direction":"bidirectional"}\' | wirewise decide transport --file -',
    'wirewise decide api-style --set consumer=internal-services --adr docs/decisions/0007-api-style.md',
    'wirewise decide design:llm-chat --set http-version.intermediaries=http-1.1-only',
    'wirewise decide design:team-chat --adr docs/decisions/0001-chat.md',
  ],
  async details(args, services) {
    if (isDesign(args)) return ['Designs', ...services.catalog.designs.map(({ slug, title }) => `  design:${slug}  ${title}`)];
    const book = findBook(services, args.positionals[0] ?? '');
    return [
      `Dimensions of ${book.family}, with their values`,
      ...book.dimensions.flatMap(({ id, question, values }) => [
        `  ${id}: ${question}`,
        `      ${values.map((value) => value.id).join(', ')}`,
      ]),
    ];
  },
  async run(args, services, io) {
    if (isDesign(args)) return runDesign(args, services, io);
    const book = findBook(services, args.positionals[0] ?? '');
    const said = { ...(await readRequirements(args, io)), ...parseAssignments('set', args.list('set')) };
    const requirements = parseRequirements(book, said);
    if (!requirements.ok) throw new UsageError(requirements.problems.map(describeProblem).join('; '));
    oneForm(args);
    const recommendation = recommend(book, requirements.value);
    const decision = { book, requirements: requirements.value, recommendation, sources: services.catalog.sources };
    if (args.flag('json')) io.out(printableJson(recommendation));
    else if (args.flag('mermaid')) for (const line of decisionGraph(decision)) io.out(line);
    else if (args.text('adr') !== undefined) {
      if (Object.keys(requirements.value).length === 0)
        throw new UsageError('--adr records a decision, and nothing is required yet: add --set DIMENSION=VALUE');
      await writeRecord(decisionRecord(decision, today(services)), verdict(book, requirements.value, recommendation), args, io);
    } else for (const line of decisionText(decision, io.width)) io.out(line);
    return 0;
  },
};

const isDesign = (args: Arguments) => /^designs?(:|$)/.test(args.positionals[0] ?? '');

/** `design:NAME`, with changes by --file and --set; plain `design` is made of those alone. */
async function runDesign(args: Arguments, services: Services, io: Io): Promise<number> {
  oneForm(args);
  const { decisions: books, tensions, designs } = services.catalog;
  const slug = (args.positionals[0] ?? '').replace(/^designs?:?/, '');
  const design = designs.find((known) => known.slug === slug);
  if (slug !== '' && design === undefined)
    throw new UsageError(`there is no design '${slug}'; there are ${designs.map((known) => known.slug).join(', ')}`);
  const requirements = withChanges(design, await readDesign(args, services, io));
  if (Object.keys(requirements).length === 0)
    throw new UsageError('name a design, such as design:team-chat, or its requirements by --set FAMILY.DIMENSION=VALUE or --file FILE');
  const outcome = decideDesign(books, tensions, requirements);
  const report = { title: design?.title ?? 'A design of your own', story: design?.story ?? '', books, outcome };
  if (args.flag('json')) io.out(printableJson({ design: slug === '' ? null : slug, ...outcome }));
  else if (args.flag('mermaid')) for (const line of designGraph(report.title, books, outcome)) io.out(line);
  else if (args.text('adr') !== undefined) {
    const source = sourceLine(services.catalog.sources);
    const said = `${report.title}: ${outcome.decisions.map(({ family }) => choiceName(books, settle(outcome).choice, family)).join(', ')}.`;
    await writeRecord(designRecord({ ...report, source }, today(services)), said, args, io);
  } else for (const line of designText(report, io.width)) io.out(line);
  return 0;
}

/** Refuses two forms of the answer at once, and --force without a file. */
function oneForm(args: Arguments): void {
  const forms = ['json', 'mermaid', 'adr'].filter((name) => (name === 'adr' ? args.text('adr') !== undefined : args.flag(name)));
  if (forms.length > 1) throw new UsageError(`--${forms[0]} and --${forms[1]} are two forms of one answer: choose one`);
  if (args.flag('force') && args.text('adr') === undefined) throw new UsageError('--force is about --adr FILE: say which');
}

const today = (services: Services) => services.clock.date().toISOString().slice(0, 10);

/** Requirements by family from --file (family, dimension, value) and --set (FAMILY.DIMENSION=VALUE), checked. */
async function readDesign(args: Arguments, services: Services, io: Io): Promise<DesignRequirements> {
  const said: Record<string, Record<string, unknown>> = {};
  for (const [family, answers] of Object.entries(await readRequirements(args, io))) {
    if (typeof answers !== 'object' || answers === null || Array.isArray(answers))
      throw new UsageError(`${family} must hold one JSON object of dimension: value`);
    said[family] = { ...answers };
  }
  for (const [name, value] of Object.entries(parseAssignments('set', args.list('set')))) {
    const [family = '', dimension] = name.split('.');
    if (dimension === undefined) throw new UsageError(`--set ${name} names no family: write FAMILY.DIMENSION=VALUE for a design`);
    said[family] = { ...said[family], [dimension]: value };
  }
  const requirements: Record<string, Requirements> = {};
  for (const [family, answers] of Object.entries(said)) {
    const parsed = parseRequirements(findBook(services, family), answers);
    if (!parsed.ok) throw new UsageError(parsed.problems.map(describeProblem).join('; '));
    requirements[family] = parsed.value;
  }
  return requirements;
}

/** Writes the record where --adr says; `said` tells what is in it. */
async function writeRecord(record: string, said: string, args: Arguments, io: Io): Promise<void> {
  const file = args.text('adr') ?? '-';
  if (!(await writeOut(io, file, record, args.flag('force')))) return;
  io.out(printable(`${file} holds the record now. ${said}`));
}

function findBook(services: Services, family: string): RuleBook {
  const book = services.catalog.decision(family);
  if (book !== undefined) return book;
  const families = services.catalog.decisions.map((known) => known.family);
  throw new UsageError(`there is no family '${family}'; there are ${families.join(', ')}, and design:NAME for all at once`);
}

async function readRequirements(args: Arguments, io: Io): Promise<Readonly<Record<string, unknown>>> {
  const file = args.text('file');
  if (file === undefined) return {};
  const text = file === '-' ? await io.readStdin() : await io.readFile(file);
  const where = file === '-' ? 'standard input' : file;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${where} is no JSON: ${(error as Error).message}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UsageError(`${where} must hold one JSON object of dimension: value`);
  return value as Record<string, unknown>;
}
