// Mock interviews as lines of text: the list, the step that is asked, the grade with its evidence.
import type { Catalog } from '../../content/catalog.ts';
import { LEVELS } from '../../interview/levels.ts';
import { titleOf } from '../../interview/markdown.ts';
import { LINES, MOST, type Outcome, PASS_IN_WORDS, RUBRIC } from '../../interview/rubric.ts';
import type { Interview } from '../../interview/schema.ts';
import type { Step } from '../../interview/step.ts';
import { wrap } from '../wrap.ts';

/** The interviews by level, each with its families. */
export function interviewList(interviews: readonly Interview[], catalog: Catalog): readonly string[] {
  const width = Math.max(0, ...interviews.map(({ slug }) => slug.length)) + 2;
  const lines: string[] = [];
  for (const level of [1, 2, 3, 4] as const) {
    const own = interviews.filter((interview) => interview.level === level);
    if (own.length === 0) continue;
    if (lines.length > 0) lines.push('');
    lines.push(`Level ${level}, ${LEVELS[level]}`);
    for (const { slug, title, families } of own)
      lines.push(`  ${slug.padEnd(width)}${title} (${families.map((family) => catalog.decision(family)?.title ?? family).join(', ')})`);
  }
  return lines;
}

/** A step as a script answers it: ids before their texts. */
export function stepText(step: Step, width: number): readonly string[] {
  const head = [...(step.say === '' ? [] : [...wrap(`“${step.say}”`, width), '']), ...wrap(step.question, width), ''];
  if (step.kind === 'number') return [...head, ...wrap(`"${step.id}": a number${step.unit === '' ? '' : `, in ${step.unit}`}`, width)];
  const how = step.count === 1 ? 'one of these ids' : `a list of ${step.count} of these ids`;
  return [...head, `"${step.id}": ${how}`, ...step.options.flatMap(({ id, text }) => [`  ${id}`, ...wrap(text, width, '      ')])];
}

/** The grade: points, evidence, where to look, what was caught. */
export function outcomeText({ lines: graded, total, passed, caught }: Outcome, width: number): readonly string[] {
  const lines = [...wrap(`${total} of ${LINES.length * MOST}: ${passed ? 'passed' : 'not passed'}. ${PASS_IN_WORDS}`, width)];
  for (const line of LINES) {
    const { score, evidence, see } = graded[line];
    lines.push('', ...wrap(`${score} of ${MOST}  ${titleOf(line)}: ${RUBRIC[line]}`, width));
    for (const { worth, text, source } of evidence) {
      const [first = '', ...rest] = wrap(`${text}${source ? ` [${source}]` : ''}`, width - 12);
      lines.push(
        `  ${{ good: 'right', partly: 'partly', bad: 'lost' }[worth].padEnd(8)}${first}`,
        ...rest.map((more) => `          ${more}`),
      );
    }
    if (score < MOST && see !== undefined) lines.push(`  see     wirewise open ${see}`);
  }
  for (const { name, truth } of caught) lines.push('', ...wrap(`Caught by name: ${name}. ${truth}`, width));
  return lines;
}
