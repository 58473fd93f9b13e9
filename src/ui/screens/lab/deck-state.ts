// What the fault deck does to a lab's state: a value one step further, turned, chosen or typed. Pure.
import { CONDITION_SETTINGS } from '../../../wire/conditions.ts';
import { parseSetting, type Setting, type Settings, type SettingValue, steppedValue } from '../../../wire/setting.ts';
import type { LabState } from './state.ts';

/** Everything that the fault deck can set, the path first. */
export function deckOf(settings: readonly Setting[]): readonly Setting[] {
  return [...CONDITION_SETTINGS, ...settings];
}

/** Whether a setting of the deck is a property of the path, which changes at once. */
export function isOfPath(index: number): boolean {
  return index < CONDITION_SETTINGS.length;
}

/** The value of a setting of the deck. */
export function settingValue(state: LabState, setting: Setting, index: number): SettingValue {
  const values: Settings = isOfPath(index) ? { ...state.conditions } : state.params;
  return values[setting.name] ?? setting.default;
}

/** Whether the next start of the lab would be different in this setting. */
export function isWaiting({ params, running }: LabState, { name, default: usual }: Setting): boolean {
  return (params[name] ?? usual) !== (running[name] ?? usual);
}

function withValue(state: LabState, setting: Setting, index: number, value: SettingValue): LabState {
  const clear = { typed: undefined, mistake: undefined };
  return isOfPath(index)
    ? { ...state, ...clear, conditions: { ...state.conditions, [setting.name]: value } }
    : { ...state, ...clear, params: { ...state.params, [setting.name]: value } };
}

/** The value one key press further, within the setting's limits. */
export function adjust(state: LabState, by: 1 | -1, settings: readonly Setting[]): LabState {
  const setting = deckOf(settings)[state.deck];
  if (setting === undefined || state.pane !== 'deck') return state;
  return withValue(state, setting, state.deck, steppedValue(setting, settingValue(state, setting, state.deck), by));
}

/** Enter: turns a switch, goes to the next choice, begins to type a number or takes what was typed. */
export function enterDeck(state: LabState, settings: readonly Setting[]): LabState {
  const setting = deckOf(settings)[state.deck];
  if (setting === undefined) return state;
  if (setting.kind === 'switch') return withValue(state, setting, state.deck, settingValue(state, setting, state.deck) !== true);
  if (setting.kind === 'choice') return adjust(state, 1, settings);
  if (state.typed === undefined) return { ...state, typed: '', mistake: undefined };
  if (state.typed === '') return { ...state, typed: undefined };
  const parsed = parseSetting(setting, state.typed);
  return parsed.ok ? withValue(state, setting, state.deck, parsed.value) : { ...state, mistake: parsed.problems[0]?.message };
}
