// Finds the command, parses, runs, and turns mistakes into one sentence each. Knows no process: io is handed in.
import { printable } from '../lib/printable.ts';
import { describeProblem } from '../lib/problem.ts';
import type { Services } from '../services.ts';
import { parseArguments } from './arguments.ts';
import { ContentError, type Io, UsageError } from './command.ts';
import { COMMANDS } from './commands/index.ts';
import { commandHelp, overview } from './help.ts';

/** Builds the services, with the user's own content over the course or without. */
export type Building = (withOwnContent: boolean) => Promise<Services>;

/**
 * Runs a command line (without `node`, the script and --content). `services` is asked for the course as it ships by commands
 * that work on a content folder themselves, for the one with the user's own content over it by all others. Returns the exit code:
 * 0, 1 failure, 2 usage, 130 interrupted.
 */
export async function runCommandLine(argv: readonly string[], services: Building, io: Io, version: string): Promise<number> {
  const [name, ...rest] = argv;
  const list = Object.entries(COMMANDS).map(([key, entry]) => ({ name: key, ...entry }));
  try {
    if (name === 'help' && rest[0] !== undefined) return await runCommandLine([rest[0], '--help'], services, io, version);
    if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
      for (const line of overview(version, list)) io.out(line);
      return 0;
    }
    if (name === '--version' || name === '-v') {
      io.out(version);
      return 0;
    }
    const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (entry === undefined) {
      const what = name.startsWith('-') ? `there is no option ${name} here` : `there is no command '${name}'`;
      throw new UsageError(`${what}; there are ${list.map((known) => known.name).join(', ')}`);
    }
    const command = await entry.load();
    const args = parseArguments(command, rest);
    if (args.flag('help')) {
      const details = args.positionals.length > 0 ? await command.details?.(args, await services(!entry.bare)) : undefined;
      for (const line of commandHelp(command, details)) io.out(line);
      return 0;
    }
    return await command.run(args, await services(!entry.bare), io);
  } catch (error) {
    return tellError(error, io);
  }
}

/** How many mistakes of a content folder are told before a run: `wirewise check` has them all. */
const TOLD = 5;

/** Says what went wrong, one sentence for each mistake, and returns the exit code. */
export function tellError(error: unknown, io: Pick<Io, 'error'>): number {
  if (error instanceof ContentError) {
    for (const problem of error.problems.slice(0, TOLD)) io.error(`wirewise: ${printable(describeProblem(problem))}`);
    const more = error.problems.length - TOLD;
    if (more > 0) io.error(`wirewise: ${more} more: the command check lists them all`);
    return 1;
  }
  io.error(`wirewise: ${printable(error instanceof UsageError ? error.message : describeError(error))}`);
  return error instanceof UsageError ? 2 : 1;
}

function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, path } = error as NodeJS.ErrnoException;
  return code !== undefined && path !== undefined ? `${path} cannot be read (${code})` : error.message;
}
