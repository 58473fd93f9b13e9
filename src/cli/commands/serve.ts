// `wirewise serve ID`: a lab's server for clients of the user's own, with the tap in front of it.
import { explainListening } from '../../lib/listening.ts';
import { printableJson } from '../../lib/printable.ts';
import type { WireEvent } from '../../wire/event.ts';
import type { Command } from '../command.ts';
import { UsageError } from '../command.ts';
import { chooseSettings, findLab, LAB_OPTIONS, settingsHelp } from '../lab-options.ts';
import { jsonReporter } from '../reporters/json.ts';
import { textReporter } from '../reporters/text.ts';

export const serve: Command = {
  name: 'serve',
  summary: "keep a lab's server up and show the traffic of whoever connects, until Ctrl-C",
  usage: 'ID',
  positionals: { min: 1, max: 1 },
  options: [
    { name: 'json', kind: 'flag', help: 'Print one line with the address, then one event per line' },
    { name: 'port', kind: 'number', value: 'N', help: 'Listen there instead of on any free port' },
    ...LAB_OPTIONS,
  ],
  examples: ['wirewise serve sse', 'wirewise serve websocket --rtt 80', 'wirewise serve sse --set rate=2'],
  details: settingsHelp,
  async run(args, services, io) {
    const chosen = await findLab(services, args.positionals[0] ?? '');
    const port = args.number('port');
    if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65535))
      throw new UsageError(`--port takes a whole number from 0 to 65535, not '${port}'`);
    const json = args.flag('json');
    const reporter = json ? jsonReporter : textReporter;
    const choice = chooseSettings(chosen.settings, args, services.seed);
    let open = 0;
    const onEvent = (event: WireEvent) => {
      if (event.name === 'tcp:open') open += 1;
      // The feed goes on while nobody is there; a person who watches for clients need not see it.
      if (json || open > 0) for (const line of reporter.event(event)) io.out(line);
      if (event.name === 'tcp:close') open -= 1;
    };
    const server = await services.labs
      .serve(chosen, {
        ...choice,
        clock: services.clock,
        version: services.version,
        signal: io.signal,
        ...(port === undefined ? {} : { port }),
        onEvent,
      })
      .catch((error: unknown) => {
        throw explainListening(error, port);
      });
    try {
      if (json) io.out(printableJson({ type: 'serving', lab: chosen.id, url: server.url }));
      else {
        io.out(`${chosen.title} at ${server.url}   (this machine only; Ctrl-C ends it)`);
        for (const { command, shows } of server.tryIt) io.out(`  ${command}\n      ${shows}`);
        io.out('');
      }
      await new Promise<void>((resolve) => {
        if (io.signal.aborted) resolve();
        io.signal.addEventListener('abort', () => resolve());
      });
    } finally {
      await server[Symbol.asyncDispose]();
    }
    return 0;
  },
};
