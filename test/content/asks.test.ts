// Cards of the course that ships: each can be put as a question, and one that is answered right is graded right.
import { beforeAll, describe, expect, it } from 'vitest';
import { type Catalog, createCatalog } from '../../src/content/catalog.ts';
import { compileContent } from '../../src/content/compile.ts';
import { INTERVIEW_LINES } from '../../src/progress/event.ts';
import { gradeEstimate } from '../../src/quiz/attempt.ts';
import type { Answer, Question } from '../../src/quiz/schema.ts';

let catalog: Catalog;
beforeAll(async () => {
  const content = await compileContent(new URL('../../content', import.meta.url).pathname);
  if (!content.ok) throw new Error(JSON.stringify(content.problems[0]));
  catalog = createCatalog(content.value);
}, 60_000);

function rightAnswer(question: Question): Answer {
  switch (question.kind) {
    case 'choice':
    case 'trace':
      return { kind: question.kind, picked: question.options.findIndex(({ correct }) => correct) };
    case 'several':
      return { kind: 'several', picked: question.options.flatMap(({ correct }, index) => (correct ? [index] : [])) };
    case 'order':
      return { kind: 'order', order: [...question.steps.keys()] };
    case 'number':
      return { kind: 'number', value: question.answer };
  }
}

describe('a card of the course', () => {
  it('is a quiz question as it stands', () => {
    const cards = catalog.askables(new Set()).filter(({ card }) => card.startsWith('question:'));
    expect(cards.length).toBeGreaterThan(200);
    for (const { card } of cards) expect(catalog.ask(card)?.question.id).toBe(card.slice('question:'.length));
  });

  it('is a prediction with what the run decided, and nothing without it', () => {
    const cards = catalog.askables(new Set()).filter(({ card }) => card.startsWith('experiment:'));
    expect(cards.length).toBeGreaterThan(50);
    for (const { card, version } of cards) {
      expect(version).not.toBe('');
      expect(catalog.ask(card)).toBeUndefined();
      const ask = catalog.ask(card, { right: 0, measured: {} });
      expect(ask?.above).not.toBe('');
      expect(ask && gradeEstimate(ask.question, rightAnswer(ask.question)).grade, card).toBe('correct');
    }
  });

  it('is a line of an interview, each wrong option with a word of its own', () => {
    for (const { slug } of catalog.interviews)
      for (const line of INTERVIEW_LINES) {
        const ask = catalog.ask(`interview:${slug}/${line}`);
        if (ask === undefined) continue;
        const { question } = ask;
        expect(gradeEstimate(question, rightAnswer(question), ask.factor).grade, `${slug} ${line}`).toBe('correct');
        if (!('options' in question)) continue;
        expect(
          question.options.some(({ correct }) => correct),
          `${slug} ${line}`,
        ).toBe(true);
        expect(
          question.options.some(({ correct }) => !correct),
          `${slug} ${line}`,
        ).toBe(true);
        for (const { text, why } of question.options) expect(why, `${slug} ${line} ${text}`).not.toBe('');
      }
    const lines = catalog.interviews.flatMap(({ slug }) =>
      INTERVIEW_LINES.filter((line) => catalog.ask(`interview:${slug}/${line}`) !== undefined),
    );
    expect(lines.length).toBeGreaterThan(5 * catalog.interviews.length);
  });

  it('takes an estimate from answer / factor to answer × factor', () => {
    const ask = catalog.ask('interview:live-scores/ties');
    if (ask === undefined || ask.question.kind !== 'number' || ask.factor === undefined) throw new Error('there is no estimate');
    const { question, factor } = ask;
    const grade = (value: number) => gradeEstimate(question, { kind: 'number', value }, factor).grade;
    expect([grade(question.answer * factor), grade(question.answer / factor)]).toEqual(['correct', 'correct']);
    expect([grade(question.answer * factor * 1.01), grade((question.answer / factor) * 0.99)]).toEqual(['wrong', 'wrong']);
  });

  it('changes its version with what is right, and not with better words', () => {
    const [lesson] = catalog.topics
      .flatMap((topic) => topic.lessons)
      .filter(({ questions }) => questions.some(({ kind }) => kind === 'choice'));
    const question = lesson?.questions.find(({ kind }) => kind === 'choice') as Extract<Question, { kind: 'choice' }>;
    const versionWith = (changed: Question) => {
      const topics = [{ ...catalog.topics[0], lessons: [{ ...lesson, questions: [changed] }] }];
      return createCatalog({ sources: {}, topics, decisions: [], comparisons: [] } as never).versionOf(`question:${changed.id}`);
    };
    const before = versionWith(question);
    expect(
      versionWith({ ...question, prompt: 'Better words', options: question.options.map((option) => ({ ...option, why: 'better' })) }),
    ).toBe(before);
    expect(versionWith({ ...question, options: question.options.map((option) => ({ ...option, correct: !option.correct })) })).not.toBe(
      before,
    );
  });

  it('that is gone asks nothing', () => {
    for (const card of ['question:gone', 'experiment:gone', 'interview:gone/fails', 'interview:live-scores/gone', 'nonsense', ''])
      expect(catalog.ask(card, { right: 0, measured: {} }), card).toBeUndefined();
  });
});
