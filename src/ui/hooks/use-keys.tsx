// Dispatches keys through bindings, and tells the footer and the help overlay which bindings are live right now. All keys
// come in at one place and are handled one after the other, each when the screen has taken in the one before: what is
// typed ahead (`/websocket`, `jjj`, `j` and enter in one write) reaches the screen that it opens.
import { type Key, useInput } from 'ink';
import { createContext, type ReactNode, useContext, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Binding } from '../keymap.ts';

/** A binding without its intent: what the footer and the help overlay need. */
export type Shown = Pick<Binding<unknown>, 'label' | 'help' | 'rank'>;

/** An overlay takes the keys away from everything beneath it; globals get what nobody else wanted. */
export type Layer = 'screen' | 'overlay' | 'global';

/** Bindings that are live together, for the help overlay. */
export interface ShownGroup {
  readonly layer: Layer;
  readonly keys: readonly Shown[];
}

interface Owner {
  readonly layer: Layer;
  readonly shown: readonly Shown[];
  readonly press: (input: string, key: Key) => boolean;
}

interface Registry {
  readonly set: (id: symbol, owner: Owner | undefined) => void;
  /** Keys wait while a screen is being loaded. */
  readonly hold: (on: boolean) => void;
}

const RegistryContext = createContext<Registry>({ set: () => {}, hold: () => {} });
const ShownContext = createContext<readonly ShownGroup[]>([]);

/** The owners that get keys: overlays alone while there are any, or else all screens and then the globals. */
function liveOwners(owners: ReadonlyMap<symbol, Owner>): readonly Owner[] {
  const all = [...owners.values()];
  const overlays = all.filter(({ layer }) => layer === 'overlay');
  if (overlays.length > 0) return overlays;
  return [...all.filter(({ layer }) => layer === 'screen'), ...all.filter(({ layer }) => layer === 'global')];
}

/** Each screen owner is asked; the globals only when none of them knew the key. */
function press(owners: readonly Owner[], input: string, key: Key): void {
  const [globals, others] = [owners.filter(({ layer }) => layer === 'global'), owners.filter(({ layer }) => layer !== 'global')];
  const taken = others.map((owner) => owner.press(input, key)).includes(true);
  if (!taken) globals.find((owner) => owner.press(input, key));
}

interface Stroke {
  readonly input: string;
  readonly key: Key;
}

/** Holds the live bindings and the keys that wait; wraps the app once. */
export function KeysProvider({ children }: { readonly children: ReactNode }) {
  const owners = useRef(new Map<symbol, Owner>()).current;
  const queue = useRef<Stroke[]>([]).current;
  const holds = useRef(0);
  const draining = useRef(false);
  const [groups, setGroups] = useState<readonly ShownGroup[]>([]);
  const [handled, setHandled] = useState(0);

  const drain = useRef(() => {
    const stroke = holds.current === 0 ? queue.shift() : undefined;
    draining.current = stroke !== undefined;
    if (stroke === undefined) return;
    press(liveOwners(owners), stroke.input, stroke.key);
    // Committed together with what the key changed: the next key meets the screen that this one left.
    setHandled((count) => count + 1);
  }).current;

  useLayoutEffect(() => {
    if (handled === 0) return;
    const next = setImmediate(drain);
    return () => clearImmediate(next);
  }, [handled, drain]);

  const registry = useMemo<Registry>(
    () => ({
      set(id, owner) {
        const before = owners.get(id);
        if (owner === undefined) owners.delete(id);
        else owners.set(id, owner);
        if (before?.shown !== owner?.shown || before?.layer !== owner?.layer)
          setGroups(liveOwners(owners).map(({ layer, shown }) => ({ layer, keys: shown })));
      },
      hold(on) {
        holds.current += on ? 1 : -1;
        if (!on && holds.current === 0 && queue.length > 0) setHandled((count) => count + 1);
      },
    }),
    [owners, queue],
  );

  useInput((input, key) => {
    queue.push(...strokesOf(input, key));
    if (!draining.current) drain();
  });
  return (
    <RegistryContext value={registry}>
      <ShownContext value={groups}>{children}</ShownContext>
    </RegistryContext>
  );
}

/** The bindings that are live, for the footer. */
export function useShownKeys(): readonly Shown[] {
  const groups = useContext(ShownContext);
  return useMemo(() => groups.flatMap(({ keys }) => keys), [groups]);
}

/** The same by where they hold, for the help overlay. */
export function useShownGroups(): readonly ShownGroup[] {
  return useContext(ShownContext);
}

/** While it is mounted, keys wait: put it where a screen is being loaded. */
export function HoldKeys() {
  const { hold } = useContext(RegistryContext);
  useLayoutEffect(() => {
    hold(true);
    return () => hold(false);
  }, [hold]);
  return null;
}

const NO_KEY: Key = {
  upArrow: false,
  downArrow: false,
  leftArrow: false,
  rightArrow: false,
  pageDown: false,
  pageUp: false,
  home: false,
  end: false,
  return: false,
  escape: false,
  ctrl: false,
  shift: false,
  tab: false,
  backspace: false,
  delete: false,
  meta: false,
  super: false,
  hyper: false,
  capsLock: false,
  numLock: false,
};

/** The key of a character that came inside a longer write. */
function strokeOf(character: string): Stroke {
  const key: Key = {
    ...NO_KEY,
    return: character === '\r' || character === '\n',
    escape: character === '\u001b',
    tab: character === '\t',
    backspace: character === '\u007f' || character === '\b',
    shift: /^[A-Z]$/.test(character),
  };
  const named = key.return || key.escape || key.tab || key.backspace;
  if (named || character >= ' ') return { input: named ? '' : character, key };
  // Ctrl-A is 1, and so on.
  return { input: String.fromCharCode(character.charCodeAt(0) + 0x60), key: { ...key, ctrl: true } };
}

/** Characters of one terminal write arrive joined (`jjj`): each is a key of its own. */
function strokesOf(input: string, key: Key): readonly Stroke[] {
  const special = key.ctrl || key.meta || key.upArrow || key.downArrow || key.leftArrow || key.rightArrow;
  return special || input.length <= 1 ? [{ input, key }] : [...input].map(strokeOf);
}

export interface UseKeysOptions {
  /** False: the bindings are neither live nor shown. Default true. */
  readonly active?: boolean;
  /** An overlay takes the keys away from everything beneath it. Default false. */
  readonly overlay?: boolean;
  /** Gets only the keys that no screen wanted; for the app itself. Default false. */
  readonly global?: boolean;
}

/** Makes bindings live. The first that matches a key wins; its intent goes to `dispatch`. */
export function useKeys<Intent>(
  bindings: readonly Binding<Intent>[],
  dispatch: (intent: Intent) => void,
  options: UseKeysOptions = {},
): void {
  const { active = true, overlay = false, global = false } = options;
  const { set } = useContext(RegistryContext);
  const id = useRef(Symbol('keys')).current;
  const layer: Layer = overlay ? 'overlay' : global ? 'global' : 'screen';
  // Without a list of dependencies: a key always meets the dispatch of the last render.
  useLayoutEffect(() => {
    if (!active) return set(id, undefined);
    set(id, {
      layer,
      shown: bindings,
      press(input, key) {
        const binding = bindings.find((candidate) => candidate.matches(input, key));
        if (binding !== undefined) dispatch(binding.intent(input));
        return binding !== undefined;
      },
    });
  });
  useLayoutEffect(() => () => set(id, undefined), [id, set]);
}
