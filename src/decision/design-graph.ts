// A design as a Mermaid flowchart: what each family is asked for, what it chose, and the conflicts between the choices.
// Pure.
import type { DesignOutcome } from './design.ts';
import { choiceName, conflictTitle, familyTitle, settle } from './design-words.ts';
import { questionOf, valueTitle } from './explain.ts';
import type { RuleBook } from './schema.ts';

/** Requirements that are named in one box; the others are counted. */
const NAMED = 5;
/** Answers below this many characters say little without their question. */
const SHORT = 16;

/** The lines of the flowchart. */
export function designGraph(title: string, books: readonly RuleBook[], outcome: DesignOutcome): readonly string[] {
  const settled = settle(outcome);
  const node = (family: string) => `f${outcome.decisions.findIndex((known) => known.family === family)}`;
  const lines = ['flowchart LR', `  p([${label(title)}])`];
  for (const { family, requirements } of outcome.decisions) {
    const book = books.find((known) => known.family === family);
    const values = Object.entries(requirements).map(([id, value]) => said(book, id, value));
    const more = values.length > NAMED ? [`and ${values.length - NAMED} more`] : [];
    const { choice } = settled;
    const name = choice[family] === undefined ? 'nothing is left' : choiceName(books, choice, family);
    const before = settled.gaveWay.includes(family) ? [`instead of ${choiceName(books, outcome.choice, family)}`] : [];
    lines.push(`  p --> r${node(family)}[${label(...values.slice(0, NAMED), ...more)}]`);
    lines.push(`  r${node(family)} --> ${node(family)}[${label(familyTitle(books, family), name, ...before)}]`);
    lines.push(`  class r${node(family)} asked`);
  }
  for (const [index, conflict] of settled.conflicts.entries()) {
    const at = `c${index}`;
    lines.push(`  ${at}{{${label(`${conflict.severity}: ${conflictTitle(books, conflict)}`, `Cure: ${conflict.cure}`)}}}`);
    for (const family of Object.keys(conflict.between)) lines.push(`  ${node(family)} -.- ${at}`);
    lines.push(`  class ${at} ${conflict.severity}`);
  }
  return [...lines, '  classDef asked stroke-dasharray:2', '  classDef breaks stroke-width:3px', '  classDef costs stroke-dasharray:4'];
}

/** An answer; a short one, such as a bare yes, with its question. */
function said(book: RuleBook | undefined, id: string, value: string): string {
  if (book === undefined) return value;
  const title = valueTitle(book, id, value);
  return title.length < SHORT ? `${questionOf(book, id)} ${title}` : title;
}

/** A quoted label, which Mermaid wraps; what Mermaid or HTML would read as its own is written as an entity. */
function label(...parts: readonly string[]): string {
  return `"${parts.map((part) => part.replace(/[&#<>"|`]/g, (character) => `#${character.charCodeAt(0)};`)).join('<br/>')}"`;
}
