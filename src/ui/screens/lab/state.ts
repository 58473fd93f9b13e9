// What a person does in a lab: where the keys are, what is read while the lab goes on, which settings are wanted. Pure; the
// run itself is in hooks/use-lab-run.ts.
import { CLEAN, type Conditions } from '../../../wire/conditions.ts';
import type { WireEvent } from '../../../wire/event.ts';
import type { EventLog } from '../../../wire/event-log.ts';
import type { Setting, Settings } from '../../../wire/setting.ts';
import { rowOf, type ViewInput, type ViewRow } from '../../views/view.ts';
import { adjust, deckOf, enterDeck } from './deck-state.ts';
import { askFilter, newestShown, shownOf, typeFilter } from './filter-state.ts';
import { PANES, type Pane } from './layout.ts';

/** What was there when the picture was made to stand still. */
export interface Frozen extends ViewInput {
  /** Events seen until then. */
  readonly total: number;
}

export interface LabState {
  /** Has the keys. */
  readonly pane: Pane;
  /** Beneath the conversation where there is room for one pane there. */
  readonly beneath: Pane;
  /** Undefined while the picture follows the wire. */
  readonly frozen: Frozen | undefined;
  /** `seq` of the event that is looked at; only while frozen. */
  readonly chosen: number | undefined;
  /** What one step of a choice is: an event of the log, or a row of the picture, wherever it was last made. */
  readonly unit: 'event' | 'row';
  /** First event of the log that is shown while frozen, as an index. */
  readonly logTop: number;
  /** Field under the cursor of the frame pane. */
  readonly field: number;
  /** Setting under the cursor of the fault deck. */
  readonly deck: number;
  /** What is being typed as its value. */
  readonly typed: string | undefined;
  /** Why the last value was not taken. */
  readonly mistake: string | undefined;
  /** The path, as it is now. */
  readonly conditions: Conditions;
  /** What of the lab's settings is not its default, as it will be when it is started anew. */
  readonly params: Settings;
  /** The same of this run. */
  readonly running: Settings;
  readonly allLayers: boolean;
  /** Index of the picture. */
  readonly view: number;
  /** Which events are shown, as `filterOf` reads it; all where it is empty. */
  readonly filter: string;
  /** The filter as it was before the one that is being typed; undefined while none is. */
  readonly asking: string | undefined;
}

export type LabIntent =
  | { readonly type: 'pane'; readonly pane: Pane }
  | { readonly type: 'next-pane'; readonly by: 1 | -1 }
  | { readonly type: 'freeze' }
  | { readonly type: 'move'; readonly by: number }
  | { readonly type: 'page'; readonly by: 1 | -1 }
  | { readonly type: 'oldest' }
  | { readonly type: 'newest' }
  | { readonly type: 'event'; readonly by: 1 | -1 }
  | { readonly type: 'enter' }
  | { readonly type: 'adjust'; readonly by: 1 | -1 }
  | { readonly type: 'type'; readonly character: string }
  | { readonly type: 'erase' }
  | { readonly type: 'cancel' }
  | { readonly type: 'clean' }
  | { readonly type: 'layers' }
  | { readonly type: 'view' }
  | { readonly type: 'filter' }
  /** The lab was started with the settings that are wanted. */
  | { readonly type: 'restarted' }
  /** The path was changed by an action of the lab. */
  | { readonly type: 'path'; readonly conditions: Partial<Conditions> };

/** What an intent needs to know of the rest of the screen. */
export interface LabWorld {
  readonly log: EventLog;
  readonly settings: readonly Setting[];
  readonly logRows: number;
  readonly views: number;
  /** The rows of the picture. */
  readonly rowsOf: (input: ViewInput) => readonly ViewRow[];
}

export function startLab(params: Settings, conditions: Partial<Conditions> = {}): LabState {
  return {
    pane: 'picture',
    beneath: 'log',
    frozen: undefined,
    chosen: undefined,
    unit: 'row',
    logTop: 0,
    field: 0,
    deck: 0,
    typed: undefined,
    mistake: undefined,
    conditions: { ...CLEAN, ...conditions },
    params,
    running: params,
    allLayers: false,
    view: 0,
    filter: '',
    asking: undefined,
  };
}

/** The part of the log that is shown: as it was left, and the chosen event in it whatever the height. */
export function logWindow({ frozen, chosen, logTop, filter }: LabState, log: EventLog, rows: number): readonly WireEvent[] {
  if (frozen === undefined) return newestShown(log.events, filter, rows);
  const events = shownOf(frozen.events, filter);
  const at = chosen === undefined ? -1 : events.findIndex(({ seq }) => seq === chosen);
  const top = at < 0 ? logTop : Math.min(Math.max(logTop, at - rows + 1), at);
  const from = Math.max(0, Math.min(top, events.length - rows));
  return events.slice(from, from + rows);
}

/** The event that is looked at. */
export function chosenEvent({ frozen, chosen }: LabState): WireEvent | undefined {
  return chosen === undefined ? undefined : frozen?.events.find(({ seq }) => seq === chosen);
}

export function updateLab(state: LabState, intent: LabIntent, world: LabWorld): LabState {
  const typed = state.asking === undefined ? undefined : typeFilter(state, intent);
  if (typed !== undefined) return typed;
  switch (intent.type) {
    case 'pane':
      return toPane(state, intent.pane);
    case 'next-pane': {
      const index = PANES.indexOf(state.pane);
      return toPane(state, PANES[(index + intent.by + PANES.length) % PANES.length] as Pane);
    }
    case 'freeze':
      return state.frozen === undefined ? freeze(state, world) : thaw(state);
    case 'oldest':
    case 'newest':
    case 'move':
    case 'page':
      return move(state, intent, world);
    case 'event':
      return look(state, intent.by, world, state.unit);
    case 'enter': {
      if (state.pane === 'deck') return enterDeck(state, world.settings);
      if (state.pane === 'frame' || state.pane === 'numbers') return state;
      return toPane(state.chosen === undefined ? look(state, 0, world, 'row') : state, 'frame');
    }
    case 'adjust':
      return adjust(state, intent.by, world.settings);
    case 'type':
      return state.typed === undefined || state.typed.length >= 12 ? state : { ...state, typed: state.typed + intent.character };
    case 'erase':
      return state.typed === undefined ? state : { ...state, typed: state.typed.slice(0, -1) };
    case 'cancel':
      return { ...state, typed: undefined, mistake: undefined };
    case 'clean':
      return { ...state, conditions: CLEAN };
    case 'layers':
      return { ...state, allLayers: !state.allLayers };
    case 'view':
      return { ...state, view: (state.view + 1) % Math.max(1, world.views) };
    case 'filter':
      return askFilter(state);
    case 'restarted':
      return { ...thaw(state), running: state.params };
    case 'path':
      return { ...state, conditions: { ...state.conditions, ...intent.conditions } };
  }
}

function toPane(state: LabState, pane: Pane): LabState {
  return { ...state, pane, beneath: pane === 'picture' ? state.beneath : pane, typed: undefined, mistake: undefined };
}

/** What is there now stays, whatever comes. */
function freeze(state: LabState, { log, logRows }: LabWorld): LabState {
  if (state.frozen !== undefined) return state;
  const events = [...log.events];
  return {
    ...state,
    frozen: { events, openBefore: log.openBefore, total: log.total },
    chosen: undefined,
    logTop: Math.max(0, shownOf(events, state.filter).length - logRows),
  };
}

function thaw(state: LabState): LabState {
  return { ...state, frozen: undefined, chosen: undefined, field: 0 };
}

type Move = Extract<LabIntent, { readonly type: 'oldest' | 'newest' | 'move' | 'page' }>;

function move(state: LabState, intent: Move, world: LabWorld): LabState {
  const by = intent.type === 'move' ? intent.by : intent.type === 'page' ? intent.by * Math.max(1, world.logRows - 1) : 0;
  const whole = intent.type === 'oldest' ? -1e9 : intent.type === 'newest' ? 1e9 : by;
  switch (state.pane) {
    case 'picture':
    case 'log':
      if (intent.type === 'newest') return thaw(state);
      // Down from the newest is nowhere: that is where one is while it follows.
      if (state.frozen === undefined && whole > 0) return state;
      return look(state, whole, world, state.pane === 'log' ? 'event' : 'row');
    case 'frame': {
      // Nothing is looked at yet: the first step is to look at something.
      if (state.chosen === undefined) return look(state, -1, world, 'row');
      const fields = chosenEvent(state)?.fields?.length ?? 0;
      return { ...state, field: clamp(state.field + whole, fields) };
    }
    case 'deck':
      return { ...state, deck: clamp(state.deck + whole, deckOf(world.settings).length), typed: undefined, mistake: undefined };
    case 'numbers':
      return state;
  }
}

const clamp = (index: number, length: number) => Math.max(0, Math.min(index, length - 1));

/** Stops the picture and chooses in it. While nothing has come there is nothing to look at, and the picture goes on. */
function look(state: LabState, by: number, world: LabWorld, unit: 'event' | 'row'): LabState {
  if (state.frozen === undefined && shownOf(world.log.events, state.filter).length === 0) return state;
  return choose(freeze(state, world), by, world, unit);
}

/** Moves the choice by events, or by rows of the picture; from nowhere it goes to the newest. */
function choose(state: LabState, by: number, world: LabWorld, unit: 'event' | 'row'): LabState {
  const { frozen, chosen } = state;
  if (frozen === undefined) return state;
  const events = shownOf(frozen.events, state.filter);
  if (events.length === 0) return state;
  let seq: number;
  if (unit === 'row') {
    const rows = world.rowsOf(frozen);
    const last = rows.length - 1;
    const index = chosen === undefined ? last + Math.min(0, by === -1 ? 0 : by) : rowOf(rows, chosen) + by;
    if (last < 0) return state;
    seq = rows[clamp(index, rows.length)]?.event ?? 0;
  } else {
    const last = events.length - 1;
    const here = events.findIndex((event) => event.seq === chosen);
    const index = here < 0 ? last + Math.min(0, by === -1 ? 0 : by) : here + by;
    seq = events[clamp(index, events.length)]?.seq ?? 0;
  }
  const at = events.findIndex((event) => event.seq === seq);
  const top = Math.min(Math.max(state.logTop, at - world.logRows + 1), at);
  return { ...state, chosen: seq, unit, logTop: Math.max(0, top), field: seq === chosen ? state.field : 0 };
}
