// `wirewise check DIR`: what is wrong with a content folder, by file and line; with --watch again after each change.
import { printable, printableJson } from '../../lib/printable.ts';
import { describeProblem } from '../../lib/problem.ts';
import type { Services } from '../../services.ts';
import { type Command, type Io, UsageError } from '../command.ts';
import { wrap } from '../wrap.ts';

/** Before the further lines of a problem. */
const HANGING = '    ';

type Checked = Awaited<ReturnType<Services['checkContent']>>;

export const check: Command = {
  name: 'check',
  summary: 'check a content folder of your own: file, line, what is wrong, how to mend it',
  usage: 'DIR',
  positionals: { min: 0, max: 1 },
  options: [
    { name: 'watch', kind: 'flag', help: 'Check again whenever something changes, until Ctrl-C' },
    { name: 'json', kind: 'flag', help: 'Print one JSON document; with --watch one a line for each check' },
  ],
  examples: ['wirewise check my-course', 'wirewise check my-course --watch', 'wirewise check my-course --json'],
  async run(args, services, io) {
    const folder = args.positionals[0] ?? io.ownContent;
    if (folder === undefined) throw new UsageError('check needs DIR; see `wirewise check --help`');
    const print = args.flag('json') ? printJson : printLines;
    if (!args.flag('watch')) {
      const checked = await services.checkContent(folder);
      print(checked, io);
      return checked.problems.length === 0 ? 0 : 1;
    }
    const redraw = !args.flag('json') && io.rows !== undefined;
    await services.watchContent(folder, {
      signal: io.signal,
      changed: async () => {
        const checked = await services.checkContent(folder);
        const at = services.clock.date().toTimeString().slice(0, 8);
        if (redraw) io.out(screen(checked, `Checked at ${at}. Watching ${printable(folder)}; Ctrl-C ends it.`, io));
        else print(checked, io);
      },
    });
    return 0;
  },
};

const printJson = ({ problems, counts }: Checked, io: Io) => io.out(printableJson({ problems, counts }));

function printLines(checked: Checked, io: Io): void {
  for (const line of linesOf(checked)) io.out(line);
  io.out(verdict(checked));
}

const linesOf = ({ problems }: Checked) => problems.map((problem) => printable(describeProblem(problem)));

function verdict({ problems, counts }: Checked): string {
  const found = Object.entries(counts)
    .filter(([, number]) => number > 0)
    .map(([what, number]) => `${number} ${number === 1 ? what.replace(/s$/, '') : what}`)
    .join(', ');
  if (problems.length === 0) return `All good: ${found}.`;
  return `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}${found === '' ? '' : ` in ${found}`}.`;
}

/** One screenful in the place of the last one: the first problems that fit, and how many more there are. */
function screen(checked: Checked, status: string, { rows = 24, width }: Io): string {
  const problems = linesOf(checked).map((line) => {
    const [first = '', ...rest] = wrap(line, width - HANGING.length);
    return [first, ...rest.map((more) => HANGING + more)];
  });
  const below = [verdict(checked), status].flatMap((line) => wrap(line, width));
  // A line for what does not fit, and the one that the cursor is left on.
  let left = rows - 2 - below.length;
  const shown = problems.filter((lines) => {
    left -= lines.length;
    return left >= 0;
  });
  const more = problems.length - shown.length;
  return `\u001b[H\u001b[2J${[...shown.flat(), ...(more > 0 ? [`… and ${more} more`] : []), ...below].join('\n')}`;
}
