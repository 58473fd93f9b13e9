// A recommendation as a Mermaid flowchart: requirements on the left, options on the right, what parted them between. Only
// the leaders and the next two have their reasons drawn, so that the picture can be read.
import { nameOf, points, questionOf, valueTitle } from '../../decision/explain.ts';
import type { Decision } from './decision-text.ts';

/** Options with a drawn reason. */
const DRAWN = 3;

/** The lines of the flowchart. */
export function decisionGraph({ book, requirements, recommendation }: Decision): readonly string[] {
  const stated = book.dimensions.filter(({ id }) => requirements[id] !== undefined);
  const dimension = (id: string) => `d${book.dimensions.findIndex((known) => known.id === id)}`;
  const option = (id: string) => `o${book.candidates.findIndex((known) => known.id === id)}`;
  const open = recommendation.ranked.filter(({ excluded }) => excluded === null);
  const drawn = open.filter(({ option: id }, index) => index < DRAWN || recommendation.leaders.includes(id));
  const lines = ['flowchart LR'];
  for (const { id, question } of stated)
    lines.push(`  ${dimension(id)}[${label(question, valueTitle(book, id, requirements[id] as string))}]`);
  for (const candidate of recommendation.ranked) {
    const name = nameOf(book, candidate.option);
    if (candidate.excluded === null) lines.push(`  ${option(candidate.option)}([${label(name, points(candidate.score))}])`);
    else lines.push(`  ${option(candidate.option)}([${label(name, `ruled out: ${candidate.excluded.because}`)}]):::out`);
  }
  for (const candidate of drawn) {
    for (const { id } of stated) {
      const effects = candidate.reasons.filter((reason) => reason.dimension === id).map(({ effect }) => effect);
      const effect = effects.reduce((sum, one) => sum + one, 0);
      if (effect !== 0) lines.push(`  ${dimension(id)} -->|"${effect > 0 ? '+' : ''}${effect}"| ${option(candidate.option)}`);
    }
  }
  const winner = recommendation.leaders.length === 1 ? recommendation.leaders[0] : undefined;
  if (winner !== undefined)
    for (const { change, winner: other } of recommendation.counterfactuals)
      if (change.from !== null) {
        const condition = label(`if: ${questionOf(book, change.dimension)}`, valueTitle(book, change.dimension, change.to));
        lines.push(`  ${option(winner)} -.->|${condition}| ${option(other)}`);
      }
  lines.push('  classDef wins stroke-width:3px', '  classDef out stroke-dasharray:4');
  if (recommendation.leaders.length > 0) lines.push(`  class ${recommendation.leaders.map(option).join(',')} wins`);
  return lines;
}

/** A quoted label; what Mermaid or HTML would read as its own is written as an entity. */
function label(...parts: readonly string[]): string {
  const escaped = parts.map((part) => part.replace(/[&#<>"|`]/g, (character) => `#${character.charCodeAt(0)};`));
  return `"${escaped.join('<br/>')}"`;
}
