// What an event says to the memory: the one place where grades become ratings.
//
//   wrong                        again   whatever one's confidence
//   partly right                 hard
//   right, and it was a guess    hard    a right guess is not knowledge: it comes back soon
//   right, and one thought so    good
//   right, and one was sure      easy
//
// A line of a mock interview's rubric has points and no confidence: 3 is good, 2 is hard, less is again.
import type { Answer, Confidence, Grade } from '../quiz/schema.ts';
import type { Rating } from '../review/card.ts';
import type { Review } from '../review/replay.ts';
import { INTERVIEW_LINES, type InterviewScores, type ProgressEvent } from './event.ts';

/** How well something was remembered, by its grade and by how sure one said to be before it was graded. */
export function ratingOf(grade: Grade, confidence: Confidence): Rating {
  if (grade === 'wrong') return 'again';
  if (grade === 'partly' || confidence === 'guess') return 'hard';
  return confidence === 'sure' ? 'easy' : 'good';
}

/** Fewer points than this, and the line was lost: it becomes a card. */
const LOST_BELOW = 2;
const rated = (points: number): Rating => (points >= 3 ? 'good' : points >= LOST_BELOW ? 'hard' : 'again');

export const questionCard = (id: string): string => `question:${id}`;
export const experimentCard = (id: string): string => `experiment:${id}`;
export const interviewCard = (id: string, line: keyof InterviewScores): string => `interview:${id}/${line}`;

/** Authors count the versions of an interview themselves. */
export const interviewVersion = (version: number): string => `v${version}`;

/** The reviews of a log, in its order. Events whose time cannot be read are passed over. */
export function reviewsOf(events: readonly ProgressEvent[]): readonly Review[] {
  return events.flatMap(reviewsIn);
}

function reviewsIn(event: ProgressEvent): readonly Review[] {
  const at = Date.parse(event.at);
  if (Number.isNaN(at)) return [];
  const graded = ({ grade, confidence, version }: { grade: Grade; confidence: Confidence; version?: string | undefined }) => ({
    at,
    rating: ratingOf(grade, confidence),
    right: grade === 'correct',
    confidence,
    version,
  });
  switch (event.kind) {
    case 'answered':
      return [{ card: questionCard(event.question), opens: true, ...graded(event) }];
    case 'experimented':
      return [{ card: experimentCard(event.experiment), opens: event.grade !== 'correct', outcome: event.outcome, ...graded(event) }];
    case 'reviewed':
      return [{ card: event.card, opens: true, ...graded(event) }];
    case 'interview':
      return INTERVIEW_LINES.map((line): Review => {
        const points = event.scores[line];
        const card = interviewCard(event.interview, line);
        const version = interviewVersion(event.version);
        return { card, at, rating: rated(points), right: points >= 3, confidence: undefined, opens: points < LOST_BELOW, version };
      });
    default:
      return [];
  }
}

/** The event of a card that was asked again, without its time: a quiz question counts for its quiz too. */
export function reviewEvent(
  { card, version }: { readonly card: string; readonly version: string },
  { answer, grade, confidence }: { readonly answer: Answer; readonly grade: Grade; readonly confidence: Confidence },
) {
  const question = /^question:(.*)$/.exec(card)?.[1];
  return question === undefined
    ? ({ kind: 'reviewed', card, grade, confidence, version } as const)
    : ({ kind: 'answered', question, answer, grade, confidence, version } as const);
}
