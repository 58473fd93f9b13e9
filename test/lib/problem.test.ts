import { expect, it } from 'vitest';
import { describeProblem } from '../../src/lib/problem.ts';

it('is written as file, line and sentence, as far as they are known', () => {
  expect(describeProblem({ message: 'rate is missing' })).toBe('rate is missing');
  expect(describeProblem({ message: 'rate is missing', where: 'a.yaml' })).toBe('a.yaml: rate is missing');
  expect(describeProblem({ message: 'rate is missing', where: 'a.yaml', line: 3 })).toBe('a.yaml:3: rate is missing');
});
