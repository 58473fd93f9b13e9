// `wirewise explain 'Cache-Control: …'`: what response headers mean to a browser and to a CDN, on a time line.
import { type Explained, type Explanation, explainHeaders } from '../../cache/explain.ts';
import { parseHeaderLines } from '../../cache/parse-headers.ts';
import { drawTimeline } from '../../cache/timeline.ts';
import { printable, printableJson } from '../../lib/printable.ts';
import { type Command, UsageError } from '../command.ts';
import { wrap } from '../wrap.ts';

const TITLES: Readonly<Record<Explanation['cache'], string>> = { browser: 'A browser (private cache)', cdn: 'A CDN (shared cache)' };
const WIDEST = 100;

export const explain: Command = {
  name: 'explain',
  summary: 'what response headers mean to a browser and to a CDN, on a time line, and what to mend',
  usage: "'NAME: VALUE' …",
  positionals: { min: 0, max: 100 },
  options: [
    { name: 'status', kind: 'number', value: 'N', help: 'The status of the response; 200 where nothing says otherwise' },
    { name: 'json', kind: 'flag', help: 'Print one JSON document' },
  ],
  examples: [
    "wirewise explain 'Cache-Control: max-age=60, stale-while-revalidate=600'",
    `wirewise explain 'Cache-Control: no-cache' 'ETag: "v1"'`,
    'curl -sI http://127.0.0.1:3000/ | wirewise explain -',
  ],
  async run(args, services, io) {
    const given = args.positionals;
    if (given.length === 0)
      throw new UsageError("no header is given: write one as 'Cache-Control: max-age=60', or - to read them from a pipe");
    const lines = given.length === 1 && given[0] === '-' ? [await io.readStdin()] : given;
    const parsed = parseHeaderLines(lines);
    if (!parsed.ok) throw new UsageError(parsed.problems.map(({ message }) => message).join('; '));
    const status = args.number('status') ?? parsed.value.status ?? 200;
    if (!(Number.isInteger(status) && status >= 200 && status <= 599))
      throw new UsageError(`--status takes a final HTTP status, 200 to 599, not '${status}'`);
    const explained = explainHeaders(parsed.value.headers, services.clock.date().getTime(), status);
    if (args.flag('json')) io.out(printableJson(toJson(explained)));
    else for (const line of explainText(explained, Math.min(io.width, WIDEST))) io.out(line);
    return 0;
  },
};

/** JSON has no Infinity: the last phase has no end. */
function toJson({ response, browser, cdn, advice }: Explained) {
  const plain = ({ phases, ...rest }: Explanation) => ({
    ...rest,
    phases: phases?.map(({ to, ...phase }) => (Number.isFinite(to) ? { ...phase, to } : phase)) ?? [],
  });
  return { status: response.status, browser: plain(browser), cdn: plain(cdn), advice };
}

function explainText({ browser, cdn, advice }: Explained, width: number): readonly string[] {
  const bullet = (text: string) => wrap(printable(text), width, '    ').map((line, at) => (at === 0 ? line.replace('    ', '  · ') : line));
  const section = ({ cache, stored, phases, meanings }: Explanation) => [
    TITLES[cache],
    ...(stored.decision === 'store'
      ? bullet(`stored: ${stored.because} [${stored.source}]`)
      : bullet(`not stored: ${stored.because} [${stored.source}]`)),
    ...(phases === undefined ? [] : ['', ...drawTimeline(phases, width - 4).map((line) => `  ${line}`), '']),
    ...meanings.flatMap(({ because, source }) => bullet(`${because} [${source}]`)),
  ];
  const mend = advice.flatMap(({ weight, what, mend, source }) => bullet(`${weight}: ${what}. ${mend}. [${source}]`));
  return [...section(browser), '', ...section(cdn), ...(mend.length === 0 ? [] : ['', 'To mend', ...mend])];
}
