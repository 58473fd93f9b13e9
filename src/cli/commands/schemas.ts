// `wirewise schema`: the JSON Schemas of content files, for editors.
import { printable } from '../../lib/printable.ts';
import { type Command, UsageError } from '../command.ts';

export const schemas: Command = {
  name: 'schema',
  summary: 'the JSON Schemas of content files, for editors that complete and check YAML while it is written',
  usage: '[NAME]',
  positionals: { min: 0, max: 1 },
  options: [{ name: 'vscode', kind: 'flag', help: "Print the setting for VS Code's YAML extension (redhat.vscode-yaml)" }],
  examples: ['wirewise schema', 'wirewise schema quiz', 'wirewise schema --vscode'],
  async run(args, services, io) {
    const { schemas: shapes } = services;
    const [name] = args.positionals;
    const names = Object.keys(shapes.files);
    if (args.flag('vscode')) {
      if (name !== undefined) throw new UsageError('--vscode is about all schemas: leave the name out');
      // Front matter is no file of its own, so no editor would apply its schema.
      const files = Object.entries(shapes.files).filter(([, glob]) => glob.endsWith('.yaml'));
      io.out(JSON.stringify({ 'yaml.schemas': Object.fromEntries(files.map(([id, glob]) => [shapes.url(id), [glob]])) }, null, 2));
      return 0;
    }
    if (name !== undefined) {
      if (!names.includes(name)) throw new UsageError(`there is no schema '${name}'; there are ${names.join(', ')}`);
      io.out((await shapes.read(name)).trimEnd());
      return 0;
    }
    const width = Math.max(...names.map((id) => id.length)) + 2;
    io.out(printable(`One JSON Schema for each kind of content file, in ${shapes.folder}`));
    io.out('');
    for (const [id, glob] of Object.entries(shapes.files)) io.out(`  ${`${id}.json`.padEnd(width + 5)}${glob}`);
    return 0;
  },
};
