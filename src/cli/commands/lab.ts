// `wirewise lab ID`: one run of a lab's script.
import { printable } from '../../lib/printable.ts';
import { CLEAN } from '../../wire/conditions.ts';
import { measure } from '../../wire/measure.ts';
import { type Command, UsageError } from '../command.ts';
import { chooseSettings, findLab, LAB_OPTIONS, settingsHelp } from '../lab-options.ts';
import { contractText } from '../reporters/contract-text.ts';
import { jsonReporter } from '../reporters/json.ts';
import { textReporter } from '../reporters/text.ts';

export const lab: Command = {
  name: 'lab',
  summary: 'run a lab once: the conversation as arrows, and the measurements',
  usage: 'ID',
  positionals: { min: 1, max: 1 },
  options: [
    { name: 'json', kind: 'flag', help: 'Print one event per line, and a summary as the last' },
    { name: 'send', kind: 'text', value: 'TEXT', help: 'Instead of its script: send this, where the lab takes a text of your own' },
    ...LAB_OPTIONS,
  ],
  examples: [
    'wirewise lab sse --help',
    'wirewise lab websocket',
    'wirewise lab sse --rtt 100 --seed 7',
    "wirewise lab graphql --send '{ products(limit: 2) { name category { name } } }'",
    'wirewise lab sse --json | jq -r \'select(.name == "sse:event") | .data.data\'',
  ],
  details: settingsHelp,
  async run(args, services, io) {
    const chosen = await findLab(services, args.positionals[0] ?? '');
    const text = args.text('send');
    if (text !== undefined && chosen.composer === undefined) {
      throw new UsageError(`the ${chosen.title} lab takes no text of your own; --send is for graphql`);
    }
    const { params, conditions, seed } = chooseSettings(chosen.settings, args, services.seed);
    const reporter = args.flag('json') ? jsonReporter : textReporter;
    const print = (lines: readonly string[]) => {
      for (const line of lines) io.out(line);
    };
    print(reporter.start({ lab: chosen.id, title: chosen.title, seed }));
    const gaveUp: string[] = [];
    let replied: readonly string[] = [];
    const run = await services.labs.run(chosen, {
      params,
      conditions: { ...CLEAN, ...conditions },
      seed,
      clock: services.clock,
      version: services.version,
      signal: io.signal,
      onEvent: (event) => print(reporter.event(event)),
    });
    try {
      if (text !== undefined) {
        const { ok, summary, text: answer } = await run.send(text);
        if (!ok) gaveUp.push(`an answer without an error: ${summary}`);
        if (!args.flag('json')) replied = ['', `Answer: ${summary}`, ...answer.split('\n').map((line) => printable(line))];
      }
      for (const step of text === undefined ? chosen.script : []) {
        if (io.signal.aborted) break;
        if ((await run.step(step)) === 'gave-up') gaveUp.push(JSON.stringify(step));
      }
    } finally {
      await run[Symbol.asyncDispose]();
    }
    print(replied);
    const { events } = run.trace();
    print(reporter.end({ lab: chosen.id, measurements: measure(events), gaveUp }));
    if (!args.flag('json')) print(contractText(events, io.width));
    if (io.signal.aborted) return 130;
    // In text the report says it; JSON goes to a program, this to whoever looks after it.
    if (args.flag('json')) for (const step of gaveUp) io.error(`wirewise: not seen in time: ${step}`);
    return gaveUp.length === 0 ? 0 : 1;
  },
};
