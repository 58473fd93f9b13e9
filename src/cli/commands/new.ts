// `wirewise new KIND NAME --content DIR`: the files of a new topic, lesson, question or scenario, to be filled in.
import { printable } from '../../lib/printable.ts';
import { type Arguments, type Command, UsageError } from '../command.ts';

const KINDS = ['topic', 'lesson', 'question', 'scenario'] as const;
const ASK = ['choice', 'several', 'order', 'number', 'trace'] as const;
/** What each option is about. */
const ABOUT: Readonly<Record<string, (typeof KINDS)[number]>> = { topic: 'lesson', lab: 'lesson', ask: 'question', family: 'scenario' };

export const create: Command = {
  name: 'new',
  summary: 'the files of a new topic, lesson, question or scenario of your own, with what is wanted at each place',
  usage: 'topic|lesson|question|scenario [NAME]',
  positionals: { min: 1, max: 2 },
  options: [
    { name: 'content', kind: 'text', value: 'DIR', help: 'The folder of your own course; WIREWISE_CONTENT counts too' },
    { name: 'topic', kind: 'text', value: 'TOPIC', help: 'Of a lesson: the topic that it goes to, yours or one that ships' },
    { name: 'lab', kind: 'text', value: 'LAB', help: 'Of a lesson: the lab that shows it; adds an experiment' },
    { name: 'ask', kind: 'text', value: 'KIND', help: `Of a question: one of ${ASK.join(', ')}; without it one of each` },
    { name: 'family', kind: 'text', value: 'FAMILY', help: 'Of a scenario: for the decision quiz of this family, not an interview' },
    { name: 'print', kind: 'flag', help: 'Print the files and write none' },
  ],
  examples: [
    'wirewise new topic our-gateway --content my-course',
    'wirewise new lesson retries --topic our-gateway --lab webhook --content my-course',
    'wirewise new question websocket --ask number --content my-course',
    'wirewise new scenario ticket-sale --content my-course',
  ],
  notes: ['NAME has lower-case letters, digits and hyphens, and stays for ever; of a question it is the lesson that it asks about.'],
  async run(args, services, io) {
    // The option is every command's (see own-content.ts): here it is where to write.
    const folder = io.ownContent;
    const asked = readAsked(args);
    if (folder === undefined && !args.flag('print')) throw new UsageError('say where your own course is: --content DIR');
    const planned = await services.newContent.plan(folder, asked);
    if ('problem' in planned) throw planned.usage ? new UsageError(planned.problem) : new Error(planned.problem);
    if (args.flag('print')) {
      for (const [name, text] of planned.files) io.out(`# ${planned.folder}/${name}\n${text}`.trimEnd());
      return 0;
    }
    const into = `${(folder ?? '').replace(/[\\/]+$/, '')}/${planned.folder}`;
    await services.newContent.write(into, planned.files).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST')
        throw new Error(`${error.path ?? into} is there already and stays as it is: --print prints what would be new, to be added to it`);
      throw error.code === undefined ? error : new Error(`${error.path ?? into} cannot be written (${error.code})`);
    });
    io.out(printable(`Made ${[...planned.files.keys()].join(', ')} in ${into}.`));
    io.out(
      printable(`Fill in what says FILL IN until \`wirewise check ${folder}\` finds nothing, then open it: wirewise --content ${folder}`),
    );
    return 0;
  },
};

function readAsked(args: Arguments) {
  const [kind, name] = args.positionals;
  for (const [option, about] of Object.entries(ABOUT))
    if (args.flag(option) && kind !== about) throw new UsageError(`--${option} is about a ${about}: leave it out`);
  const ask = ASK.find((known) => known === args.text('ask'));
  if (args.flag('ask') && ask === undefined) throw new UsageError(`--ask takes one of ${ASK.join(', ')}, not '${args.text('ask')}'`);
  switch (kind) {
    case 'topic':
      return { kind, name: name ?? 'my-topic' } as const;
    case 'lesson': {
      const topic = args.text('topic');
      if (topic === undefined) throw new UsageError('a lesson belongs to a topic: say which with --topic TOPIC');
      return { kind, name: name ?? 'my-lesson', topic, lab: args.text('lab') } as const;
    }
    case 'question':
      if (name === undefined) throw new UsageError('a question belongs to a lesson: name it, as in `wirewise new question websocket`');
      return { kind, lesson: name, ask } as const;
    case 'scenario':
      return { kind, name: name ?? 'my-scenario', family: args.text('family') } as const;
    default:
      throw new UsageError(`'${kind}' is nothing that can be made; there are ${KINDS.join(', ')}`);
  }
}
