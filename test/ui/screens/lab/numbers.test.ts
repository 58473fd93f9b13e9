import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { amount, chartCells, count, numbersLines } from '../../../../src/ui/screens/lab/numbers.ts';
import { UNICODE } from '../../../../src/ui/theme.ts';
import { createStatsCounter } from '../../../../src/wire/live-stats.ts';
import { eventOf } from '../../../wire/event-of.ts';
import { conversation } from '../../views/conversation.ts';

const counter = createStatsCounter();
for (const event of conversation) counter.see(event);
const stats = counter.at(1200);
const draw = (columns: number, rows: number) =>
  numbersLines(stats, { columns, rows, symbols: UNICODE }).map((line) => line.map(({ text }) => text).join(''));

describe('numbersLines', () => {
  it('has charts, counters, and who says each', () => {
    expect(draw(38, 20).join('\n')).toMatchInlineSnapshot(`
      "Messages       2 /s        ▆   ○ hook 
      Bytes       485 B/s        ▆   ● live 
      Latency      153 ms        ▆   ○ hook 

      Connections  0 open, 2 in all  ● live 
      Up, down         272 B, 213 B  ● live 
      Published                   4  ○ hook 
      Delivered                   2  ○ hook 
      Never got so far            0  ○ hook 
      Got twice                   0  ○ hook 
      Reconnections               1  ○ hook 
      Waits in the sender       0 B  ○ hook 
      Held back           35 B in 1  ○ model
      Lost on the way         154 B  ○ model"
    `);
  });
  it('where caches answer, has what they did in place of messages', () => {
    const caches = createStatsCounter();
    const decided = (outcome: 'hit' | 'miss' | 'bypassed') =>
      eventOf('cache:decision', {
        ...{ cache: 'edge-1', method: 'GET', target: '/', status: 200, outcome, because: '', source: '', storing: '', storingBecause: '' },
        ...{ storingSource: '', age: 0, lifetime: 0, cacheStatus: '' },
      });
    const got = eventOf('app:state', { actor: 'client', state: 'got', detail: 'ann: / 200, 20 bytes, 1 ms' });
    for (const event of [decided('miss'), got, decided('hit'), got, decided('hit'), got, decided('bypassed')]) caches.see(event);
    const lines = numbersLines(caches.at(1200), { columns: 38, rows: 20, symbols: UNICODE }).map((line) =>
      line.map(({ text }) => text).join(''),
    );
    expect(lines.join('\n')).toMatch(/Answers got +3 +○ hook[\s\S]*Hit ratio, all caches +66 % +○ hook\s+Fresh, stale +2, 0/);
    expect(lines.join('\n')).not.toMatch(/Published|Latency/);
  });
  it('stands in two columns in a low wide pane, and never wider than that', () => {
    expect(draw(76, 8).some((line) => line.includes('Messages') && line.includes('Never got so far'))).toBe(true);
    for (const columns of [30, 38, 58, 76, 100])
      for (const line of draw(columns, 9)) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
    expect(draw(38, 6)).toHaveLength(6);
  });
});

describe('figures', () => {
  it('are short, with their unit', () => {
    expect([amount(0, 'ms'), amount(0.84, 'ms'), amount(1234, 'B'), amount(12_345, 'B/s'), amount(3_200_000, 'B')]).toEqual([
      '0 ms',
      '0.8 ms',
      '1234 B',
      '12.3 kB/s',
      '3.2 MB',
    ]);
    expect([count(7), count(1234), count(1_234_567)]).toEqual(['7', '1,234', '1,234,567']);
  });
  it('a steady rate is a line, not a block', () => {
    expect(chartCells([10, 10, 10], 3, UNICODE)).toBe('▆▆▆');
    expect(chartCells([], 3, UNICODE)).toBe('   ');
  });
});
