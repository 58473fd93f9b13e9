// Reads a value from outside (a line of a log) as a progress event. A value that this version does not know is no event:
// a log that was edited by hand, or written by another version, must not bring the screens down.
import { isOutcome } from '../review/card.ts';
import { INTERVIEW_LINES, type Place, type ProgressEvent } from './event.ts';

type Fields = Readonly<Record<string, unknown>>;

const GRADES: readonly unknown[] = ['correct', 'partly', 'wrong'];
const CONFIDENCES: readonly unknown[] = ['guess', 'think', 'sure'];

/** The event that a parsed JSON value is, or undefined. Fields beyond the known ones stay. */
export function parseEvent(value: unknown): ProgressEvent | undefined {
  if (!isFields(value) || !isText(value.at)) return undefined;
  return isEvent(value) ? (value as unknown as ProgressEvent) : undefined;
}

function isEvent(value: Fields): boolean {
  switch (value.kind as ProgressEvent['kind']) {
    case 'visited':
      return isPlace(value.place);
    case 'lesson-read':
      return isText(value.lesson);
    case 'predicted':
      return isText(value.experiment) && isNumber(value.answer) && CONFIDENCES.includes(value.confidence);
    case 'experimented':
      return (
        isText(value.experiment) &&
        GRADES.includes(value.grade) &&
        GRADES.includes(value.observed) &&
        CONFIDENCES.includes(value.confidence) &&
        isVersion(value.version) &&
        (value.outcome === undefined || isOutcome(value.outcome))
      );
    case 'answered':
      return isText(value.question) && isAnswer(value.answer) && isGraded(value);
    case 'reviewed':
      return isText(value.card) && isGraded(value);
    case 'decided':
      return isText(value.family) && isText(value.winner) && isTexts(value.requirements);
    case 'interview':
      return (
        isText(value.interview) &&
        isNumber(value.version) &&
        isNumber(value.seed) &&
        isNumber(value.seconds) &&
        typeof value.passed === 'boolean' &&
        isScores(value.scores)
      );
    case 'set-option':
      return isText(value.option) && isText(value.value);
    default:
      return false;
  }
}

const isVersion = (value: unknown) => value === undefined || isText(value);
const isGraded = (value: Fields) => GRADES.includes(value.grade) && CONFIDENCES.includes(value.confidence) && isVersion(value.version);

function isPlace(value: unknown): boolean {
  if (!isFields(value)) return false;
  switch (value.screen as Place['screen']) {
    case 'home':
    case 'review':
    case 'stats':
      return true;
    case 'lesson':
      return isText(value.lesson) && isNumber(value.line);
    case 'lab':
      return isText(value.lab);
    case 'compare':
      return isText(value.comparison);
    case 'experiment':
      return isText(value.experiment) && isText(value.step);
    case 'interview':
      return (
        isText(value.interview) &&
        isNumber(value.seed) &&
        isNumber(value.seconds) &&
        typeof value.timed === 'boolean' &&
        isFields(value.answers) &&
        Object.values(value.answers).every(
          (answer) => isText(answer) || isNumber(answer) || (Array.isArray(answer) && answer.every(isText)),
        )
      );
    case 'quiz':
      return isText(value.lesson) && isNumber(value.question);
    case 'decision':
      return isText(value.family) && isTexts(value.requirements) && (value.step === undefined || isText(value.step));
    case 'design':
      return isText(value.design) && isFields(value.requirements) && Object.values(value.requirements).every(isTexts);
    default:
      return false;
  }
}

function isScores(value: unknown): boolean {
  return isFields(value) && INTERVIEW_LINES.every((line) => isNumber(value[line]));
}

function isAnswer(value: unknown): boolean {
  if (!isFields(value)) return false;
  switch (value.kind) {
    case 'choice':
    case 'trace':
      return isNumber(value.picked);
    case 'several':
      return isNumbers(value.picked);
    case 'order':
      return isNumbers(value.order);
    case 'number':
      return isNumber(value.value);
    default:
      return false;
  }
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number';
const isNumbers = (value: unknown) => Array.isArray(value) && value.every(isNumber);
const isTexts = (value: unknown) => isFields(value) && Object.values(value).every(isText);
