// A queue of cards as JSON: what each asks, with options in a shuffled order under the numbers by which they are answered, and
// without what is right.
import type { Ask } from '../../content/catalog.ts';
import { dayOf } from '../../lib/day.ts';
import { shuffledOrder } from '../../quiz/attempt.ts';
import type { Question } from '../../quiz/schema.ts';
import type { Plan } from '../../review/plan.ts';
import type { Queued } from '../../review/queue.ts';

/** One card of the queue. `seed` shuffles. */
export function cardJson({ card, why }: Queued, ask: Ask | undefined, seed: number): unknown {
  const { topic, lesson, state } = card;
  return {
    card: card.card,
    why,
    topic,
    lesson,
    due: state === undefined ? null : new Date(state.due).toISOString(),
    // Undecided predictions of the first days can be asked by a run only.
    asks: ask === undefined ? null : { title: ask.title, above: ask.above, ...asked(ask.question, shuffledOrder(ask.question, seed)) },
  };
}

function asked(question: Question, order: readonly number[]) {
  const { kind, prompt } = question;
  switch (question.kind) {
    case 'choice':
    case 'several':
      return { kind, prompt, options: order.map((number) => ({ number, text: question.options[number]?.text })) };
    case 'trace':
      return { kind, prompt, trace: question.trace, options: order.map((number) => ({ number, text: question.options[number]?.text })) };
    case 'order':
      return { kind, prompt, steps: order.map((number) => ({ number, text: question.steps[number] })) };
    case 'number':
      return { kind, prompt, unit: question.unit };
  }
}

/** A plan: what is remembered on the day with it and without, and the cards of each day. */
export function planJson(plan: Plan, on: string): unknown {
  const { days, without, kept } = plan;
  return { on, without, kept, days: days.map(({ day, reviews, fresh }) => ({ day: dayOf(day), reviews, fresh })) };
}
