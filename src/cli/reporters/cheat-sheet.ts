// The course on a few pages of Markdown, made from its content: for each topic what to remember, what one hears and what is
// true, and the words; for each decision the options with their price and their failure, and the rules; then the sources.
import type { Catalog } from '../../content/catalog.ts';
import type { RuleBook } from '../../decision/schema.ts';

/** The sheet as lines; `day` is the day on which it is made, as `2026-11-25`. */
export function cheatSheet(catalog: Catalog, version: string, day: string): readonly string[] {
  const cited = new Set<string>();
  const cite = (reference: string) => {
    if (reference === '') return '';
    cited.add(reference.split('#')[0] ?? '');
    return ` (${catalog.cite(reference)?.label ?? reference})`;
  };
  const marked = (text: string) => oneLine(text.replace(/\s?\[\^([^\]]+)\]/g, (_mark, reference: string) => cite(reference)));
  const topics = catalog.topics.filter(({ lessons }) => lessons.length > 0);
  const body = [
    ...topics.flatMap((topic) => [
      '',
      `## ${topic.title}`,
      '',
      oneLine(topic.summary),
      ...topic.lessons.flatMap((lesson) => [
        '',
        `### ${lesson.title}`,
        '',
        marked(lesson.summary),
        '',
        ...lesson.myths.map(({ claim, truth, source }) => `- **“${oneLine(claim)}”** ${marked(truth)}${cite(source)}`),
        ...lesson.glossary.map(({ term, meaning, source }) => `- *${term}*: ${marked(meaning)}${cite(source)}`),
      ]),
    ]),
    ...catalog.decisions.flatMap((book) => decisionLines(book, marked, cite)),
  ];
  const sources = [...cited].sort().flatMap((id) => {
    const source = catalog.sources[id];
    return source === undefined ? [] : [`- ${source.title}: <${source.url}>, checked: ${source.checked}`];
  });
  return [
    `# Wirewise ${version}: cheat sheet`,
    '',
    `Made on ${day} from the content of the course.`,
    ...body,
    '',
    '## Sources',
    '',
    ...sources,
  ];
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

function decisionLines(book: RuleBook, marked: (text: string) => string, cite: (reference: string) => string): readonly string[] {
  const when = (conditions: Readonly<Record<string, string | readonly string[]>>) =>
    Object.entries(conditions)
      .map(([dimension, value]) => `${dimension} ${typeof value === 'string' ? value : value.join(' or ')}`)
      .join(', ');
  return [
    '',
    `## Decide: ${book.title}`,
    ...book.candidates.flatMap((candidate) => {
      const rules = book.rules.filter((rule) => rule.candidate === candidate.id);
      const word = (effect: number | 'exclude') => (effect === 'exclude' ? 'ruled out' : effect > 0 ? `+${effect}` : String(effect));
      return [
        '',
        `### ${candidate.title}`,
        '',
        `${marked(candidate.summary)} ${candidate.history === undefined ? '' : `**History:** ${marked(candidate.history)} `}${cite(candidate.source).trim()}`.trim(),
        '',
        `- Price: ${marked(candidate.cost)}`,
        `- Fails: ${marked(candidate.failure)}`,
        ...rules.map(
          ({ effect, when: conditions, because, source }) =>
            `- ${word(effect)} when ${when(conditions)}: ${marked(because)}${cite(source)}`,
        ),
      ];
    }),
  ];
}
