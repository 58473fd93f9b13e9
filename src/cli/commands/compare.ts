// `wirewise compare NAME`: one feed over several labs at once, and what is claimed of each beside what was measured.
import { reportOf } from '../../compare/report.ts';
import type { Comparison } from '../../compare/schema.ts';
import { COMPARE_SETTINGS, type CompareSettings, compareSettings, settingsOf } from '../../compare/settings.ts';
import { printableJson } from '../../lib/printable.ts';
import { describeProblem } from '../../lib/problem.ts';
import type { Services } from '../../services.ts';
import { parseSettings } from '../../wire/setting.ts';
import { parseAssignments } from '../arguments.ts';
import { type Arguments, type Command, UsageError } from '../command.ts';
import { seedOf, settingRows } from '../lab-options.ts';
import { compareJson, compareText, type ScaleRequest } from '../reporters/compare-text.ts';

/** Settings that have a flag of their own beside `--set`. */
const FLAGS = ['clients', 'fault', 'rtt', 'loss'] as const;
const MOST_CLIENTS = 1e10;

export const compare: Command = {
  name: 'compare',
  summary: 'one feed over several labs at once: what each costs, and whether what is said of it holds',
  usage: 'NAME',
  positionals: { min: 1, max: 1 },
  options: [
    { name: 'json', kind: 'flag', help: 'Print one JSON document: {comparison, feed, fault, rows: [{lab, measurements, claims}]}' },
    { name: 'set', kind: 'text', many: true, value: 'NAME=VALUE', help: 'A setting of the comparison' },
    { name: 'clients', kind: 'number', value: 'N', help: 'Clients, where a lab has several' },
    { name: 'fault', kind: 'text', value: 'FAULT', help: 'none, cut (in the middle) or buffering (a proxy that does)' },
    { name: 'rtt', kind: 'number', value: 'MS', help: 'Round-trip time that the taps add' },
    { name: 'loss', kind: 'number', value: 'PERCENT', help: 'Share of chunks held back like a lost segment (a model)' },
    { name: 'seed', kind: 'number', value: 'N', help: 'Same seed, same content' },
    { name: 'sequential', kind: 'flag', help: 'One row after another, so that none shares the processor' },
    { name: 'scale', kind: 'number', value: 'CLIENTS', help: 'Also work out what as many clients would cost; measures memory' },
  ],
  examples: [
    'wirewise compare transports',
    'wirewise compare transports --fault cut --set care=resume',
    'wirewise compare transports --rtt 100 --set rate=50',
    "wirewise compare transports --json | jq '.rows[] | {lab, bytes: .measurements.bytesPerMessage}'",
    'wirewise compare transports --scale 1000000',
    'wirewise compare api-styles --rtt 50',
  ],
  async details() {
    return [
      'Settings (--set), with their defaults',
      ...settingRows(COMPARE_SETTINGS),
      '',
      'A comparison without a feed (api-styles) takes rtt and loss, and prints {comparison, seed, path, rows: [{lab, measurements, screens, claims}]}',
    ];
  },
  async run(args, services, io) {
    const comparison = findComparison(services, args.positionals[0] ?? '');
    const settings = chooseCompareSettings(args, comparison);
    const seed = seedOf(args, services.seed);
    const clients = scaleOf(args, comparison);
    const runs = await services.compare(comparison, settings, {
      seed,
      clock: services.clock,
      version: services.version,
      signal: io.signal,
      sequential: args.flag('sequential'),
    });
    if (io.signal.aborted) return 130;
    const report = reportOf(comparison, settings, seed, runs);
    const wanted = clients === undefined ? undefined : { clients, memory: await measureMemory(comparison, services, io.signal) };
    if (io.signal.aborted) return 130;
    if (args.flag('json')) io.out(printableJson(compareJson(comparison, report, wanted)));
    else for (const line of compareText(comparison, report, io.width, wanted)) io.out(line);
    const failed = report.rows.filter(({ problem }) => problem !== undefined);
    for (const { title, problem } of failed) io.error(`wirewise: ${title}: ${problem}`);
    return failed.length === 0 ? 0 : 1;
  },
};

function findComparison(services: Services, id: string): Comparison {
  const comparison = services.catalog.comparison(id);
  if (comparison !== undefined) return comparison;
  throw new UsageError(`there is no comparison '${id}'; there are ${services.catalog.comparisons.map((known) => known.id).join(', ')}`);
}

/** Reads `--set` and the flags of settings. Throws UsageError. */
export function chooseCompareSettings(args: Arguments, comparison: Pick<Comparison, 'id' | 'feed'>): CompareSettings {
  const said: Record<string, string | number> = { ...parseAssignments('set', args.list('set')) };
  for (const name of FLAGS) {
    const value = name === 'fault' ? args.text(name) : args.number(name);
    if (value === undefined) continue;
    if (Object.hasOwn(said, name)) throw new UsageError(`${name} is given twice, by --set and by --${name}; once is enough`);
    said[name] = value;
  }
  const takes = settingsOf(comparison).map(({ name }) => name);
  const idle = COMPARE_SETTINGS.find(({ name }) => Object.hasOwn(said, name) && !takes.includes(name));
  if (idle !== undefined)
    throw new UsageError(
      `the comparison '${comparison.id}' carries no feed, so ${idle.name} does nothing; it takes ${takes.join(' and ')}`,
    );
  const parsed = parseSettings(COMPARE_SETTINGS, said);
  if (!parsed.ok) throw new UsageError(parsed.problems.map(describeProblem).join('; '));
  for (const { kind, name } of COMPARE_SETTINGS)
    if (kind === 'number' && (name === 'clients' || name === 'messages') && !Number.isInteger(parsed.value[name]))
      throw new UsageError(`${name} takes a whole number, not '${parsed.value[name]}'`);
  return compareSettings(parsed.value);
}

function scaleOf(args: Arguments, { id, feed }: Comparison): number | undefined {
  const clients = args.number('scale');
  if (clients !== undefined && !feed) throw new UsageError(`the comparison '${id}' carries no feed, so there are no messages to scale`);
  if (clients !== undefined && !(Number.isInteger(clients) && clients >= 1 && clients <= MOST_CLIENTS))
    throw new UsageError(`--scale takes a whole number of clients from 1 to ${MOST_CLIENTS}, not '${clients}'`);
  return clients;
}

/** One lab after another: each has the machine to itself. */
async function measureMemory(comparison: Comparison, services: Services, signal: AbortSignal): Promise<ScaleRequest['memory']> {
  const memory = new Map<string, number | undefined>();
  for (const { lab } of comparison.rows) memory.set(lab, await services.connectionMemory(lab, signal));
  return memory;
}
