import { describe, expect, it } from 'vitest';
import type { EdgeRow } from '../../../../src/ui/hooks/use-edge.ts';
import { adviceOf, filterRows } from '../../../../src/ui/screens/edge/filter.ts';
import { rowOf } from './rows.ts';

const rows = [
  rowOf({ number: 1, target: '/app.js' }),
  rowOf({ number: 2, target: '/app.js', decision: { outcome: 'hit', storing: '' } }),
  rowOf({
    number: 3,
    target: '/me',
    headers: [
      ['Cache-Control', 'max-age=60'],
      ['Set-Cookie', 'id=1'],
    ],
  }),
  rowOf({
    number: 4,
    target: '/orders',
    method: 'POST',
    decision: { outcome: 'bypassed', status: 502, storing: 'not stored' },
    response: undefined,
  }),
];

describe('what a filter lets pass', () => {
  it.each([
    ['', [1, 2, 3, 4]],
    ['hit', [2]],
    ['!hit', [1, 3, 4]],
    ['app miss', [1]],
    ['5xx', [4]],
    ['502', [4]],
    ['200 !me', [1, 2]],
    ['post', [4]],
    ['kept', [1, 3]],
    ['harm', [3]],
    ['SET-COOKIE', [3]],
    ['nothing of it', []],
    ['  !  ', [1, 2, 3, 4]],
  ])('%j', (text, numbers) => expect(filterRows(rows, text).map(({ exchange }) => exchange.number)).toEqual(numbers));

  it('advice is worked out once for each, the gravest first, and none where no response came', () => {
    const [, , cookie, failed] = rows as [EdgeRow, EdgeRow, EdgeRow, EdgeRow];
    expect(adviceOf(cookie)[0]?.id).toBe('cookie-in-shared-cache');
    expect(adviceOf(cookie)).toBe(adviceOf(cookie));
    expect(adviceOf(failed)).toEqual([]);
  });
});
