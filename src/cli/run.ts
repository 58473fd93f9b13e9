// Finds the command, parses, runs, and turns mistakes into one sentence each. Knows no process: io is handed in.
import { printable } from '../lib/printable.ts';
import type { Services } from '../services.ts';
import { parseArguments } from './arguments.ts';
import { type Io, UsageError } from './command.ts';
import { COMMANDS } from './commands/index.ts';
import { commandHelp, overview } from './help.ts';

/** Runs a command line (without `node` and the script). Returns the exit code: 0, 1 failure, 2 usage, 130 interrupted. */
export async function runCommandLine(argv: readonly string[], services: () => Promise<Services>, io: Io, version: string): Promise<number> {
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
      const details = args.positionals.length > 0 ? await command.details?.(args, await services()) : undefined;
      for (const line of commandHelp(command, details)) io.out(line);
      return 0;
    }
    return await command.run(args, await services(), io);
  } catch (error) {
    if (error instanceof UsageError) {
      io.error(`wirewise: ${printable(error.message)}`);
      return 2;
    }
    io.error(`wirewise: ${printable(describeError(error))}`);
    return 1;
  }
}

function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, path } = error as NodeJS.ErrnoException;
  return code !== undefined && path !== undefined ? `${path} cannot be read (${code})` : error.message;
}
