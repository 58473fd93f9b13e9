// `wirewise tap --to ADDRESS`: the tap, decoders and inspector in front of a service of the user's own. Full-screen in a
// terminal, one event per line in a pipe; nothing is kept there.

import { printableJson } from '../../lib/printable.ts';
import { describeProblem } from '../../lib/problem.ts';
import { CONDITION_SETTINGS } from '../../wire/conditions.ts';
import { arrowLine } from '../../wire/describe.ts';
import { parseServiceAddress, type ServiceAddress } from '../../wire/service-address.ts';
import { type Arguments, type Command, UsageError } from '../command.ts';
import { chooseSettings, settingRows } from '../lab-options.ts';

export const tap: Command = {
  name: 'tap',
  summary: 'see what passes between a service of your own on this machine and its clients, and disturb it',
  usage: '--to ADDRESS',
  positionals: { min: 0, max: 0 },
  options: [
    {
      name: 'to',
      kind: 'text',
      value: 'ADDRESS',
      help: 'Where the service listens: 3000, localhost:3000, [::1]:3000, http://localhost:3000',
    },
    { name: 'port', kind: 'number', value: 'N', help: 'Listen there instead of on any free port' },
    { name: 'json', kind: 'flag', help: 'Print one line with the address, then one event per line; the default in a pipe' },
    { name: 'text', kind: 'flag', help: 'Print the conversation as arrows' },
    { name: 'set', kind: 'text', many: true, value: 'NAME=VALUE', help: 'A condition of the path' },
    { name: 'rtt', kind: 'number', value: 'MS', help: 'Round-trip time that the tap adds' },
    { name: 'loss', kind: 'number', value: 'PERCENT', help: 'Share of chunks held back like a lost segment (a model)' },
  ],
  examples: [
    'wirewise tap --to 3000',
    'wirewise tap --to localhost:5173 --port 8080 --rtt 120 --set bandwidth=64000',
    'wirewise tap --to 3000 --text',
    'wirewise tap --to 3000 --json | jq -r \'select(.name == "http:request") | .data.target\'',
  ],
  notes: [
    'Point your client at the tap instead of at the service. The tap passes every byte on unchanged, so the Host header, and in a',
    "browser the page's origin, name the tap's port: a server that looks at either (virtual hosts, CORS, a WebSocket's Origin)",
    'sees another one. TLS passes through too; of it only what an observer without keys can see is shown.',
    '',
    'Conditions of the path (--set), with their defaults',
    ...settingRows(CONDITION_SETTINGS),
  ],
  async run(args, services, io) {
    const to = readTarget(args);
    const port = readPort(args, to);
    if (args.flag('json') && args.flag('text')) throw new UsageError('--json and --text are two ways to print; choose one');
    const { conditions, seed } = chooseSettings([], args, services.seed);
    const lines = args.flag('json') || args.flag('text');
    if (!lines && io.open !== undefined) return io.open(services, { tap: { to: to.url, port, conditions } });

    const json = !args.flag('text');
    const lab = await services.labs.tap({ to, port });
    const run = await services.labs.run(lab, {
      params: { to: to.name },
      conditions,
      seed,
      clock: services.clock,
      version: services.version,
      signal: io.signal,
      keep: 0,
      onEvent: (event) => io.out(json ? printableJson(event) : arrowLine(event)),
    });
    try {
      if (json) io.out(printableJson({ type: 'tap', url: run.url, to: to.name }));
      else {
        io.out(`${run.url}  →  ${to.name}   (this machine only; Ctrl-C ends it)`);
        io.out(`  point your client at the tap: curl -i ${to.scheme === 'https' ? '-k ' : ''}${run.url}/`);
        io.out('');
      }
      await new Promise<void>((resolve) => {
        if (io.signal.aborted) resolve();
        io.signal.addEventListener('abort', () => resolve());
      });
    } finally {
      await run[Symbol.asyncDispose]();
    }
    return 0;
  },
};

function readTarget(args: Arguments): ServiceAddress {
  const said = args.text('to');
  if (said === undefined) throw new UsageError('tap needs --to and where your service listens, as in `wirewise tap --to 3000`');
  const parsed = parseServiceAddress(said);
  if (!parsed.ok) throw new UsageError(`--to: ${parsed.problems.map(describeProblem).join('; ')}`);
  return parsed.value;
}

function readPort(args: Arguments, to: ServiceAddress): number | undefined {
  const port = args.number('port');
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65535))
    throw new UsageError(`--port takes a whole number from 0 to 65535, not '${port}'`);
  // Where the service is away, the tap would be its own server, without an end.
  if (port === to.port) throw new UsageError(`--port ${port} is where the service is: choose another one for the tap, or leave --port out`);
  return port;
}
