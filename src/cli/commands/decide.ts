// `wirewise decide FAMILY`: requirements in, ranked options out.
import { recommend } from '../../decision/recommend.ts';
import { parseRequirements } from '../../decision/requirements.ts';
import type { RuleBook } from '../../decision/schema.ts';
import { printableJson } from '../../lib/printable.ts';
import { describeProblem } from '../../lib/problem.ts';
import type { Services } from '../../services.ts';
import { parseAssignments } from '../arguments.ts';
import { type Arguments, type Command, type Io, UsageError } from '../command.ts';
import { decisionText } from '../reporters/decision-text.ts';

export const decide: Command = {
  name: 'decide',
  summary: 'requirements in, ranked technologies out, with reasons, exclusions, and what would change the answer',
  usage: 'FAMILY',
  positionals: { min: 1, max: 1 },
  options: [
    { name: 'set', kind: 'text', many: true, value: 'DIMENSION=VALUE', help: 'A requirement' },
    { name: 'file', kind: 'text', value: 'FILE', help: 'Requirements as a JSON object; - reads standard input' },
    { name: 'json', kind: 'flag', help: 'Print one JSON document' },
  ],
  examples: [
    'wirewise decide transport --set direction=server-to-client --set client=browser',
    'echo \'{"direction":"bidirectional"}\' | wirewise decide transport --file -',
  ],
  async details(args, services) {
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
    const book = findBook(services, args.positionals[0] ?? '');
    const said = { ...(await readRequirements(args, io)), ...parseAssignments('set', args.list('set')) };
    const requirements = parseRequirements(book, said);
    if (!requirements.ok) throw new UsageError(requirements.problems.map(describeProblem).join('; '));
    const recommendation = recommend(book, requirements.value);
    if (args.flag('json')) io.out(printableJson(recommendation));
    else {
      const decision = { book, requirements: requirements.value, recommendation, sources: services.catalog.sources };
      for (const line of decisionText(decision, io.width)) io.out(line);
    }
    return 0;
  },
};

function findBook(services: Services, family: string): RuleBook {
  const book = services.catalog.decision(family);
  if (book !== undefined) return book;
  throw new UsageError(`there is no family '${family}'; there are ${services.catalog.decisions.map((known) => known.family).join(', ')}`);
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
