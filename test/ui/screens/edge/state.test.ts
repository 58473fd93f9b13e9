import { describe, expect, it } from 'vitest';
import type { EdgeRow } from '../../../../src/ui/hooks/use-edge.ts';
import {
  chosenIndex,
  type EdgeIntent,
  type EdgeState,
  START,
  shownRows,
  topOf,
  updateEdge,
} from '../../../../src/ui/screens/edge/state.ts';
import { rowOf } from './rows.ts';

const some = (count: number): EdgeRow[] => Array.from({ length: count }, (_, at) => rowOf({ number: at + 1, target: `/${at + 1}` }));
const worldOf = (rows: readonly EdgeRow[]) => ({ rows, total: rows.length, listRows: 4, lastOffset: 5 });
const stateAfter = (rows: readonly EdgeRow[], ...intents: readonly EdgeIntent[]) =>
  intents.reduce<EdgeState>((state, intent) => updateEdge(state, intent, worldOf(rows)), START);
const readNow = (state: EdgeState, rows: readonly EdgeRow[]) => {
  const shown = shownRows(state, rows);
  return shown[chosenIndex(state, shown)]?.exchange.number;
};

describe('reading while it goes on', () => {
  it('follows the newest until something is chosen, and then stands still', () => {
    const rows = some(6);
    expect([readNow(START, rows), topOf(START, rows, 4)]).toEqual([6, 2]);
    const state = stateAfter(rows, { type: 'move', by: -1 });
    rows.push(...some(3).map((row, at) => ({ ...row, exchange: { ...row.exchange, number: 7 + at } })));
    expect([readNow(state, rows), shownRows(state, rows).length, state.frozen?.total]).toEqual([5, 6, 6]);
    expect(topOf(state, shownRows(state, rows), 4)).toBe(2);
    const followed = updateEdge(state, { type: 'follow' }, worldOf(rows));
    expect([readNow(followed, rows), shownRows(followed, rows).length]).toEqual([9, 9]);
  });

  it('keeps what is chosen in sight, and moves the list no further than it must', () => {
    const rows = some(10);
    const state = stateAfter(rows, { type: 'move', by: -3 });
    expect([readNow(state, rows), topOf(state, rows, 4)]).toEqual([7, 6]);
    const up = updateEdge(state, { type: 'move', by: -1 }, worldOf(rows));
    expect([readNow(up, rows), topOf(up, rows, 4)]).toEqual([6, 5]);
    const down = updateEdge(up, { type: 'move', by: 2 }, worldOf(rows));
    expect([readNow(down, rows), topOf(down, rows, 4)]).toEqual([8, 5]);
    expect(readNow(stateAfter(rows, { type: 'end', which: 'first' }), rows)).toBe(1);
    expect(readNow(stateAfter(rows, { type: 'move', by: -100 }), rows)).toBe(1);
  });

  it('does nothing where there is nothing', () => expect(stateAfter([], { type: 'move', by: -1 })).toEqual(START));

  it('stops when the detail is read, and scrolls no further than there is', () => {
    const rows = some(3);
    const state = stateAfter(rows, { type: 'pane', pane: 'next' }, { type: 'scroll', by: 9 });
    expect([state.pane, state.offset, state.frozen !== undefined]).toEqual(['detail', 5, true]);
    expect(updateEdge(state, { type: 'move', by: -1 }, worldOf(rows)).offset).toBe(0);
  });
});

describe('typing', () => {
  const type = (text: string): EdgeIntent[] => [...text].map((character) => ({ type: 'type', character }));
  it('a filter holds while it is typed; esc gives back the one before', () => {
    const rows = some(10);
    const state = stateAfter(rows, { type: 'ask', what: 'filter' }, ...type('/1'));
    expect(shownRows(state, rows).map(({ exchange }) => exchange.number)).toEqual([1, 10]);
    expect(updateEdge(state, { type: 'settle' }, worldOf(rows))).toMatchObject({ filter: '/1', asking: undefined });
    expect(updateEdge(state, { type: 'cancel' }, worldOf(rows))).toMatchObject({ filter: '', asking: undefined });
    expect(stateAfter(rows, { type: 'ask', what: 'filter' }, ...type('ab'), { type: 'erase' }).filter).toBe('a');
    expect(stateAfter(rows, { type: 'ask', what: 'filter' }, ...type('x'.repeat(99))).filter).toHaveLength(60);
  });
  it('a tag begins empty each time', () =>
    expect(stateAfter([], { type: 'ask', what: 'tag' }, ...type('shop'), { type: 'settle' }, { type: 'ask', what: 'tag' }).tag).toBe(''));
  it('what is chosen and hidden by the filter is not read', () => {
    const rows = some(3);
    const state = stateAfter(rows, { type: 'move', by: 0 }, { type: 'ask', what: 'filter' }, ...type('/1'));
    expect(readNow(state, rows)).toBe(1);
  });
});
