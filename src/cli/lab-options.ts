// What `lab` and `serve` share: finding the lab, and reading its settings and the path's conditions from flags.
import { describeProblem } from '../lib/problem.ts';
import type { Services } from '../services.ts';
import { CLEAN, CONDITION_SETTINGS, type Conditions } from '../wire/conditions.ts';
import { parseSettings, type Setting, type Settings, type SettingValue } from '../wire/setting.ts';
import { parseAssignments } from './arguments.ts';
import { type Arguments, type Option, UsageError } from './command.ts';
import { columns } from './help.ts';

export const LAB_OPTIONS: readonly Option[] = [
  { name: 'set', kind: 'text', many: true, value: 'NAME=VALUE', help: 'A setting of the lab, or a condition of the path' },
  { name: 'rtt', kind: 'number', value: 'MS', help: 'Round-trip time that the tap adds' },
  { name: 'loss', kind: 'number', value: 'PERCENT', help: 'Share of chunks held back like a lost segment (a model)' },
  { name: 'seed', kind: 'number', value: 'N', help: 'Same seed, same content' },
];

/** What can be set in the lab that is named, for `--help`. Throws UsageError. */
export async function settingsHelp(args: Arguments, services: Services): Promise<readonly string[]> {
  const lab = await findLab(services, args.positionals[0] ?? '');
  return [
    `Settings of ${lab.title} (--set), with their defaults`,
    ...settingRows(lab.settings),
    '',
    'Conditions of the path',
    ...settingRows(CONDITION_SETTINGS),
  ];
}

/** Settings with their defaults and ranges, as `--help` shows them. */
export function settingRows(settings: readonly Setting[]): readonly string[] {
  return columns(settings.map((setting) => [`${setting.name}=${said(setting.default)}`, `${setting.title}${rangeOf(setting)}`] as const));
}

const said = (value: SettingValue) => (typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value));

function rangeOf(setting: Setting): string {
  switch (setting.kind) {
    case 'number':
      return ` (${setting.min} to ${setting.max}${setting.unit === '' ? '' : ` ${setting.unit}`})`;
    case 'switch':
      return ' (on or off)';
    case 'choice':
      return ` (${setting.choices.join(', ')})`;
  }
}

export interface LabChoice {
  readonly params: Settings;
  readonly conditions: Conditions;
  readonly seed: number;
}

/** The lab of that id. Throws UsageError that names those there are. */
export async function findLab(services: Services, id: string) {
  const lab = await services.labs.load(id);
  if (lab === undefined)
    throw new UsageError(`there is no lab '${id}'; there are ${services.labs.list.map((known) => known.id).join(', ')}`);
  return lab;
}

/** Reads the flags of LAB_OPTIONS. Throws UsageError. */
export function chooseSettings(settings: readonly Setting[], args: Arguments, freshSeed: () => number): LabChoice {
  const said: Record<string, string | number> = { ...parseAssignments('set', args.list('set')) };
  for (const name of ['rtt', 'loss']) {
    const value = args.number(name);
    if (value !== undefined) said[name] = value;
  }
  const parsed = parseSettings([...settings, ...CONDITION_SETTINGS], said);
  if (!parsed.ok) throw new UsageError(parsed.problems.map(describeProblem).join('; '));
  const conditionNames = new Set(Object.keys(CLEAN));
  return {
    params: Object.fromEntries(Object.entries(parsed.value).filter(([name]) => !conditionNames.has(name))),
    conditions: Object.fromEntries(Object.entries(parsed.value).filter(([name]) => conditionNames.has(name))) as unknown as Conditions,
    seed: seedOf(args, freshSeed),
  };
}

/** The seed that was given, or a fresh one. Throws UsageError. */
export function seedOf(args: Arguments, freshSeed: () => number): number {
  const seed = args.number('seed') ?? freshSeed();
  if (!Number.isSafeInteger(seed) || seed < 0) throw new UsageError(`--seed takes a whole number from 0, not '${seed}'`);
  return seed;
}
