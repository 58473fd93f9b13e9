// Reads scripted answers to cards: a JSON array, or one JSON object a line. All of them are checked before any is recorded.
import type { Ask } from '../content/catalog.ts';
import type { Answer, Confidence, Question } from '../quiz/schema.ts';
import { UsageError } from './command.ts';

export interface Scripted {
  readonly ask: Ask;
  readonly answer: Answer;
  readonly confidence: Confidence;
}

const CONFIDENCES: readonly unknown[] = ['guess', 'think', 'sure'];

/** Answers as `{"card": "question:…", "answer": 1, "confidence": "think"}`. Throws UsageError with one sentence for the first mistake. */
export function parseAnswers(text: string, where: string, findAsk: (card: string) => Ask | undefined): readonly Scripted[] {
  return recordsOf(text, where).map((record, index) => {
    const at = `answer ${index + 1} of ${where}`;
    if (typeof record !== 'object' || record === null) throw new UsageError(`${at} is no JSON object`);
    const { card, answer, confidence = 'think' } = record as Record<string, unknown>;
    if (typeof card !== 'string') throw new UsageError(`${at} names no card`);
    const ask = findAsk(card);
    if (ask === undefined)
      throw new UsageError(`${at}: there is no card '${card}' to ask; \`wirewise review --json\` lists those of today`);
    if (!CONFIDENCES.includes(confidence)) throw new UsageError(`${at}: confidence is guess, think or sure`);
    const read = readAnswer(ask.question, answer);
    if (read === undefined) throw new UsageError(`${at}: ${wanted(ask.question)}`);
    return { ask, answer: read, confidence: confidence as Confidence };
  });
}

function recordsOf(text: string, where: string): readonly unknown[] {
  const trimmed = text.trim();
  if (trimmed === '') throw new UsageError(`${where} holds no answers`);
  try {
    if (trimmed.startsWith('[')) return JSON.parse(trimmed) as unknown[];
  } catch (error) {
    throw new UsageError(`${where} is no JSON: ${(error as Error).message}`);
  }
  return trimmed.split('\n').map((line, index) => {
    try {
      return JSON.parse(line) as unknown;
    } catch (error) {
      throw new UsageError(`line ${index + 1} of ${where} is no JSON: ${(error as Error).message}`);
    }
  });
}

/** An answer in the short form, by the kind of its question; undefined when it does not fit. */
function readAnswer(question: Question, value: unknown): Answer | undefined {
  const within = (size: number) => (one: unknown) => Number.isInteger(one) && (one as number) >= 0 && (one as number) < size;
  switch (question.kind) {
    case 'choice':
    case 'trace':
      return within(question.options.length)(value) ? { kind: question.kind, picked: value as number } : undefined;
    case 'several':
      return Array.isArray(value) && value.every(within(question.options.length)) ? { kind: 'several', picked: value } : undefined;
    case 'order':
      return Array.isArray(value) && value.every(within(question.steps.length)) ? { kind: 'order', order: value } : undefined;
    case 'number':
      return Number.isFinite(value) ? { kind: 'number', value: value as number } : undefined;
  }
}

function wanted(question: Question): string {
  switch (question.kind) {
    case 'choice':
    case 'trace':
      return `answer is the number of one option, 0 to ${question.options.length - 1}`;
    case 'several':
      return `answer is a list of option numbers, 0 to ${question.options.length - 1}; [] for none`;
    case 'order':
      return `answer is a list of step numbers, 0 to ${question.steps.length - 1}`;
    case 'number':
      return 'answer is a number';
  }
}
