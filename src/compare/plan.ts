// What one row of a comparison does in a run: its lab's settings, its path, its steps. Pure; labs/compare.ts performs it.
import type { Conditions } from '../wire/conditions.ts';
import type { Step } from '../wire/script.ts';
import { defaultsOf, type Setting, type Settings } from '../wire/setting.ts';
import type { ComparisonRow } from './schema.ts';
import { type CompareSettings, pathOf } from './settings.ts';

export interface RowPlan {
  readonly lab: string;
  readonly params: Settings;
  readonly conditions: Conditions;
  readonly start: readonly Step[];
  /** Publications after which the row has had enough. */
  readonly messages: number;
  /** The action that cuts, and after how many publications; undefined where nothing is cut. */
  readonly cut: { readonly action: string; readonly after: number } | undefined;
  readonly stop: readonly Step[];
  /** Milliseconds for which what was published may still arrive. */
  readonly patience: number;
}

/** How long messages may take beyond the path and a poll, milliseconds. */
const PATIENCE = 1200;

/**
 * The plan of a row. Settings of the comparison go to the lab where it has one of the same name, within its limits; then come
 * the row's own, and what the application does about a cut.
 */
export function planRow(row: ComparisonRow, settings: CompareSettings, labSettings: readonly Setting[]): RowPlan {
  const shared = labSettings.flatMap((setting) => {
    if (setting.kind !== 'number' || !Object.hasOwn(settings, setting.name)) return [];
    const most = setting.name === 'clients' ? Math.min(setting.max, row.clients ?? setting.max) : setting.max;
    const wanted = Number(settings[setting.name as keyof CompareSettings]);
    return [[setting.name, Math.max(setting.min, Math.min(most, wanted))] as const];
  });
  const { fault, messages, rtt, interval, care } = settings;
  const cuts = fault === 'cut' && row.cut !== undefined;
  return {
    lab: row.lab,
    params: { ...defaultsOf(labSettings), ...Object.fromEntries(shared), ...row.params, ...row.care[care] },
    conditions: pathOf(settings),
    start: row.start as readonly Step[],
    messages,
    cut: cuts ? { action: row.cut as string, after: Math.floor(messages / 2) } : undefined,
    stop: row.stop as readonly Step[],
    patience: PATIENCE + 3 * rtt + interval,
  };
}

/** The plan where no feed is carried: its steps are all there is, and nothing is waited for after them. */
export function withoutFeed(plan: RowPlan): RowPlan {
  return { ...plan, messages: 0, cut: undefined, patience: 0 };
}
