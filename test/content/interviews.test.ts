// The mock interviews of the course as a set: enough of each kind, every option right somewhere, and nothing that gives the
// right answer away. That each comes out as it says is check-interviews.ts's part; the robots are those of test/interview/.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compileContent } from '../../src/content/compile.ts';

const compiled = await compileContent(fileURLToPath(new URL('../../content', import.meta.url)));
if (!compiled.ok) throw new Error(compiled.problems.map(({ where, line, message }) => `${where}:${line}: ${message}`).join('\n'));
const { decisions: books, interviews = [] } = compiled.value;
const LEVELS = [1, 2, 3, 4];

describe('the mock interviews of the course', () => {
  it('are forty at least: six about each family alone, eight across families, eight at each level', () => {
    expect(interviews.length).toBeGreaterThanOrEqual(40);
    for (const { family } of books)
      expect(interviews.filter(({ families }) => families.join() === family).length, family).toBeGreaterThanOrEqual(6);
    expect(interviews.filter(({ families }) => families.length > 1).length).toBeGreaterThanOrEqual(8);
    for (const level of LEVELS)
      expect(interviews.filter((interview) => interview.level === level).length, `level ${level}`).toBeGreaterThanOrEqual(8);
  });

  it('want each option somewhere that is not history', () => {
    for (const { family, candidates } of books) {
      const wanted = new Set(interviews.map(({ accepts }) => accepts[family]?.[0]));
      for (const { id, history } of candidates) if (history === undefined) expect(wanted, family).toContain(id);
      for (const { id, history } of candidates) if (history !== undefined) expect(wanted, family).not.toContain(id);
    }
  });

  it.each(LEVELS)('bring twists that move and twists that do not, at level %i', (level) => {
    const stays = interviews
      .filter((interview) => interview.level === level)
      .flatMap(({ accepts, twists }) =>
        twists.map((twist) => Object.entries(twist.accepts).every(([family, list]) => list.includes(accepts[family]?.[0] ?? ''))),
      );
    expect(stays.filter((stay) => stay).length).toBeGreaterThanOrEqual(3);
    expect(stays.filter((stay) => !stay).length).toBeGreaterThanOrEqual(3);
  });

  it('never show the right failure as the longest, nor mostly as the shortest', () => {
    const places = interviews.map(({ slug, failure }) => {
      const right = failure.options.find(({ correct }) => correct)?.text.length ?? 0;
      const wrong = failure.options.filter(({ correct }) => !correct).map(({ text }) => text.length);
      return { slug, longest: right > Math.max(...wrong), shortest: right < Math.min(...wrong) };
    });
    expect(places.filter(({ longest }) => longest).map(({ slug }) => slug)).toEqual([]);
    expect(places.filter(({ shortest }) => shortest).length).toBeLessThan(interviews.length / 2);
  });

  it('have words of their own for each answer that the prompt does not give', () => {
    const silent = interviews.flatMap(({ slug, requirements, given, answers }) =>
      Object.entries(requirements).flatMap(([family, stated]) =>
        Object.keys(stated)
          .filter((dimension) => !given[family]?.includes(dimension) && answers[family]?.[dimension] === undefined)
          .map((dimension) => `${slug}: ${family}.${dimension}`),
      ),
    );
    expect(silent).toEqual([]);
  });
});
