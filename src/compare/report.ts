// A comparison that was run, as one value: what was measured of each row beside what is claimed of it. The screen, the text
// and the JSON of `wirewise compare` are drawn from it. Pure.
import type { WireEvent } from '../wire/event.ts';
import { type Holds, type JudgedRow, judge } from './judge.ts';
import { type Measured, measureRow } from './measured.ts';
import type { Claim, Comparison } from './schema.ts';
import type { CompareSettings } from './settings.ts';

/** What a run gave of one row. */
export interface RowRun {
  readonly lab: string;
  readonly events: readonly WireEvent[];
  /** Why it has no or not all events, one sentence. */
  readonly problem?: string;
}

export interface ReportedClaim {
  readonly about: string;
  readonly claim: string;
  readonly verdict: Holds;
  readonly because: string;
  readonly source: string;
}

export interface ReportedRow {
  readonly lab: string;
  readonly title: string;
  /** How what was missed comes back; empty where it does not. */
  readonly recovers: string;
  readonly measured: Measured;
  readonly claims: readonly ReportedClaim[];
  readonly problem: string | undefined;
}

export interface CompareReport {
  readonly comparison: string;
  readonly settings: CompareSettings;
  readonly seed: number;
  readonly rows: readonly ReportedRow[];
}

/** Measures and judges a run, rows in the order of the comparison; a row that did not run is left out. */
export function reportOf(comparison: Comparison, settings: CompareSettings, seed: number, runs: readonly RowRun[]): CompareReport {
  const ran = comparison.rows.flatMap((row) => {
    const run = runs.find(({ lab }) => lab === row.lab);
    return run === undefined ? [] : [{ row, problem: run.problem, measured: measureRow(run.events) }];
  });
  const rows: readonly JudgedRow[] = ran.map(({ row, measured }) => ({ title: row.title, claims: row.claims, measured }));
  const said = (claim: Claim, row: JudgedRow, problem: string | undefined): ReportedClaim => {
    const { holds, because } =
      problem === undefined ? judge(claim, row, { rows, settings }) : { holds: 'not-measurable' as const, because: problem };
    return { about: claim.about, claim: claim.says, verdict: holds, because, source: claim.source };
  };
  return {
    comparison: comparison.id,
    settings,
    seed,
    rows: ran.map(({ row, measured, problem }, index) => ({
      lab: row.lab,
      title: row.title,
      recovers: row.recovers,
      measured,
      claims: row.claims.map((claim) => said(claim, rows[index] as JudgedRow, problem)),
      problem,
    })),
  };
}
