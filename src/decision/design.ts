// Several families decided at once: each for itself, then what the choices mean for each other, then the best choice for
// all of them together. Pure.
import type { Design, Tension } from './design-schema.ts';
import { recommend } from './recommend.ts';
import type { RankedCandidate, Recommendation, Requirements, RuleBook } from './schema.ts';

/** Family to what is required there, or to the option chosen there. */
export type DesignRequirements = Readonly<Record<string, Requirements>>;
export type Choice = Readonly<Record<string, string>>;

export interface Conflict {
  readonly id: string;
  readonly severity: 'breaks' | 'costs';
  /** The choices that meet in it, by family. */
  readonly between: Choice;
  /** The requirements that it needs besides, by family. */
  readonly given: DesignRequirements;
  readonly because: string;
  readonly cure: string;
  readonly source: string;
}
export interface Together {
  readonly choice: Choice;
  /** Points given up against each family's own winner. */
  readonly loss: number;
  /** What remains: prices to pay, nothing that breaks. */
  readonly conflicts: readonly Conflict[];
}
export interface DesignOutcome {
  readonly decisions: readonly { readonly family: string; readonly requirements: Requirements; readonly recommendation: Recommendation }[];
  /** Each family's own winner; the first of a tie. Families in which nothing is left are missing. */
  readonly choice: Choice;
  readonly conflicts: readonly Conflict[];
  /** The choice with the smallest loss in which nothing breaks; null where there is none. */
  readonly together: Together | null;
}

/** Decides every family that requirements are given for, in the order of the books; `decide` is for who remembers answers. */
export function decideDesign(
  books: readonly RuleBook[],
  tensions: readonly Tension[],
  requirements: DesignRequirements,
  decide: typeof recommend = recommend,
): DesignOutcome {
  const decisions = books
    .filter(({ family }) => requirements[family] !== undefined)
    .map((book) => ({
      family: book.family,
      requirements: requirements[book.family] ?? {},
      recommendation: decide(book, requirements[book.family] ?? {}),
    }));
  const choice: Record<string, string> = {};
  for (const { family, recommendation } of decisions) {
    const [first] = recommendation.leaders;
    if (first !== undefined) choice[family] = first;
  }
  const fields = decisions
    .map(({ family, recommendation }) => ({ family, open: recommendation.ranked.filter(({ excluded }) => excluded === null) }))
    .filter(({ open }) => open.length > 0);
  return { decisions, choice, conflicts: conflictsOf(tensions, choice, requirements), together: best(fields, tensions, requirements) };
}

/** The tensions that a choice runs into, what breaks first. */
export function conflictsOf(tensions: readonly Tension[], choice: Choice, requirements: DesignRequirements): readonly Conflict[] {
  return tensions
    .filter((tension) => isMet(tension, choice, requirements))
    .map(({ id, severity, when, given = {}, because, cure, source }) => ({
      id,
      severity,
      between: Object.fromEntries(Object.keys(when).map((family) => [family, choice[family] as string])),
      given: Object.fromEntries(
        Object.entries(given).map(([family, dimensions]) => [
          family,
          Object.fromEntries(Object.keys(dimensions).map((id) => [id, requirements[family]?.[id] as string])),
        ]),
      ),
      because,
      cure,
      source,
    }))
    .sort((one, other) => Number(one.severity === 'costs') - Number(other.severity === 'costs'));
}

function isMet({ when, given = {} }: Tension, choice: Choice, requirements: DesignRequirements): boolean {
  const among = (wanted: string | readonly string[], actual: string | undefined) =>
    actual !== undefined && [wanted].flat().includes(actual);
  return (
    Object.entries(when).every(([family, options]) => among(options, choice[family])) &&
    Object.entries(given).every(([family, dimensions]) =>
      Object.entries(dimensions).every(([dimension, values]) => among(values, requirements[family]?.[dimension])),
    )
  );
}

interface Field {
  readonly family: string;
  /** What may be chosen, best first. */
  readonly open: readonly RankedCandidate[];
}

/** The cheapest choice without a break; among equals fewer prices to pay, then the order of the rankings. */
function best(fields: readonly Field[], tensions: readonly Tension[], requirements: DesignRequirements): Together | null {
  const breaking = tensions.filter(({ severity }) => severity === 'breaks');
  let found: Together | null = null;
  const walk = (index: number, choice: Choice, loss: number): void => {
    if (found !== null && loss > found.loss) return;
    const field = fields[index];
    if (field !== undefined) {
      const top = field.open[0]?.score ?? 0;
      for (const candidate of field.open) walk(index + 1, { ...choice, [field.family]: candidate.option }, loss + top - candidate.score);
      return;
    }
    if (breaking.some((tension) => isMet(tension, choice, requirements))) return;
    const conflicts = conflictsOf(tensions, choice, requirements);
    if (found === null || loss < found.loss || conflicts.length < found.conflicts.length) found = { choice, loss, conflicts };
  };
  if (fields.length > 0) walk(0, {}, 0);
  return found;
}

/** A design's requirements as `family -> dimension -> value`, with changes laid over them. */
export function withChanges(design: Pick<Design, 'requirements'> | undefined, changes: DesignRequirements): DesignRequirements {
  const merged: Record<string, Requirements> = { ...design?.requirements };
  for (const [family, answers] of Object.entries(changes)) merged[family] = { ...merged[family], ...answers };
  return merged;
}
