// What a person does in a comparison: which row is looked at, which pane has the keys, which settings are wanted, what was
// estimated. Pure; the run itself is in hooks/use-comparison.ts.
import { COSTS, type Cost, parseEstimate } from '../../../compare/scale.ts';
import { CARES, FAULTS, settingsOf } from '../../../compare/settings.ts';
import { defaultsOf, parseSetting, type Setting, type Settings, type SettingValue, steppedValue } from '../../../wire/setting.ts';

export type Pane = 'screens' | 'claims' | 'scale' | 'settings';
/** The panes of a comparison with, or without, a feed: what has no messages cannot be scaled by them, but has screens. */
export const panesOf = ({ feed }: { readonly feed: boolean }): readonly Pane[] =>
  feed ? ['claims', 'scale', 'settings'] : ['screens', 'claims', 'settings'];

/** What is estimated; the connections are told. */
export const ESTIMATED = COSTS.filter((cost): cost is Exclude<Cost, 'connections'> => cost !== 'connections');
export type Estimated = (typeof ESTIMATED)[number];
export type Estimates = Readonly<Record<Estimated, string>>;

export interface CompareState {
  /** Whether a feed is carried: it decides panes and settings. */
  readonly feed: boolean;
  /** Has the keys. */
  readonly pane: Pane;
  /** What stands beneath the table where the settings have a place of their own beside it. */
  readonly beneath: Exclude<Pane, 'settings'>;
  /** Index of the row that is looked at. */
  readonly row: number;
  /** First line that is shown of what is told of it. */
  readonly offset: number;
  /** Setting under the cursor. */
  readonly deck: number;
  /** What is being typed as its value. */
  readonly typed: string | undefined;
  /** Why the last value was not taken. */
  readonly mistake: string | undefined;
  /** The settings of the next run. */
  readonly wanted: Settings;
  /** Those of the last. */
  readonly ran: Settings;
  /** What is estimated right now, as it is typed. */
  readonly estimates: Estimates;
  readonly field: number;
  /** What was estimated for each row, by its index; a row that is here is shown. */
  readonly revealed: ReadonlyMap<number, Estimates>;
}

export type CompareIntent =
  | { readonly type: 'pane'; readonly pane: Pane }
  | { readonly type: 'next-pane'; readonly by: 1 | -1 }
  | { readonly type: 'row'; readonly by: number }
  | { readonly type: 'scroll'; readonly by: number; readonly last: number }
  | { readonly type: 'setting'; readonly by: number }
  | { readonly type: 'adjust'; readonly by: 1 | -1 }
  | { readonly type: 'next-fault' }
  | { readonly type: 'next-care' }
  | { readonly type: 'type'; readonly character: string }
  | { readonly type: 'erase' }
  | { readonly type: 'enter' }
  | { readonly type: 'cancel' }
  | { readonly type: 'field'; readonly by: number }
  | { readonly type: 'reveal' }
  /** A run was started with the settings that are wanted. */
  | { readonly type: 'ran' };

const NO_ESTIMATES: Estimates = { requests: '', bandwidth: '', memory: '' };

export function startCompare(feed = true): CompareState {
  // All of them have a value in a run; those that do nothing cannot be changed.
  const defaults = defaultsOf(settingsOf({ feed: true }));
  const beneath = feed ? 'claims' : 'screens';
  return {
    feed,
    pane: beneath,
    beneath,
    row: 0,
    offset: 0,
    deck: 0,
    typed: undefined,
    mistake: undefined,
    wanted: defaults,
    ran: defaults,
    estimates: NO_ESTIMATES,
    field: 0,
    revealed: new Map(),
  };
}

/** Whether numbers are being estimated: then digits and `k`, `M`, `G`, `T` are text. */
export function isEstimating(state: CompareState): boolean {
  return state.pane === 'scale' && !state.revealed.has(state.row);
}

/** Whether the next run would be another than the last. */
export function isChanged({ wanted, ran }: CompareState): boolean {
  return settingsOf({ feed: true }).some(({ name }) => wanted[name] !== ran[name]);
}

const clamp = (index: number, length: number) => Math.max(0, Math.min(index, length - 1));

export function updateCompare(state: CompareState, intent: CompareIntent, rows: number): CompareState {
  switch (intent.type) {
    case 'pane':
      return toPane(state, intent.pane);
    case 'next-pane':
      return toPane(state, nextPane(state, intent.by));
    case 'row': {
      const row = clamp(state.row + intent.by, rows);
      return row === state.row ? state : { ...state, row, offset: 0, field: 0, estimates: NO_ESTIMATES, mistake: undefined };
    }
    case 'scroll':
      return { ...state, offset: Math.max(0, Math.min(intent.last, Math.min(state.offset, intent.last) + intent.by)) };
    case 'setting':
      return { ...state, deck: clamp(state.deck + intent.by, settingsOf(state).length), typed: undefined, mistake: undefined };
    case 'adjust':
      return adjust(state, intent.by);
    case 'next-fault':
      return withValue(state, 'fault', FAULTS[(FAULTS.indexOf(state.wanted.fault as never) + 1) % FAULTS.length] as string);
    case 'next-care':
      return withValue(state, 'care', CARES[(CARES.indexOf(state.wanted.care as never) + 1) % CARES.length] as string);
    case 'type':
      return type(state, intent.character);
    case 'erase':
      return erase(state);
    case 'enter':
      return state.pane === 'settings' ? enterSetting(state) : isEstimating(state) ? enterEstimate(state) : state;
    case 'cancel':
      return { ...state, typed: undefined, mistake: undefined };
    case 'field':
      return { ...state, field: clamp(state.field + intent.by, ESTIMATED.length), mistake: undefined };
    case 'reveal':
      return reveal(state);
    case 'ran':
      return { ...state, ran: state.wanted };
  }
}

function nextPane(state: CompareState, by: number): Pane {
  const panes = panesOf(state);
  return panes[(panes.indexOf(state.pane) + by + panes.length) % panes.length] as Pane;
}

function toPane(state: CompareState, pane: Pane): CompareState {
  return { ...state, pane, beneath: pane === 'settings' ? state.beneath : pane, offset: 0, typed: undefined, mistake: undefined };
}

function withValue(state: CompareState, name: string, value: SettingValue): CompareState {
  return { ...state, wanted: { ...state.wanted, [name]: value }, typed: undefined, mistake: undefined };
}

const settingOf = (state: CompareState): Setting | undefined => settingsOf(state)[state.deck];

function adjust(state: CompareState, by: 1 | -1): CompareState {
  const setting = settingOf(state);
  if (setting === undefined) return state;
  return withValue(state, setting.name, steppedValue(setting, state.wanted[setting.name] ?? setting.default, by));
}

/** Goes to the next choice, begins to type a number, or takes what was typed. */
function enterSetting(state: CompareState): CompareState {
  const setting = settingOf(state);
  if (setting === undefined) return state;
  if (setting.kind !== 'number') return adjust(state, 1);
  if (state.typed === undefined) return { ...state, typed: '', mistake: undefined };
  if (state.typed === '') return { ...state, typed: undefined };
  const parsed = parseSetting(setting, state.typed);
  return parsed.ok ? withValue(state, setting.name, parsed.value) : { ...state, mistake: parsed.problems[0]?.message };
}

/** Longest text that is a number here. */
const LENGTH = 12;

function type(state: CompareState, character: string): CompareState {
  if (state.typed !== undefined)
    return state.typed.length >= LENGTH ? state : { ...state, typed: state.typed + character, mistake: undefined };
  const field = ESTIMATED[state.field];
  if (!isEstimating(state) || field === undefined || state.estimates[field].length >= LENGTH) return state;
  return { ...state, mistake: undefined, estimates: { ...state.estimates, [field]: state.estimates[field] + character } };
}

function erase(state: CompareState): CompareState {
  if (state.typed !== undefined) return { ...state, typed: state.typed.slice(0, -1), mistake: undefined };
  const field = ESTIMATED[state.field];
  if (!isEstimating(state) || field === undefined) return state;
  return { ...state, mistake: undefined, estimates: { ...state.estimates, [field]: state.estimates[field].slice(0, -1) } };
}

/** Takes the estimate under the cursor; after the last of them all are shown. */
function enterEstimate(state: CompareState): CompareState {
  const missing = ESTIMATED.findIndex((each) => Number.isNaN(parseEstimate(state.estimates[each])));
  if (missing === -1) return reveal(state);
  const field = ESTIMATED[state.field] as Estimated;
  if (!Number.isNaN(parseEstimate(state.estimates[field]))) return { ...state, field: missing, mistake: undefined };
  return {
    ...state,
    field: state.field,
    mistake: state.estimates[field] === '' ? 'Type a number: 0, 250k, 20M, 2.5G.' : 'That is no number: 250k, 20M, 2.5G are.',
  };
}

function reveal(state: CompareState): CompareState {
  if (state.revealed.has(state.row)) return state;
  return {
    ...state,
    revealed: new Map([...state.revealed, [state.row, state.estimates]]),
    estimates: NO_ESTIMATES,
    field: 0,
    offset: 0,
    mistake: undefined,
  };
}
