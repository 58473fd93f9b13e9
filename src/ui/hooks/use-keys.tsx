// Dispatches keys through bindings, and tells the footer and the help overlay which bindings are live right now.
import { type Key, useInput } from 'ink';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { Binding } from '../keymap.ts';

/** A binding without its intent: what the footer and the help overlay need. */
export type Shown = Pick<Binding<unknown>, 'label' | 'help' | 'rank'>;

interface Registry {
  readonly shown: readonly Shown[];
  readonly set: (owner: symbol, shown: readonly Shown[] | undefined) => void;
  /** Raised by overlays (help, search field): screens beneath get no keys. */
  readonly captured: boolean;
  readonly capture: (owner: symbol, on: boolean) => void;
}
const KeysContext = createContext<Registry>({ shown: [], set: () => {}, captured: false, capture: () => {} });

/** Holds the live bindings; wraps the app once. */
export function KeysProvider({ children }: { readonly children: ReactNode }) {
  const [lists, setLists] = useState<ReadonlyMap<symbol, readonly Shown[]>>(new Map());
  const [captors, setCaptors] = useState<ReadonlySet<symbol>>(new Set());
  const registry = useMemo<Registry>(
    () => ({
      shown: [...lists.values()].flat(),
      set: (owner, shown) =>
        setLists((before) => {
          const after = new Map(before);
          if (shown === undefined) after.delete(owner);
          else after.set(owner, shown);
          return after;
        }),
      captured: captors.size > 0,
      capture: (owner, on) =>
        setCaptors((before) => {
          const after = new Set(before);
          if (on) after.add(owner);
          else after.delete(owner);
          return after;
        }),
    }),
    [lists, captors],
  );
  return <KeysContext value={registry}>{children}</KeysContext>;
}

/** The bindings that are live, for the footer and the help overlay. */
export function useShownKeys(): readonly Shown[] {
  return useContext(KeysContext).shown;
}

/** Characters of one terminal write arrive joined (`jjj`): each is a key of its own. */
function split(input: string, key: Key): readonly string[] {
  const special = key.ctrl || key.meta || key.upArrow || key.downArrow || key.leftArrow || key.rightArrow;
  return special || input.length <= 1 ? [input] : [...input];
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
function keyOf(character: string): Key {
  return {
    ...NO_KEY,
    return: character === '\r',
    escape: character === '\u001b',
    tab: character === '\t',
    backspace: character === '\u007f',
  };
}

export interface UseKeysOptions {
  /** False: the bindings are neither live nor shown. Default true. */
  readonly active?: boolean;
  /** An overlay takes the keys away from everything beneath it. Default false. */
  readonly overlay?: boolean;
}

/** Makes bindings live. The first that matches a key wins; its intent goes to `dispatch`. */
export function useKeys<Intent>(
  bindings: readonly Binding<Intent>[],
  dispatch: (intent: Intent) => void,
  options: UseKeysOptions = {},
): void {
  const { active = true, overlay = false } = options;
  const registry = useContext(KeysContext);
  const owner = useRef(Symbol('keys')).current;
  const { set, capture } = registry;
  useEffect(() => {
    if (!active) return;
    set(owner, bindings);
    return () => set(owner, undefined);
  }, [active, bindings, owner, set]);
  useEffect(() => {
    if (!active || !overlay) return;
    capture(owner, true);
    return () => capture(owner, false);
  }, [active, overlay, owner, capture]);
  useInput(
    (input, key) => {
      const characters = split(input, key);
      for (const character of characters) {
        const pressed = characters.length === 1 ? key : keyOf(character);
        const binding = bindings.find((candidate) => candidate.matches(character, pressed));
        if (binding !== undefined) dispatch(binding.intent(character));
      }
    },
    { isActive: active && (overlay || !registry.captured) },
  );
}
