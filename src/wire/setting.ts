// Settings of a run (a lab's parameters, the path's conditions) declared as data, so that a screen can draw them, a flag
// can set them and a content file can be checked against them, without a schema library at run time.
import type { Problem, Result } from '../lib/problem.ts';

export type SettingValue = number | boolean | string;

interface SettingBase {
  /** Name as written in `--set name=value` and in content: camelCase. */
  readonly name: string;
  /** One line that says what it changes. */
  readonly title: string;
}
export interface NumberSetting extends SettingBase {
  readonly kind: 'number';
  readonly default: number;
  readonly min: number;
  readonly max: number;
  /** One key press in the fault deck. */
  readonly step: number;
  /** Shown after the value: `ms`, `bytes`, `/s`, `%`. */
  readonly unit: string;
}
export interface SwitchSetting extends SettingBase {
  readonly kind: 'switch';
  readonly default: boolean;
}
export interface ChoiceSetting extends SettingBase {
  readonly kind: 'choice';
  readonly default: string;
  readonly choices: readonly string[];
}
export type Setting = NumberSetting | SwitchSetting | ChoiceSetting;
export type Settings = Readonly<Record<string, SettingValue>>;

/** The defaults of a list of settings. */
export function defaultsOf(settings: readonly Setting[]): Settings {
  return Object.fromEntries(settings.map((setting) => [setting.name, setting.default]));
}

/** Reads one value (typed, or the text of a flag) against its setting. */
export function parseSetting(setting: Setting, value: unknown): Result<SettingValue> {
  const fail = (expected: string): Result<SettingValue> => ({
    ok: false,
    problems: [{ message: `${setting.name} takes ${expected}, not '${String(value)}'` }],
  });
  switch (setting.kind) {
    case 'number': {
      const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
      const fits = typeof number === 'number' && Number.isFinite(number) && number >= setting.min && number <= setting.max;
      return fits ? { ok: true, value: number } : fail(`a number from ${setting.min} to ${setting.max}`);
    }
    case 'switch':
      if (value === true || value === 'true' || value === 'on' || value === 'yes') return { ok: true, value: true };
      if (value === false || value === 'false' || value === 'off' || value === 'no') return { ok: true, value: false };
      return fail('on or off');
    case 'choice':
      return typeof value === 'string' && setting.choices.includes(value)
        ? { ok: true, value }
        : fail(`one of ${setting.choices.join(', ')}`);
  }
}

/** Reads named values against a list of settings; defaults fill what is not named, unknown names are problems. */
export function parseSettings(settings: readonly Setting[], values: Readonly<Record<string, unknown>>): Result<Settings> {
  const result: Record<string, SettingValue> = { ...defaultsOf(settings) };
  const problems: Problem[] = [];
  for (const [name, value] of Object.entries(values)) {
    const setting = settings.find((candidate) => candidate.name === name);
    if (setting === undefined) {
      problems.push({ message: `there is no setting '${name}'; there are ${settings.map((known) => known.name).join(', ')}` });
      continue;
    }
    const parsed = parseSetting(setting, value);
    if (parsed.ok) result[name] = parsed.value;
    else problems.push(...parsed.problems);
  }
  return problems.length === 0 ? { ok: true, value: result } : { ok: false, problems };
}

/** The value one step further, within the setting's limits; a choice goes round. */
export function steppedValue(setting: Setting, value: SettingValue, by: 1 | -1): SettingValue {
  switch (setting.kind) {
    case 'switch':
      return by > 0;
    case 'choice': {
      const { choices } = setting;
      return choices[(choices.indexOf(String(value)) + by + choices.length) % choices.length] ?? setting.default;
    }
    case 'number': {
      // Steps stand on multiples of the step, so that 0.1 goes to 5 and not to 5.1.
      const { step, min, max } = setting;
      const now = Number(value);
      const next = by > 0 ? (Math.floor(now / step + 1e-9) + 1) * step : (Math.ceil(now / step - 1e-9) - 1) * step;
      return Math.max(min, Math.min(max, Math.round(next * 1000) / 1000));
    }
  }
}
