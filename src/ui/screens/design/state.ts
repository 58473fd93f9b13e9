// A design on its screen: what is looked at, and which of its requirements were changed. Pure.
import type { DesignOutcome, DesignRequirements } from '../../../decision/design.ts';
import { settle } from '../../../decision/design-words.ts';
import type { Dimension, Requirements, RuleBook } from '../../../decision/schema.ts';

export interface DesignState {
  /** What is required now, by family. */
  readonly requirements: DesignRequirements;
  /** Looking at what was decided, or changing what one family is asked for. */
  readonly phase: 'outcome' | 'requirements';
  /** Index of the item that is looked at, see `itemsOf`. */
  readonly item: number;
  /** Family whose requirements are changed, and the dimension under the cursor. */
  readonly family: string;
  readonly dimension: number;
  /** First line of the detail that is shown. */
  readonly offset: number;
}

export type DesignIntent =
  /** `items`: how many there are. */
  | { readonly type: 'item'; readonly by: number; readonly items: number }
  | { readonly type: 'scroll'; readonly by: number; readonly last: number }
  | { readonly type: 'change'; readonly family: string }
  | { readonly type: 'dimension'; readonly by: number; readonly dimensions: number }
  /** `value` undefined leaves the dimension open. */
  | { readonly type: 'answer'; readonly dimension: string; readonly value: string | undefined }
  | { readonly type: 'outcome' }
  /** As the design was written. */
  | { readonly type: 'reset'; readonly requirements: DesignRequirements };

export function startDesign(requirements: DesignRequirements): DesignState {
  return { requirements, phase: 'outcome', item: 0, family: '', dimension: 0, offset: 0 };
}

export function updateDesign(state: DesignState, intent: DesignIntent): DesignState {
  switch (intent.type) {
    case 'item':
      return { ...state, item: clamp(state.item + intent.by, intent.items), offset: 0 };
    case 'scroll':
      return { ...state, offset: Math.max(0, Math.min(intent.last, state.offset + intent.by)) };
    case 'change':
      return { ...state, phase: 'requirements', family: intent.family, dimension: intent.family === state.family ? state.dimension : 0 };
    case 'dimension':
      return { ...state, dimension: clamp(state.dimension + intent.by, intent.dimensions) };
    case 'answer': {
      const { [intent.dimension]: _before, ...others } = state.requirements[state.family] ?? {};
      const answers = intent.value === undefined ? others : { ...others, [intent.dimension]: intent.value };
      return { ...state, requirements: { ...state.requirements, [state.family]: answers } };
    }
    case 'outcome':
      return { ...state, phase: 'outcome', offset: 0 };
    case 'reset':
      return { ...state, requirements: intent.requirements, offset: 0 };
  }
}

const clamp = (index: number, count: number) => Math.max(0, Math.min(count - 1, index));

/** The value after or before this one; past either end the dimension is left open. */
export function turned({ id, values }: Dimension, requirements: Requirements, by: 1 | -1): string | undefined {
  const ring = [undefined, ...values.map((value) => value.id)];
  const at = ring.indexOf(requirements[id]);
  return ring[(Math.max(0, at) + by + ring.length) % ring.length];
}

/** Whether two sets of requirements ask for the same, in whatever order. */
export function isSame(one: DesignRequirements, other: DesignRequirements): boolean {
  return changesOf(one, other).length === 0;
}

/** Family and dimension of everything that is asked for differently. */
export function changesOf(before: DesignRequirements, now: DesignRequirements): readonly (readonly [family: string, dimension: string])[] {
  return [...new Set([...Object.keys(before), ...Object.keys(now)])].flatMap((family) => {
    const [old, current] = [before[family] ?? {}, now[family] ?? {}];
    const dimensions = [...new Set([...Object.keys(old), ...Object.keys(current)])];
    return dimensions.filter((id) => old[id] !== current[id]).map((id) => [family, id] as const);
  });
}

/** What can be looked at: each family, each conflict, and what gives way where something breaks. */
export type Item =
  | { readonly kind: 'family'; readonly family: string }
  | { readonly kind: 'conflict'; readonly index: number }
  | { readonly kind: 'instead' };

export function itemsOf(outcome: DesignOutcome): readonly Item[] {
  const breaks = outcome.conflicts.some(({ severity }) => severity === 'breaks');
  return [
    ...outcome.decisions.map(({ family }) => ({ kind: 'family', family }) as const),
    ...outcome.conflicts.map((_, index) => ({ kind: 'conflict', index }) as const),
    ...(breaks ? [{ kind: 'instead' } as const] : []),
  ];
}

/** The family whose requirements an item leads to. */
export function familyOf(item: Item | undefined, outcome: DesignOutcome): string | undefined {
  switch (item?.kind) {
    case 'family':
      return item.family;
    case 'conflict':
      return Object.keys(outcome.conflicts[item.index]?.between ?? {})[0];
    case 'instead':
      return settle(outcome).gaveWay[0] ?? outcome.decisions[0]?.family;
    case undefined:
      return undefined;
  }
}

/** Requirements that are recorded, as far as the rule books still know them. */
export function knownOnly(requirements: DesignRequirements, books: readonly RuleBook[]): DesignRequirements {
  return Object.fromEntries(
    books.flatMap(({ family, dimensions }) => {
      const answers = requirements[family];
      if (answers === undefined) return [];
      const known = Object.entries(answers).filter(([id, value]) =>
        dimensions.some((dimension) => dimension.id === id && dimension.values.some((one) => one.id === value)),
      );
      return [[family, Object.fromEntries(known)]];
    }),
  );
}
