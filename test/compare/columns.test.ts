import { describe, expect, it } from 'vitest';
import { COLUMNS, columnOf } from '../../src/compare/columns.ts';
import { measureRow } from '../../src/compare/measured.ts';
import { streamOf } from './rows.ts';

const row = measureRow(streamOf({ cut: 4, back: 7 }));

describe('columns', () => {
  it('have heads that stand beside each other', () => {
    for (const { head } of Object.values(COLUMNS)) expect(head.length).toBeLessThanOrEqual(10);
  });
  it('say a number as people and as programs want it', () => {
    expect([columnOf('bytesPerMessage')?.value(row), columnOf('resumed')?.text(row)]).toEqual([50, '251 ms']);
    expect([columnOf('direction')?.value(row), columnOf('direction')?.text(row)]).toEqual(['down', 'down']);
  });
  it('may be any measurement of a run', () => {
    expect([columnOf('sseEvents')?.title, columnOf('sseEvents')?.value(row)]).toEqual(['Events of event streams', 0]);
    expect(columnOf('colour')).toBeUndefined();
  });
  it('have no number of losses where nobody got anything', () => {
    expect(columnOf('lost')?.text(row)).toBe('2');
    expect(columnOf('lost')?.text(measureRow([]))).toBe('–');
  });
});
