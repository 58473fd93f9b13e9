// Reads a command line against a command's declared options. The tokens are Node's own (util.parseArgs); the sentences
// about mistakes are ours.
import { parseArgs } from 'node:util';
import { type Arguments, type Command, type Option, UsageError } from './command.ts';

/** Options that every command has. */
export const COMMON: readonly Option[] = [{ name: 'help', kind: 'flag', help: 'Say how this command is used' }];

/** Parses what follows the command's name. Throws UsageError with one sentence. */
export function parseArguments(command: Pick<Command, 'name' | 'usage' | 'positionals' | 'options'>, argv: readonly string[]): Arguments {
  const options = [...command.options, ...COMMON];
  const help = `see \`wirewise ${command.name} --help\``;
  const { tokens } = parseArgs({
    args: [...argv],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(options.map((option) => [option.name, { type: option.kind === 'flag' ? 'boolean' : 'string' }])),
  });
  const values = new Map<string, string[]>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const option = options.find((known) => known.name === token.name);
    if (option === undefined) throw new UsageError(`there is no option ${token.rawName} here; ${help}`);
    if (option.kind === 'flag') {
      if (token.value !== undefined) throw new UsageError(`--${option.name} takes no value; ${help}`);
      values.set(option.name, []);
      continue;
    }
    const value = token.value;
    if (value === undefined || (!token.inlineValue && value.startsWith('--')))
      throw new UsageError(`--${option.name} needs a value: --${option.name} ${option.value ?? 'VALUE'}`);
    if (option.kind === 'number' && (value.trim() === '' || !Number.isFinite(Number(value)))) {
      throw new UsageError(`--${option.name} takes a number, not '${value}'`);
    }
    const before = values.get(option.name);
    if (before !== undefined && option.many !== true) throw new UsageError(`--${option.name} is given twice; once is enough`);
    values.set(option.name, [...(before ?? []), value]);
  }
  const asked = values.has('help');
  if (!asked && positionals.length < command.positionals.min) throw new UsageError(`${command.name} needs ${command.usage}; ${help}`);
  if (!asked && positionals.length > command.positionals.max) {
    throw new UsageError(`'${positionals[command.positionals.max]}' is one word too many for ${command.name}; ${help}`);
  }
  return {
    positionals,
    flag: (name) => values.has(name),
    text: (name) => values.get(name)?.[0],
    number: (name) => {
      const text = values.get(name)?.[0];
      return text === undefined ? undefined : Number(text);
    },
    list: (name) => values.get(name) ?? [],
  };
}

/** Reads repeated `name=value` options into a record. Throws UsageError for one without `=` and for a name said twice. */
export function parseAssignments(option: string, list: readonly string[]): Readonly<Record<string, string>> {
  const result: Record<string, string> = {};
  for (const item of list) {
    const at = item.indexOf('=');
    if (at < 1) throw new UsageError(`--${option} takes name=value, not '${item}'`);
    const name = item.slice(0, at);
    if (Object.hasOwn(result, name)) throw new UsageError(`--${option} ${name} is given twice; once is enough`);
    result[name] = item.slice(at + 1);
  }
  return result;
}
