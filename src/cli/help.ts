// Help texts, drawn from the same data that parses.
import { COMMON } from './arguments.ts';
import type { Command, Option } from './command.ts';

const INDENT = '  ';

/** Rows as two columns, the second one aligned. */
export function columns(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return rows.map(([left, right]) => `${INDENT}${left.padEnd(width)}${right}`);
}

function optionLabel(option: Option): string {
  const value = option.kind === 'flag' ? '' : ` ${option.value ?? 'VALUE'}`;
  return `--${option.name}${value}${option.many ? ' …' : ''}`;
}

/** `wirewise NAME --help`; `details` stand before the examples. */
export function commandHelp(command: Command, details: readonly string[] = []): readonly string[] {
  return [
    `wirewise ${command.name}: ${command.summary}`,
    '',
    'Usage',
    `${INDENT}wirewise ${command.name}${command.usage === '' ? '' : ` ${command.usage}`} [options]`,
    '',
    'Options',
    ...columns([...command.options, ...COMMON].map((option) => [optionLabel(option), option.help] as const)),
    ...(details.length === 0 ? [] : ['', ...details]),
    ...(command.notes === undefined ? [] : ['', ...command.notes]),
    ...(command.examples.length === 0 ? [] : ['', 'Examples', ...command.examples.map((example) => `${INDENT}${example}`)]),
  ];
}

/** What plain `wirewise` prints where there is no terminal, and `wirewise --help`. */
export function overview(
  version: string,
  commands: readonly { readonly name: string; readonly usage: string; readonly summary: string; readonly terminal?: boolean }[],
): readonly string[] {
  const rowsOf = (terminal: boolean) =>
    commands
      .filter((command) => (command.terminal ?? false) === terminal)
      .map(({ name, usage, summary }) => [`wirewise ${name}${usage === '' ? '' : ` ${usage}`}`, summary] as const);
  return [
    `wirewise ${version}: learn web communication by watching real connections on your own machine.`,
    '',
    'In a terminal',
    ...columns([['wirewise', 'opens the course, the labs and the decision quiz'], ...rowsOf(true)]),
    '',
    'In pipes and scripts',
    ...columns(rowsOf(false)),
    '',
    'With any of them, --content DIR (or WIREWISE_CONTENT) lays a course of your own over the one that ships.',
    'Everything runs on 127.0.0.1; nothing leaves this machine. `wirewise COMMAND --help` says more.',
  ];
}
