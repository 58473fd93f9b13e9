// The pictures of a run by name. A lab names those that suit it in `views`, the best first; without it, the first of these.
import { contract } from './contract.ts';
import { map } from './map.ts';
import { picture } from './picture.ts';
import { sequence, wire } from './sequence.ts';
import { timeline } from './timeline.ts';
import type { View } from './view.ts';
import { waterfall } from './waterfall.ts';

export const VIEWS = { contract, map, picture, sequence, timeline, waterfall, wire } as const satisfies Readonly<Record<string, View>>;

export type ViewName = keyof typeof VIEWS;

/** The views that a lab names, those there are; never none. */
export function viewsOf(names: readonly string[] | undefined): readonly View[] {
  const known = (names ?? []).filter((name): name is ViewName => Object.hasOwn(VIEWS, name)).map((name) => VIEWS[name]);
  return known.length > 0 ? known : [VIEWS.sequence];
}
