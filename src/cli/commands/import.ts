// `wirewise import FILE`: brings back what `wirewise export --json` wrote, into what is there already.
import { printable } from '../../lib/printable.ts';
import { missingEvents, parseExported } from '../../progress/exported.ts';
import type { Command } from '../command.ts';

export const importCommand: Command = {
  name: 'import',
  summary: 'brings back exported progress: merged, nothing lost, twice is as once',
  usage: 'FILE',
  positionals: { min: 1, max: 1 },
  options: [],
  examples: ['wirewise import progress.json', 'ssh laptop wirewise export --json - | wirewise import -'],
  async run(args, { progress }, io) {
    const file = args.positionals[0] ?? '-';
    const text = file === '-' ? await io.readStdin() : await io.readFile(file);
    const where = file === '-' ? 'standard input' : file;
    const parsed = parseExported(text);
    if (!parsed.ok) throw new Error(`${where} cannot be imported: ${parsed.problems[0]?.message}; nothing was changed`);
    if (progress.warning !== undefined) throw new Error(progress.warning);
    const missing = missingEvents(progress.events, parsed.value);
    for (const event of missing) progress.append(event);
    if (progress.warning !== undefined) throw new Error(progress.warning);
    const known = parsed.value.length - missing.length;
    io.out(printable(`${missing.length} events came from ${where}; ${known} were here already.`));
    return 0;
  },
};
