// `wirewise check DIR`: what is wrong with a content folder, by file and line.
import { printable, printableJson } from '../../lib/printable.ts';
import { describeProblem } from '../../lib/problem.ts';
import type { Command } from '../command.ts';

export const check: Command = {
  name: 'check',
  summary: 'check a content folder of your own: file, line, what is wrong, how to mend it',
  usage: 'DIR',
  positionals: { min: 1, max: 1 },
  options: [{ name: 'json', kind: 'flag', help: 'Print one JSON document' }],
  examples: ['wirewise check my-course', 'wirewise check my-course --json'],
  async run(args, services, io) {
    const { problems, counts } = await services.checkContent(args.positionals[0] ?? '');
    if (args.flag('json')) {
      io.out(printableJson({ problems, counts }));
      return problems.length === 0 ? 0 : 1;
    }
    for (const problem of problems) io.out(printable(describeProblem(problem)));
    const found = Object.entries(counts)
      .filter(([, number]) => number > 0)
      .map(([what, number]) => `${number} ${number === 1 ? what.replace(/s$/, '') : what}`)
      .join(', ');
    if (problems.length === 0) io.out(`All good: ${found}.`);
    else io.out(`${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}${found === '' ? '' : ` in ${found}`}.`);
    return problems.length === 0 ? 0 : 1;
  },
};
