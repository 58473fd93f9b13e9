import { describe, expect, it } from 'vitest';
import { duration } from '../../src/interview/levels.ts';
import { reportMarkdown } from '../../src/interview/markdown.ts';
import { gradeInterview } from '../../src/interview/rubric.ts';
import { engine, favourite, ours, play, settingOf } from './robots.ts';

const interview = ours.find(({ slug }) => slug === 'live-scores') as (typeof ours)[number];
const setting = settingOf(interview, 7);
const report = (robot: Parameters<typeof play>[1]) => {
  const answers = play(setting, robot);
  const outcome = gradeInterview(setting, answers);
  const cite = (reference: string) => ({ label: `the source ${reference}`, url: 'https://example.org/' });
  return reportMarkdown({ setting, answers, outcome, date: '2026-11-25', seconds: 252, cite });
};

describe('the report', () => {
  it('holds points, evidence with sources, and what was said', () => {
    const text = report(engine(setting));
    expect(text).toContain('# Mock interview: Live scores for a sports site');
    expect(text).toContain('2026-11-25, level 1 (warm-up), seed 7, 4 min 12 s');
    expect(text).toMatch(/\*\*1[78] of 18 points: passed\.\*\*/);
    expect(text).toContain('| Chooses | 3 of 3 |');
    expect(text).toContain('[the source ');
    expect(text).toContain(`- ${interview.failure.prompt}`);
    expect(text.endsWith('\n')).toBe(true);
  });

  it('names wrong reasonings, and says where each lost point can be seen', () => {
    const text = report(favourite);
    expect(text).toContain('not passed');
    expect(text).toContain('## Caught by name');
    expect(text).toMatch(/See it: `wirewise open (lab|lesson|experiment):[a-z0-9-]+`/);
  });
});

describe('a duration', () => {
  it.each([
    [0, '0 s'],
    [59.4, '59 s'],
    [59.6, '1 min 0 s'],
    [252, '4 min 12 s'],
  ])('%d', (seconds, words) => {
    expect(duration(seconds)).toBe(words);
  });
});
