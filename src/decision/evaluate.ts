// One rule against the stated requirements.
import type { Requirements, Rule } from './schema.ts';

/** The dimension, with its stated value, that a rule applies through; undefined where it does not apply. */
export function evaluate(rule: Rule, requirements: Requirements): { readonly dimension: string; readonly value: string } | undefined {
  const conditions = Object.entries(rule.when);
  const applies = conditions.every(([dimension, wanted]) => {
    const stated = requirements[dimension];
    // A dimension that is not stated counts for nobody.
    return stated !== undefined && (typeof wanted === 'string' ? stated === wanted : wanted.includes(stated));
  });
  const first = conditions[0];
  if (!applies || first === undefined) return undefined;
  return { dimension: first[0], value: requirements[first[0]] as string };
}
