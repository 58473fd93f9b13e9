// `wirewise race`: the same page over HTTP/1.1, HTTP/2 and HTTP/3, and what loss does to each.
import { describeProblem } from '../../lib/problem.ts';
import type { Services } from '../../services.ts';
import type { WireEvent } from '../../wire/event.ts';
import { type RaceReport, raceReport } from '../../wire/race-report.ts';
import { type Arguments, type Command, type Io, UsageError } from '../command.ts';
import { chooseSettings, type LabChoice, seedOf } from '../lab-options.ts';
import { raceText } from '../reporters/race-text.ts';

/** Round-trip time where none is asked for: without one there is little to see. */
const RTT = 100;

export const race: Command = {
  name: 'race',
  summary: 'the same page over HTTP/1.1, 2 and 3: round trips, bytes, and what a lost packet holds up',
  usage: '',
  positionals: { min: 0, max: 0 },
  options: [
    { name: 'rtt', kind: 'number', value: 'MS', help: `Round-trip time that the taps add (${RTT})` },
    { name: 'loss', kind: 'number', value: 'PERCENT', help: 'Packets that are lost (0)' },
    { name: 'bandwidth', kind: 'number', value: 'BYTES', help: 'Bytes a second, for each version; 0: unlimited (0)' },
    { name: 'resources', kind: 'number', value: 'N', help: 'Resources of the page, 1 to 100 (30)' },
    { name: 'size', kind: 'number', value: 'BYTES', help: 'Bytes of each (6000)' },
    { name: 'one-loss', kind: 'flag', help: 'Lose exactly one packet of each version' },
    { name: 'in-turn', kind: 'flag', help: 'One version after another, so that none takes the processor from another' },
    { name: 'kernel', kind: 'flag', help: 'In a network namespace where the kernel really drops packets (Linux)' },
    { name: 'direct', kind: 'flag', help: "Without taps: what this machine's own network does" },
    { name: 'seed', kind: 'number', value: 'N', help: 'Same seed, same lots for the loss' },
    { name: 'json', kind: 'flag', help: 'Print one JSON document: {protocols: [{protocol, median, last, late, …}], timelines: […]}' },
  ],
  examples: [
    'wirewise race',
    'wirewise race --rtt 300 --one-loss --in-turn',
    'wirewise race --loss 2 --resources 100 --size 3000',
    'wirewise race --kernel --loss 5',
    "wirewise race --json | jq '.protocols[] | {protocol, roundTrips, late}'",
  ],
  async run(args, services, io) {
    const choice = await choose(args, services);
    const report = args.flag('kernel') ? await raceInKernel(choice, services, io) : await raceHere(choice, args, services, io);
    if (io.signal.aborted) return 130;
    if (report === undefined) return 1;
    if (args.flag('json')) io.out(JSON.stringify(report));
    else for (const line of raceText(report, io.width)) io.out(line);
    return report.protocols.every(({ done }) => done === report.resources) ? 0 : 1;
  },
};

/** Reads the flags against the lab's settings. Throws UsageError. */
async function choose(args: Arguments, services: Services): Promise<LabChoice> {
  for (const [one, other] of [
    ['kernel', 'direct'],
    ['kernel', 'one-loss'],
    ['direct', 'one-loss'],
  ] as const)
    if (args.flag(one) && args.flag(other)) throw new UsageError(`--${one} and --${other} exclude each other; leave one out`);
  const untapped = args.flag('kernel') || args.flag('direct');
  for (const name of ['rtt', 'bandwidth', ...(args.flag('direct') ? ['loss'] : [])])
    if (untapped && args.number(name) !== undefined)
      throw new UsageError(
        `--${name} is what the taps do, and there are none with ${args.flag('kernel') ? '--kernel' : '--direct'}; leave it out`,
      );
  const lab = await services.labs.load('race');
  const said = ['bandwidth', 'resources', 'size'].flatMap((name) => {
    const value = args.number(name);
    return value === undefined ? [] : [`${name}=${value}`];
  });
  const given: Arguments = {
    ...args,
    flag: args.flag,
    text: args.text,
    positionals: [],
    number: (name) => args.number(name) ?? (name === 'rtt' && !untapped ? RTT : undefined),
    list: () => [
      ...said,
      `path=${untapped ? 'direct' : 'tap'}`,
      `start=${args.flag('in-turn') || args.flag('direct') ? 'in turn' : 'together'}`,
    ],
  };
  return chooseSettings(lab?.settings ?? [], given, () => seedOf(args, services.seed));
}

const setupOf = ({ params, conditions, seed }: LabChoice) => ({
  resources: Number(params.resources),
  size: Number(params.size),
  rtt: conditions.rtt,
  bandwidth: conditions.bandwidth,
  loss: conditions.loss,
  seed,
});

async function raceHere(choice: LabChoice, args: Arguments, services: Services, io: Io): Promise<RaceReport | undefined> {
  const lab = await services.labs.load('race');
  if (lab === undefined) return undefined;
  const events: WireEvent[] = [];
  const run = await services.labs.run(lab, {
    ...choice,
    clock: services.clock,
    version: services.version,
    signal: io.signal,
    onEvent: (event) => events.push(event),
  });
  try {
    const began = run.step({ do: args.flag('one-loss') ? 'race-one-loss' : 'race' });
    const outcome = await run.step({ until: { event: 'app:state', where: { state: 'over' } }, within: 120_000 });
    await began;
    if (outcome === 'gave-up') io.error('wirewise: the race was not over within two minutes; what was seen until then follows');
  } finally {
    await run[Symbol.asyncDispose]();
  }
  return raceReport(events, { path: choice.params.path === 'direct' ? 'direct' : 'tap', ...setupOf(choice) });
}

async function raceInKernel(choice: LabChoice, services: Services, io: Io): Promise<RaceReport | undefined> {
  const { resources, size, loss, seed } = setupOf(choice);
  const args = ['race', '--direct', '--json', '--resources', String(resources), '--size', String(size), '--seed', String(seed)];
  const result = await services.inNamespace({ args, loss, signal: io.signal });
  if (!result.ok) {
    for (const problem of result.problems) io.error(`wirewise: ${describeProblem(problem)}`);
    return undefined;
  }
  return { ...(JSON.parse(result.value) as RaceReport), path: 'kernel', loss };
}
