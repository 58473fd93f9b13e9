// A finished interview as Markdown, to keep: the points with their evidence, where each could have been seen, and what was
// said. Pure; who writes it to a file knows the date.
import { duration, LEVELS } from './levels.ts';
import { type Evidence, type Graded, LINES, MOST, type Outcome, PASS_IN_WORDS, RUBRIC } from './rubric.ts';
import { sessionOf } from './session.ts';
import type { Answers, Setting, Step } from './step.ts';

export interface ReportOptions {
  readonly setting: Setting;
  readonly answers: Answers;
  readonly outcome: Outcome;
  /** `2026-11-25`. */
  readonly date: string;
  /** How long it took; undefined where nobody measured. */
  readonly seconds?: number | undefined;
  /** The source behind `id#section`, as a person cites it, with its address. */
  readonly cite: (reference: string) => { readonly label: string; readonly url: string } | undefined;
}

/** What was answered, in words. */
export function answerInWords(step: Step, answer: Answers[string] | undefined): string {
  if (answer === undefined) return 'no answer';
  if (step.kind === 'number') return `${Number(answer).toLocaleString('en-US', { maximumFractionDigits: 6 })} ${step.unit}`.trim();
  const ids = Array.isArray(answer) ? answer : [answer];
  return ids.map((id) => step.options.find((option) => option.id === id)?.text ?? String(id)).join(' / ');
}

export const titleOf = (line: string) => line.charAt(0).toUpperCase() + line.slice(1);
const MARKS: Readonly<Record<Evidence['worth'], string>> = { good: '✓', partly: '◐', bad: '✗' };

/** The whole report; ends with a line feed. */
export function reportMarkdown({ setting, answers, outcome, date, seconds, cite }: ReportOptions): string {
  const { interview, seed } = setting;
  const told = (source: string | undefined) => {
    const found = source ? cite(source) : undefined;
    return found === undefined ? '' : ` ([${found.label}](${found.url}))`;
  };
  const facts = [date, `level ${interview.level} (${LEVELS[interview.level]})`, `seed ${seed}`];
  const lines = [
    `# Mock interview: ${interview.title}`,
    '',
    [...facts, ...(seconds === undefined ? [] : [duration(seconds)])].join(', '),
    '',
    ...quote(interview.prompt),
    '',
    `**${outcome.total} of ${LINES.length * MOST} points: ${outcome.passed ? 'passed' : 'not passed'}.** ${PASS_IN_WORDS}`,
    '',
    '| Line | Points | Asks whether one |',
    '| --- | --- | --- |',
    ...LINES.map((line) => `| ${titleOf(line)} | ${outcome.lines[line].score} of ${MOST} | ${RUBRIC[line]} |`),
    '',
    ...LINES.flatMap((line) => section(line, outcome.lines[line], told)),
  ];
  if (outcome.caught.length > 0) {
    lines.push('## Caught by name', '');
    for (const { name, truth, source, see } of outcome.caught) lines.push(`- **${name}**: ${truth}${told(source)}${opens(see)}`);
    lines.push('');
  }
  lines.push('## What was said', '');
  for (const step of sessionOf(setting, answers).done) {
    if (step.say !== '') lines.push(...quote(step.say), '');
    lines.push(`- ${step.question}`, `  - ${answerInWords(step, answers[step.id])}`, '');
  }
  const source = cite(interview.source);
  if (source !== undefined) lines.push(`Modelled on: [${source.label}](${source.url}).`, '');
  return `${lines.join('\n').trimEnd()}\n`;
}

function section(line: string, { score, evidence, see }: Graded, told: (source: string | undefined) => string): readonly string[] {
  return [
    `## ${titleOf(line)}: ${score} of ${MOST}`,
    '',
    ...evidence.map(({ worth, text, source }) => `- ${MARKS[worth]} ${text}${told(source)}`),
    ...(score === MOST || see === undefined ? [] : ['', `See it:${opens(see)}`]),
    '',
  ];
}

const opens = (see: string | undefined) => (see ? ` \`wirewise open ${see}\`` : '');
const quote = (text: string) =>
  text
    .trim()
    .split(/\n+/)
    .map((line) => `> ${line}`);
