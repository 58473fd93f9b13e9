import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { listHead, listLine } from '../../../../src/ui/screens/edge/list.ts';
import { UNICODE } from '../../../../src/ui/theme.ts';
import { rowOf } from './rows.ts';

const textOf = (line: readonly { text: string }[]) => line.map(({ text }) => text).join('');
const long = rowOf({
  target: `/assets/${'long-'.repeat(40)}name.js`,
  headers: [
    ['Cache-Control', 'max-age=60'],
    ['Set-Cookie', 'id=1'],
  ],
  decision: { outcome: 'revalidated', age: 86_400 * 300, lifetime: 31_536_000 },
});

describe('a row of the list', () => {
  it.each([60, 76, 90, 116, 180])('is no wider than %i cells, and its columns stand under their names', (columns) => {
    const [head, line] = [textOf(listHead(columns, UNICODE)), textOf(listLine(long, true, columns, UNICODE))];
    expect(stringWidth(line)).toBeLessThanOrEqual(columns);
    expect(line).toContain('◐ revalidated');
    expect(line.indexOf('GET')).toBe(head.indexOf('request'));
    expect(line.indexOf('12 ms') + 5).toBe(head.indexOf('time') + 4);
  });

  it('at 76 cells has age, bytes, time and the word for what is grave', () =>
    expect(textOf(listLine(long, false, 76, UNICODE))).toMatch(
      /^ {2}◐ revalidated {2}200 {2}GET \/asset.*… +300d\/365d +1\.2 kB +12 ms {2}harm$/,
    ));

  it('says of what was not kept that it was not, and of a live answer nothing yet', () => {
    const row = { ...rowOf({ decision: { storing: 'not stored', lifetime: 0 } }), bytes: undefined, milliseconds: undefined };
    expect(textOf(listLine(row, false, 116, UNICODE))).toMatch(/not kept +… +…/);
  });
});
