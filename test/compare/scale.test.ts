import { describe, expect, it } from 'vitest';
import { measureRow } from '../../src/compare/measured.ts';
import { gradeEstimate, parseEstimate, scale } from '../../src/compare/scale.ts';
import { streamOf } from './rows.ts';

const basis = { measured: measureRow(streamOf({ requestEach: true })), rate: 20, memory: 10_000 };

describe('scale', () => {
  it('multiplies what was measured, and says so', () => {
    const { connections, requests, bandwidth, memory } = scale(basis, 1_000_000);
    expect(connections).toMatchObject({ value: 1e6, text: '1 million', formula: 'clients × 1' });
    expect(requests).toMatchObject({ value: 20e6, text: '20 million', formula: 'clients × 20 /s × 1 request' });
    expect(bandwidth).toMatchObject({ value: 3e9, text: '3 GB/s', formula: 'clients × 20 /s × 150 B' });
    expect(memory).toMatchObject({ value: 1e10, text: '10 GB', formula: 'clients × 10 kB a connection' });
  });
  it('has no number where something was not measured', () => {
    const { memory, bandwidth } = scale({ measured: measureRow([]), rate: 20, memory: undefined }, 10);
    expect([memory.value, memory.formula]).toEqual([null, 'not measured']);
    expect([bandwidth.value, bandwidth.text]).toEqual([null, '–']);
  });
  it('gives each client connections of its own, however many shared one in the lab', () => {
    const shared = { ...basis.measured, clients: 12, openPeak: 1 };
    expect(scale({ ...basis, measured: shared }, 100).connections.value).toBe(100);
    const greedy = { ...basis.measured, clients: 2, openPeak: 4 };
    expect(scale({ ...basis, measured: greedy }, 100)).toMatchObject({ connections: { value: 200 }, memory: { value: 2_000_000 } });
  });
});

describe('estimates', () => {
  it.each([
    [10, 10, 'close'],
    [5, 10, 'close'],
    [20, 10, 'close'],
    [4, 10, 'order'],
    [100, 10, 'order'],
    [101, 10, 'off'],
    [0, 10, 'off'],
    [0, 0, 'close'],
    [1, 0, 'off'],
  ] as const)('%s for %s is %s', (estimate, actual, grade) => {
    expect(gradeEstimate(estimate, actual).grade).toBe(grade);
  });
  it('are typed as people write large numbers', () => {
    expect(['20M', '2.5 G', '1,000,000', '3k', '.5', '0', '7t'].map(parseEstimate)).toEqual([20e6, 2.5e9, 1e6, 3000, 0.5, 0, 7e12]);
    expect(['', 'many', '-1', '1e6', 'M', '1.2.3'].map(parseEstimate).every(Number.isNaN)).toBe(true);
  });
});
