import { describe, expect, it } from 'vitest';
import { parseFiles } from '../../src/content/parse.ts';
import { createReport, nearestOrAll, suggestion } from '../../src/content/report.ts';
import { course, LESSON } from './course.ts';

describe('a report', () => {
  it('places problems at lines', () => {
    const report = createReport(parseFiles(course()));
    report.at(`${LESSON}/quiz.yaml`, ['questions', 0, 'source'], 'a');
    report.on('x.md', 3, 'b');
    report.on('x', undefined, 'c');
    expect(report.problems).toEqual([
      { message: 'a', where: `${LESSON}/quiz.yaml`, line: 10 },
      { message: 'b', where: 'x.md', line: 3 },
      { message: 'c', where: 'x' },
    ]);
  });

  it('knows which sources there are, unless their file is broken', () => {
    const sound = createReport(parseFiles(course()));
    expect(sound.sourceProblem('rfc1')).toBeUndefined();
    expect(sound.sourceProblem('rfc1#4')).toBeUndefined();
    expect(sound.sourceProblem('constructor#1')).toContain("there is no source 'constructor'");
    expect(sound.isBroken(/sources/)).toBe(false);
    const broken = createReport(parseFiles(course({ 'sources.yaml': 'rfc1: 1' })));
    expect(broken.isBroken(/^sources\.yaml$/)).toBe(true);
    expect(broken.sourceProblem('rfc7#4')).toBeUndefined();
  });
});

describe('suggestion', () => {
  it('names a slip of the pen and nothing far off', () => {
    expect(suggestion('delivred', ['connections', 'delivered'])).toBe(" (is 'delivered' meant?)");
    expect(suggestion('Lost', ['lost'])).toBe(" (is 'lost' meant?)");
    expect(suggestion('dog', ['elephant'])).toBe('');
    expect(suggestion('dog', [])).toBe('');
  });
});

describe('nearestOrAll', () => {
  it('lists the names where none is near', () => {
    expect(nearestOrAll('ecco', ['echo', 'sse'])).toBe(" (is 'echo' meant?)");
    expect(nearestOrAll('dog', ['echo', 'sse'], 'it has')).toBe('; it has echo, sse');
  });
});
