import { describe, expect, it } from 'vitest';
import { parseArguments, parseAssignments } from '../../src/cli/arguments.ts';
import { UsageError } from '../../src/cli/command.ts';

const command = {
  name: 'lab',
  usage: 'ID',
  positionals: { min: 1, max: 1 },
  options: [
    { name: 'json', kind: 'flag', help: '' },
    { name: 'rtt', kind: 'number', value: 'MS', help: '' },
    { name: 'set', kind: 'text', many: true, help: '' },
  ],
} as const;

const mistake = (argv: readonly string[]) => {
  try {
    parseArguments(command, argv);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return 'no mistake';
};

describe('parseArguments', () => {
  it('reads flags, numbers, repeated options and positionals in any order', () => {
    const args = parseArguments(command, ['--set', 'rate=2', 'sse', '--rtt=80', '--json', '--set=size=9']);
    expect(args.positionals).toEqual(['sse']);
    expect(args.flag('json')).toBe(true);
    expect(args.number('rtt')).toBe(80);
    expect(args.list('set')).toEqual(['rate=2', 'size=9']);
    expect(args.text('absent')).toBeUndefined();
    expect(args.number('absent')).toBeUndefined();
  });

  it.each([
    [['sse', '--colour'], 'there is no option --colour here; see `wirewise lab --help`'],
    [['sse', '--rtt', 'fast'], "--rtt takes a number, not 'fast'"],
    [['sse', '--rtt'], '--rtt needs a value: --rtt MS'],
    [['sse', '--rtt', '--json'], '--rtt needs a value: --rtt MS'],
    [['sse', '--rtt', '1', '--rtt', '2'], '--rtt is given twice; once is enough'],
    [['sse', '--json=yes'], '--json takes no value; see `wirewise lab --help`'],
    [[], 'lab needs ID; see `wirewise lab --help`'],
    [['sse', 'websocket'], "'websocket' is one word too many for lab; see `wirewise lab --help`"],
  ])('says in one sentence what is wrong with %j', (argv, sentence) => {
    expect(mistake(argv)).toBe(sentence);
  });

  it('lets --help through where something else is missing', () => {
    expect(parseArguments(command, ['--help']).flag('help')).toBe(true);
  });
});

describe('parseAssignments', () => {
  it('splits at the first equals sign', () => {
    expect(parseAssignments('set', ['a=1', 'b=x=y', 'c='])).toEqual({ a: '1', b: 'x=y', c: '' });
  });
  it.each([
    [['rate'], "--set takes name=value, not 'rate'"],
    [['=1'], "--set takes name=value, not '=1'"],
    [['a=1', 'a=2'], '--set a is given twice; once is enough'],
  ])('refuses %j', (list, sentence) => {
    expect(() => parseAssignments('set', list)).toThrow(new UsageError(sentence));
  });
});
