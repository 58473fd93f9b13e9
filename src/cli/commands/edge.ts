// `wirewise edge --origin URL`: a CDN's cache in front of the user's own server on this machine, and what it would do.
// Full-screen in a terminal, lines in a pipe.

import { type Advice, advise } from '../../cache/advise.ts';
import type { ServedFunction } from '../../labs/edge-serve.ts';
import type { EdgeExchange } from '../../labs/edge-tell.ts';
import { explainListening } from '../../lib/listening.ts';
import { printable, printableJson } from '../../lib/printable.ts';
import type { CacheOutcome, WireEvent } from '../../wire/event.ts';
import { type Arguments, type Command, type Io, UsageError } from '../command.ts';
import { wrap } from '../wrap.ts';

/** Pieces of advice that are remembered as given; after that, the oldest may come again. */
const REMEMBERED = 2000;
const INDENT = '             ';

export const edge: Command = {
  name: 'edge',
  summary: "put a CDN's cache in front of your own server and see what it does with each response, and why",
  usage: '',
  positionals: { min: 0, max: 0 },
  options: [
    { name: 'origin', kind: 'text', value: 'URL', help: 'Your server: http://127.0.0.1:PORT (this machine only)' },
    { name: 'port', kind: 'number', value: 'N', help: 'Listen there instead of on any free port' },
    { name: 'function', kind: 'text', value: 'FILE', help: 'Run the default export of this module before the cache, apart from all else' },
    { name: 'country', kind: 'text', value: 'CC', help: 'Tell it that requests come from there' },
    { name: 'fail-open', kind: 'flag', help: 'Where it fails, let the request go on instead of answering 500' },
    { name: 'json', kind: 'flag', help: 'Print one line with the address, then one event or piece of advice per line' },
    { name: 'text', kind: 'flag', help: 'Print one line per request, then why; the default in a pipe' },
  ],
  examples: [
    'wirewise edge --origin http://127.0.0.1:3000',
    'wirewise edge --origin http://localhost:5173 --port 8080 --json',
    'wirewise edge --origin localhost:3000 --function redirect.js --country DE',
  ],
  async run(args, services, io) {
    const origin = parseOrigin(args.text('origin'));
    const port = args.number('port');
    if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65535))
      throw new UsageError(`--port takes a whole number from 0 to 65535, not '${port}'`);
    if (port === origin.port) throw new UsageError(`--port ${port} is the origin's own: choose another one, or leave --port out`);
    const json = args.flag('json');
    if (json && args.flag('text')) throw new UsageError('--json and --text are two ways to print; choose one');
    const fn = await readFunction(args, io);
    if (!json && !args.flag('text') && io.open !== undefined) return io.open(services, { edge: { origin, port, fn } });
    const counts = new Map<CacheOutcome, number>();
    const given = new Set<string>();
    const onEvent = (event: WireEvent) => {
      if (event.name === 'app:state' && event.data.state === 'function')
        for (const line of json ? [printableJson(event)] : functionText(event.data.detail, io.width)) io.out(line);
      if (event.name !== 'cache:decision') return;
      counts.set(event.data.outcome, (counts.get(event.data.outcome) ?? 0) + 1);
      for (const line of json ? [printableJson(event)] : decisionText(event.data, io.width)) io.out(line);
    };
    const onExchange = ({ request, response }: EdgeExchange) => {
      if (response === undefined) return;
      const path = request.target.split('?')[0] ?? '';
      for (const advice of advise(request, response, services.clock.date().getTime())) {
        const key = `${advice.id} ${path}`;
        if (given.has(key)) continue;
        if (given.size >= REMEMBERED) given.delete(given.values().next().value ?? '');
        given.add(key);
        for (const line of json ? [printableJson({ type: 'advice', target: path, ...advice })] : adviceText(advice, io.width)) io.out(line);
      }
    };
    const server = await services
      .edge({ origin, port, clock: services.clock, signal: io.signal, onEvent, onExchange, fn })
      .catch((error: unknown) => {
        throw explainListening(error, port);
      });
    try {
      const url = `http://${origin.host}:${origin.port}`;
      if (json) io.out(printableJson({ type: 'edge', url: server.url, origin: url }));
      else {
        io.out(`A CDN's cache at ${server.url} in front of ${url}   (this machine only; Ctrl-C ends it)`);
        io.out('Open it in place of your server. Each line is what a CDN would have done, then why; advice is given once for each path.');
        io.out('');
      }
      await new Promise<void>((resolve) => {
        if (io.signal.aborted) resolve();
        io.signal.addEventListener('abort', () => resolve());
      });
    } finally {
      await server[Symbol.asyncDispose]();
    }
    if (json) io.out(printableJson({ type: 'summary', outcomes: Object.fromEntries(counts) }));
    else io.out(counts.size === 0 ? 'No request came.' : [...counts].map(([outcome, count]) => `${outcome} ${count}`).join(', '));
    return 0;
  },
};

/** The function that the options name; undefined where they name none. */
async function readFunction(args: Arguments, io: Io): Promise<ServedFunction | undefined> {
  const file = args.text('function');
  const country = args.text('country');
  if (file === undefined) {
    if (country !== undefined) throw new UsageError('--country is told to a function: name one with --function FILE');
    if (args.flag('fail-open')) throw new UsageError('--fail-open is about a function: name one with --function FILE');
    return undefined;
  }
  if (country !== undefined && !/^[A-Za-z]{2}$/.test(country))
    throw new UsageError(`--country takes two letters, as in DE, not '${country}'`);
  let code: string;
  try {
    code = await io.readFile(file);
  } catch (error) {
    throw new UsageError(
      `--function '${file}' cannot be read (${(error as NodeJS.ErrnoException).code ?? 'it is no text file'}): name a JavaScript file`,
    );
  }
  if (!/\bexport\s+default\b|\bas\s+default\b/.test(code))
    throw new UsageError(`--function '${file}' has no default export: write export default function (request) { … }`);
  return { code, country: country?.toUpperCase() ?? 'ZZ', onError: args.flag('fail-open') ? 'fail-open' : 'fail-closed' };
}

/** The address after --origin. Throws UsageError with the sentence that says what is wrong with it. */
export function parseOrigin(text: string | undefined): { readonly host: string; readonly port: number } {
  if (text === undefined) throw new UsageError('--origin is missing: say where your server is, as in --origin http://127.0.0.1:3000');
  let url: URL;
  try {
    url = new URL(/^[a-z]+:\/\//i.test(text) ? text : `http://${text}`);
  } catch {
    throw new UsageError(`--origin '${text}' is no address: write http://127.0.0.1:PORT`);
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!(host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)))
    throw new UsageError(`--origin '${text}' is not on this machine: the edge goes to 127.0.0.1, ::1 and localhost only`);
  if (url.protocol !== 'http:')
    throw new UsageError(`--origin '${text}' is not http: the edge speaks plain HTTP to a server on this machine`);
  if (url.pathname !== '/' || url.search !== '' || url.username !== '')
    throw new UsageError(`--origin '${text}' has more than an address: leave out what follows the port`);
  return { host, port: url.port === '' ? 80 : Number(url.port) };
}

type DecisionData = EdgeExchange['decision'];

function decisionText(data: DecisionData, width: number): readonly string[] {
  const { outcome, method, status, target, because, source, storing, storingBecause, storingSource } = data;
  const kept = storing === '' ? '' : `; ${storing}: ${storingBecause} [${storingSource}]`;
  const head = `${outcome.padEnd(11)}  ${status} ${method} `;
  const room = Math.max(10, width - head.length);
  return [
    `${head}${printable(target.length > room ? `${target.slice(0, room - 1)}…` : target)}`,
    ...wrap(printable(`${because} [${source}]${kept}`), width, INDENT),
  ];
}

function functionText(detail: string, width: number): readonly string[] {
  return wrap(printable(detail), width, INDENT).map((line, at) =>
    at === 0 ? line.replace(INDENT, 'function'.padEnd(INDENT.length)) : line,
  );
}

function adviceText({ weight, what, mend, source }: Advice, width: number): readonly string[] {
  return wrap(printable(`${weight}: ${what}. ${mend}. [${source}]`), width, `${INDENT}! `).map((line, at) =>
    at === 0 ? line : line.replace('! ', '  '),
  );
}
