// A whole interview by its keys, left in the middle and taken up again from what was recorded.
import { afterEach, describe, expect, it } from 'vitest';
import { createCatalog } from '../../../../src/content/catalog.ts';
import { sessionOf } from '../../../../src/interview/session.ts';
import type { Answer, Answers, Step } from '../../../../src/interview/step.ts';
import type { ProgressEvent } from '../../../../src/progress/event.ts';
import { progressOf } from '../../../../src/progress/progress.ts';
import { KeysProvider } from '../../../../src/ui/hooks/use-keys.tsx';
import type { Route } from '../../../../src/ui/route.ts';
import { InterviewScreen } from '../../../../src/ui/screens/interview/screen.tsx';
import { createTheme, ThemeContext } from '../../../../src/ui/theme.ts';
import { course, engine, ours, settingOf } from '../../../interview/robots.ts';
import { fixtureServices } from '../../fixture.ts';
import { type Shown, show } from '../../wait-for-frame.ts';

const WITHIN = 20_000;
const plain = createTheme({ colour: false, ascii: false, screenReader: false });
const interview = ours.find(({ slug }) => slug === 'live-scores') as (typeof ours)[number];
const shown: Shown[] = [];
afterEach(() => {
  for (const screen of shown.splice(0)) screen.unmount();
});

function open(events: ProgressEvent[], route: Extract<Route, { screen: 'interview' }>, size = { columns: 76, rows: 19 }) {
  const reports: string[] = [];
  const services = {
    ...fixtureServices(),
    catalog: createCatalog(course),
    seed: () => 7,
    saveReport: async (slug: string, text: string) => {
      reports.push(text);
      return `wirewise-interview-${slug}.md`;
    },
  };
  const visits: Route[] = [];
  const screen = show(
    <ThemeContext value={plain}>
      <KeysProvider>
        <InterviewScreen
          {...size}
          route={route}
          services={services}
          progress={progressOf(events)}
          navigate={(to) => visits.push(to)}
          back={() => undefined}
          record={(event) => events.push({ ...event, at: '2026-11-25T00:00:00.000Z' } as ProgressEvent)}
        />
      </KeysProvider>
    </ThemeContext>,
  );
  shown.push(screen);
  return { ...screen, visits, reports };
}

/** The keys that give an answer. */
function keysFor(step: Step, answer: Answer): readonly string[] {
  if (step.kind === 'number') return [String(answer), '\r'];
  const place = (id: string) => step.options.findIndex((option) => option.id === id);
  const to = (index: number) => `g${'j'.repeat(index)}`;
  if (!Array.isArray(answer)) return [to(place(String(answer))), '\r'];
  return [...answer.flatMap((id) => [to(place(id)), '\r']), 'G', '\r'];
}

const setting = settingOf(interview, 7);
const robot = engine(setting);
/** The words of a step that no other step has on the screen. */
const wordsOf = (step: Step) => step.question.split(/\s+/).slice(0, 4).join(' ');

/** Answers from where the screen is until a step of this id, or the end; what was answered. */
async function answer(screen: Shown, before: Answers, until?: string): Promise<Answers> {
  let answers = before;
  for (let step = sessionOf(setting, answers).next; step !== undefined && step.id !== until; step = sessionOf(setting, answers).next) {
    await screen.waitForFrame(wordsOf(step), WITHIN);
    const given = robot(step, answers);
    for (const keys of keysFor(step, given)) screen.press(keys);
    answers = { ...answers, [step.id]: given };
  }
  return answers;
}

describe('a mock interview on the screen', () => {
  it('is answered by keys, resumed at the exact step, graded, recorded and written to a file', { timeout: 60_000 }, async () => {
    const events: ProgressEvent[] = [];
    const first = open(events, { screen: 'interview', interview: interview.slug });
    await first.waitForFrame('Nothing is graded before the end', WITHIN);
    const before = await answer(first, {}, 'runner-up');
    await first.waitForFrame('not to be had', WITHIN);
    first.unmount();

    const second = open(events, { screen: 'interview', interview: interview.slug });
    await second.waitForFrame('not to be had', WITHIN);
    await answer(second, before);
    const report = await second.waitForFrame('of 18: passed', WITHIN);
    expect(report).toContain('1 Elicits');
    const done = events.filter(({ kind }) => kind === 'interview');
    expect(done).toEqual([expect.objectContaining({ interview: interview.slug, version: interview.version, seed: 7, passed: true })]);

    second.press('w');
    await second.waitForFrame(`wirewise-interview-${interview.slug}.md holds the report now.`, WITHIN);
    expect(second.reports[0]).toContain(`# Mock interview: ${interview.title}`);
    second.press('5');
    await expect
      .poll(() => second.visits, { timeout: WITHIN })
      .toEqual([{ screen: 'experiment', experiment: interview.failure.see.replace('experiment:', '') }]);
    second.unmount();

    // Who comes back to that very sitting finds its report; who opens the interview again begins anew.
    const third = open(events, { screen: 'interview', interview: interview.slug, seed: 7 });
    await third.waitForFrame('of 18: passed', WITHIN);
    expect(events.filter(({ kind }) => kind === 'interview')).toHaveLength(1);
    third.unmount();
    const fourth = open(events, { screen: 'interview', interview: interview.slug });
    await fourth.waitForFrame('Nothing is graded before the end', WITHIN);
  });

  it('has the cursor on handing in when the last reason is marked, and marks can still be taken back', { timeout: 60_000 }, async () => {
    const screen = open([], { screen: 'interview', interview: interview.slug });
    const before = await answer(screen, {}, 'reasons');
    await screen.waitForFrame(/❯ \[ \]/, WITHIN);
    screen.press('\r');
    await screen.waitForFrame(/❯ \[✓\]/, WITHIN);
    screen.press('j\r');
    await screen.waitForFrame('❯ These it is', WITHIN);
    screen.press('g\r');
    await screen.waitForFrame(/❯ \[ \]/, WITHIN);
    screen.press('\r');
    await screen.waitForFrame('❯ These it is', WITHIN);
    screen.press('\r');
    const next = sessionOf(setting, { ...before, reasons: robot(sessionOf(setting, before).next as Step, before) }).next as Step;
    await screen.waitForFrame(wordsOf(next), WITHIN);
  });

  it('shows what is known on demand, and beside the step where there is room', { timeout: 60_000 }, async () => {
    const screen = open([], { screen: 'interview', interview: interview.slug });
    await screen.waitForFrame('What do you ask?', WITHIN);
    screen.press('f');
    await screen.waitForFrame('Known from the start', WITHIN);
    screen.press('f');
    await screen.waitForFrame((frame) => frame.includes('What do you ask?') && !frame.includes('Known from the start'), WITHIN);
    const wide = open([], { screen: 'interview', interview: interview.slug }, { columns: 116, rows: 34 });
    await wide.waitForFrame((frame) => frame.includes('What do you ask?') && frame.includes('Known from the start'), WITHIN);
  });

  it('has a clock where one wants it, and a list to choose from', { timeout: 60_000 }, async () => {
    const screen = open([], { screen: 'interview', interview: interview.slug });
    await screen.waitForFrame('What do you ask?', WITHIN);
    screen.press('t');
    await screen.waitForFrame('8 min 0 s left', WITHIN);
    const list = open([], { screen: 'interview' });
    await list.waitForFrame('Level 1, warm-up', WITHIN);
    list.press('\r');
    await expect
      .poll(() => list.visits, { timeout: WITHIN })
      .toEqual([{ screen: 'interview', interview: createCatalog(course).interviews[0]?.slug }]);
    expect(list.frame()).toContain('of 18 points pass');
  });
});
