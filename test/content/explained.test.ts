import { expect, it } from 'vitest';
import { checkExplained } from '../../src/content/explained.ts';
import { parseFiles } from '../../src/content/parse.ts';
import { createReport } from '../../src/content/report.ts';

it('wants an explanation for each answer, and another one than its neighbours have', () => {
  const report = createReport(parseFiles(new Map()));
  const answers = ['It is so.', '', 'it is  so', 'It is so, too.', ' - '].map((why) => ({ why }));
  checkExplained(answers, { where: 'quiz.yaml', path: ['options'], missing: (index) => `say why ${index}` }, report);
  expect(report.problems.map(({ message }) => message)).toEqual([
    'say why 1',
    'two options share one `why`: explain each by itself',
    'say why 4',
  ]);
});
