// A review by its keys: the cards of the day, graded, recorded and said when they come again.
import { afterEach, describe, expect, it } from 'vitest';
import { createCatalog } from '../../../../src/content/catalog.ts';
import type { Lesson } from '../../../../src/content/schema.ts';
import { manualClock } from '../../../../src/lib/clock.ts';
import type { ProgressEvent } from '../../../../src/progress/event.ts';
import type { Question } from '../../../../src/quiz/schema.ts';
import { Shell } from '../../../../src/ui/app.tsx';
import { KeysProvider } from '../../../../src/ui/hooks/use-keys.tsx';
import { createTheme, ThemeContext } from '../../../../src/ui/theme.ts';
import { content, fixtureServices } from '../../fixture.ts';
import { type Shown, show } from '../../wait-for-frame.ts';

const NOW = new Date(2026, 10, 25, 12).getTime();
const DAY = 86_400_000;
const ENTER = '\r';
const plain = createTheme({ colour: false, ascii: false, screenReader: false });

const question = (id: string): Question => ({
  id,
  kind: 'choice',
  prompt: `What is ${id}?`,
  difficulty: 1,
  source: 'rfc6455#1.2',
  see: 'lab:websocket',
  options: [
    { text: `${id} as it is`, correct: true, why: 'So it is.' },
    { text: `${id} as it was`, correct: false, why: 'No more.' },
    { text: `${id} as it seems`, correct: false, why: 'It only seems so.' },
  ],
});
const topic = content.topics[0] as (typeof content.topics)[number];
const [websocket, sse] = topic.lessons as readonly [Lesson, Lesson];
const predicted: Lesson['experiments'][number] = {
  ...(websocket.experiments[0] as Lesson['experiments'][number]),
  predict: {
    prompt: 'How many were lost?',
    options: ['None', 'One'].map((text) => ({ text, holds: { measure: 'lost', is: '=' as const, value: 0 }, why: `Not ${text}.` })),
  },
  explain: 'The cut took {{lost}} with it.',
};
const catalog = createCatalog({
  ...content,
  topics: [
    {
      ...topic,
      lessons: [
        { ...websocket, questions: ['frames', 'masks'].map(question), experiments: [predicted] },
        { ...sse, questions: ['streams'].map(question) },
      ],
    },
  ],
});

const answered = (id: string, daysAgo: number, grade: 'correct' | 'wrong' = 'wrong'): ProgressEvent => ({
  at: new Date(NOW - daysAgo * DAY).toISOString(),
  kind: 'answered',
  question: id,
  answer: { kind: 'choice', picked: 1 },
  grade,
  confidence: 'think',
});

let shown: Shown | undefined;
afterEach(() => shown?.unmount());

function open(events: readonly ProgressEvent[], screen: 'review' | 'home' = 'review') {
  const services = { ...fixtureServices({ events }), catalog, clock: manualClock(NOW) };
  shown = show(
    <ThemeContext value={plain}>
      <KeysProvider>
        <Shell services={services} size={{ columns: 80, rows: 24 }} start={{ screen }} />
      </KeysProvider>
    </ThemeContext>,
  );
  return { services, shown };
}

describe('the review', () => {
  it('asks what is due, records it with its version, and says when it comes again', async () => {
    const { services, shown: screen } = open([answered('frames', 3)]);
    await screen.waitForFrame(/Card 1 of 1 .*WebSocket, due[\s\S]*What is frames\?/);
    // Options are shuffled: the cursor goes to the right one.
    const options = screen
      .frame()
      .split('\n')
      .filter((line) => line.includes(' as it '));
    screen.press('j'.repeat(options.findIndex((line) => line.includes('as it is'))));
    screen.press(ENTER);
    await screen.waitForFrame('How sure are you?');
    screen.press(`j${ENTER}`);
    await screen.waitForFrame(/Right[\s\S]*again in \d+ (minutes|days)/);
    expect(services.recorded).toContainEqual(
      expect.objectContaining({
        kind: 'answered',
        question: 'frames',
        grade: 'correct',
        confidence: 'sure',
        version: catalog.versionOf('question:frames'),
      }),
    );
    screen.press(ENTER);
    await screen.waitForFrame('1 of 1 right');
  });

  it('mixes lessons, and asks a missed prediction with what the run decided', async () => {
    const missed: ProgressEvent = {
      at: new Date(NOW - 2 * DAY).toISOString(),
      kind: 'experimented',
      experiment: 'cut',
      grade: 'wrong',
      confidence: 'sure',
      observed: 'correct',
      outcome: { right: 1, measured: { lost: 1 } },
    };
    const { services, shown: screen } = open([missed]);
    await screen.waitForFrame(/What a cut takes with it, due[\s\S]*The path is cut\.[\s\S]*How many were lost\?/);
    screen.press(screen.frame().includes('❯ One') ? ENTER : `j${ENTER}`);
    await screen.waitForFrame('How sure are you?');
    screen.press(ENTER);
    await screen.waitForFrame('The cut took 1 with it.');
    expect(services.recorded).toContainEqual(expect.objectContaining({ kind: 'reviewed', card: 'experiment:cut', grade: 'correct' }));
  });

  it('offers to run again what only a run can ask, and says when nothing is due', async () => {
    const old: ProgressEvent = {
      at: new Date(NOW - 2 * DAY).toISOString(),
      kind: 'experimented',
      experiment: 'cut',
      grade: 'wrong',
      confidence: 'sure',
      observed: 'correct',
    };
    const { shown: screen } = open([old]);
    await screen.waitForFrame(
      /Nothing is due today[\s\S]*Predict again and run: What a cut takes with it|due again later today[\s\S]*Predict again and run/,
    );
  });

  it('has nothing to ask whom nothing was asked', async () => {
    const { shown: screen } = open([]);
    await screen.waitForFrame('There is nothing to review yet.');
  });

  it('goes another round with what was wrong', async () => {
    const { shown: screen } = open([answered('frames', 3)]);
    await screen.waitForFrame('Card 1 of 1');
    const options = screen
      .frame()
      .split('\n')
      .filter((line) => line.includes(' as it '));
    screen.press('j'.repeat(options.findIndex((line) => line.includes('as it was'))));
    screen.press(ENTER);
    await screen.waitForFrame('How sure are you?');
    screen.press(ENTER);
    await screen.waitForFrame(/Not so[\s\S]*again in a minute/);
    screen.press(ENTER);
    await screen.waitForFrame(/0 of 1 right[\s\S]*❯ Go on with the one that is left/);
    screen.press(ENTER);
    await screen.waitForFrame(/Card 1 of 1[\s\S]*What is frames\?/);
  });
});

describe('the first screen', () => {
  it('says how many are due today, once they were counted, and leads to them', async () => {
    const { shown: screen } = open([answered('frames', 3), answered('streams', 9), answered('masks', 5)], 'home');
    await screen.waitForFrame('Review: 3 due today');
    screen.press(`j${ENTER}`);
    await screen.waitForFrame('Card 1 of 3');
  });

  it('names no review to whom nothing was asked', async () => {
    const { shown: screen } = open([], 'home');
    expect(await screen.waitForFrame('Start here')).not.toContain('due today');
  });
});
