import { describe, expect, it } from 'vitest';
import { helpLines } from '../../../src/ui/components/help.tsx';
import { UNICODE } from '../../../src/ui/theme.ts';

const groups = [
  {
    layer: 'screen' as const,
    keys: [
      { label: 'r', help: 'run', rank: 1 },
      { label: 'r', help: 'run', rank: 1 },
      { label: 'g', help: 'first', rank: 0 },
    ],
  },
  { layer: 'global' as const, keys: [{ label: '?', help: 'help', rank: 9 }] },
];
const text = (columns: number) => helpLines(groups, columns, UNICODE).map((line) => line.map((part) => part.text).join(''));

describe('helpLines', () => {
  it('lists every live key once, those without a place in the footer too', () => {
    expect(text(60).filter((line) => /^r /.test(line))).toHaveLength(1);
    expect(text(60)).toContain('g        first');
    expect(text(60).indexOf('Everywhere')).toBeGreaterThan(text(60).indexOf('g        first'));
  });
  it('puts what holds everywhere beside what holds here, where there is room', () => {
    expect(text(80)[0]).toMatch(/^On this screen +Everywhere$/);
  });
});
