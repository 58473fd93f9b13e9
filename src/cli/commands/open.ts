// `wirewise open TARGET`: the full-screen course, at one of its places. What draws it is handed in with io.
import { describeProblem } from '../../lib/problem.ts';
import type { Place } from '../../progress/event.ts';
import type { Services } from '../../services.ts';
import { parseServiceAddress } from '../../wire/service-address.ts';
import { type Arguments, type Command, type EdgeOpening, type Opening, UsageError } from '../command.ts';
import { interviewPlace } from '../interview-place.ts';
import { chooseSettings, findLab, LAB_OPTIONS } from '../lab-options.ts';

/** Places that are the only ones of their kind. */
const SINGLE = ['review', 'stats'] as const;
const KINDS = ['lab', 'compare', 'lesson', 'experiment', 'quiz', 'decision', 'design', 'interview', 'tap'] as const;

export const open: Command = {
  name: 'open',
  summary: 'the course in this terminal, at one of its places',
  usage: 'TARGET',
  positionals: { min: 1, max: 1 },
  options: LAB_OPTIONS,
  examples: [
    'wirewise open lesson:websocket',
    'wirewise open lab:sse --set rate=50 --rtt 100',
    'wirewise open decision:transport',
    'wirewise open tap:3000',
  ],
  async run(args, services, io) {
    const opening = await readOpening(args, services);
    if (io.open === undefined) {
      const instead = 'tap' in opening ? `tap --to ${opening.tap.to}` : insteadOf(opening.place);
      throw new UsageError(`open needs a terminal to draw in; \`wirewise ${instead}\` works in pipes`);
    }
    return io.open(services, opening);
  },
};

/** Reads the target and, for a lab, its settings. Throws UsageError with one sentence. */
async function readOpening(args: Arguments, services: Services): Promise<Exclude<Opening, { readonly edge: EdgeOpening }>> {
  const target = args.positionals[0] ?? '';
  const colon = target.indexOf(':');
  const [kind, id] = [target.slice(0, Math.max(0, colon)), target.slice(colon + 1)];
  if (kind === 'lab') {
    const lab = await findLab(services, id);
    const { params, conditions, seed } = chooseSettings(lab.settings, args, services.seed);
    return { place: { screen: 'lab', lab: lab.id }, lab: { params, conditions, ...(args.number('seed') === undefined ? {} : { seed }) } };
  }
  if (kind === 'tap') {
    const parsed = parseServiceAddress(id);
    if (!parsed.ok) throw new UsageError(parsed.problems.map(describeProblem).join('; '));
    return { tap: { to: parsed.value.url, conditions: chooseSettings([], args, services.seed).conditions } };
  }
  const extra = LAB_OPTIONS.find(({ name }) => args.flag(name));
  if (extra !== undefined) throw new UsageError(`--${extra.name} goes with a lab: \`wirewise open lab:ID\``);
  const single = SINGLE.find((name) => name === target);
  if (single !== undefined) return { place: { screen: single } };
  return { place: placeOf(kind, id, target, services) };
}

function placeOf(kind: string, id: string, target: string, services: Services): Place {
  const { catalog } = services;
  const lessons = catalog.topics.flatMap((topic) => topic.lessons);
  const missing = (what: string, known: readonly string[]) => {
    const list = known.length > 12 ? `${known.slice(0, 12).join(', ')} and others` : known.join(', ');
    return new UsageError(`there is no ${what} '${id}'; there are ${list}`);
  };
  const slugs = lessons.map(({ slug }) => slug);
  switch (kind) {
    case 'compare': {
      const known = catalog.comparisons.map((comparison) => comparison.id);
      if (!known.includes(id)) throw missing('comparison', known);
      return { screen: 'compare', comparison: id };
    }
    case 'lesson':
      if (!slugs.includes(id)) throw missing('lesson', slugs);
      return { screen: 'lesson', lesson: id, line: 0 };
    case 'quiz': {
      const asked = lessons.filter(({ questions }) => questions.length > 0).map(({ slug }) => slug);
      if (!asked.includes(id)) throw missing('quiz', asked);
      return { screen: 'quiz', lesson: id, question: 0 };
    }
    case 'experiment':
      if (catalog.experiment(id) === undefined)
        throw missing(
          'experiment',
          lessons.flatMap(({ experiments }) => experiments.map((experiment) => experiment.id)),
        );
      return { screen: 'experiment', experiment: id, step: '' };
    case 'decision': {
      const families = catalog.decisions.map(({ family }) => family);
      if (!families.includes(id)) throw missing('decision', families);
      return { screen: 'decision', family: id, requirements: {} };
    }
    case 'interview': {
      const known = catalog.interviews.map((interview) => interview.slug);
      if (id !== '' && !known.includes(id)) throw missing('interview', known);
      return interviewPlace(services, id);
    }
    case 'design': {
      const design = catalog.designs.find(({ slug }) => slug === id);
      const known = catalog.designs.map((each) => each.slug);
      if (design === undefined) throw missing('design', known);
      return { screen: 'design', design: id, requirements: design.requirements };
    }
    default:
      throw new UsageError(
        `'${target}' is no place of the course; a place is ${[...KINDS.map((each) => `${each}:NAME`), ...SINGLE].join(', ')}`,
      );
  }
}

/** The command that says something of the same in a pipe. */
function insteadOf(place: Place): string {
  if (place.screen === 'lab') return `lab ${place.lab}`;
  if (place.screen === 'compare') return `compare ${place.comparison}`;
  if (place.screen === 'review') return 'review --json';
  if (place.screen === 'stats') return 'stats';
  if (place.screen === 'interview') return `interview ${place.interview || 'NAME'} --answers FILE`;
  if (place.screen === 'design') return `decide design:${place.design}`;
  return place.screen === 'decision' ? `decide ${place.family}` : 'topics';
}
