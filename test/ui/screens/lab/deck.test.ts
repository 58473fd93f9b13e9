import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { deckLines, pathText, valueText } from '../../../../src/ui/screens/lab/deck.ts';
import { deckOf } from '../../../../src/ui/screens/lab/deck-state.ts';
import { startLab } from '../../../../src/ui/screens/lab/state.ts';
import { UNICODE } from '../../../../src/ui/theme.ts';
import { CONDITION_SETTINGS } from '../../../../src/wire/conditions.ts';
import { fakeLab } from '../../fake-lab.ts';

const { settings } = fakeLab;
const state = { ...startLab({ rate: 50 }, { rtt: 200 }), pane: 'deck' as const };
const draw = (change: Partial<typeof state> = {}, columns = 38, rows = 20) =>
  deckLines({ ...state, ...change }, settings, { columns, rows, symbols: UNICODE, active: true }).map((line) =>
    line.map(({ text }) => text).join(''),
  );

describe('deckLines', () => {
  it('has the path first, then the lab', () => {
    expect(draw().join('\n')).toMatchInlineSnapshot(`
      "Path, at once                  ○ model
      ❯ Round-trip time           ◀ 200 ms ▶
        Bandwidth                unlimited  
        Loss (held back: a model)      0 %  
        Cut after                    never  
        A proxy buffers responses      off  
        Idle time-out                 none  
        Dead path                      off  

      Lab                  at its next start
        Messages a second             50/s  
        The client comes back           on  
        Whose page                    same  "
    `);
  });
  it('says what waits for a restart', () => {
    expect(draw({ params: { rate: 10 } }).join('\n')).toContain('R restarts with these');
  });
  it('shows what is typed, and what is wrong with it', () => {
    const lines = draw({ typed: '99999', mistake: 'rtt takes a number from 0 to 5000, not 99999' }, 60);
    expect(lines.join('\n')).toContain('> 99999_');
    expect(lines.join('\n')).toContain('rtt takes a number from 0 to 5000');
  });
  it('keeps the cursor in sight in any room, and says how much is not', () => {
    for (const columns of [30, 38, 58])
      for (const rows of [4, 6, 9, 13])
        for (let deck = 0; deck < deckOf(settings).length; deck++) {
          const lines = draw({ deck }, columns, rows);
          expect(lines).toHaveLength(Math.min(rows, 12 + (rows >= 13 ? 1 : 0)));
          expect(lines.filter((line) => line.startsWith('❯'))).toHaveLength(1);
          for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
          if (rows < 12) expect(lines.at(-1)).toMatch(/↑ \d|↓ \d+ more/);
        }
  });
});

describe('pathText', () => {
  it('is empty on a clean path, and names what is not usual', () => {
    expect(pathText(startLab({}))).toBe('');
    expect(pathText(startLab({}, { rtt: 200, loss: 5, blackhole: true, bandwidth: 20_000 }))).toBe(
      'RTT 200 ms, bandwidth 20 kB/s, loss 5 %, dead path',
    );
  });
});

describe('valueText', () => {
  it('writes values as people do', () => {
    const bandwidth = CONDITION_SETTINGS.find(({ name }) => name === 'bandwidth') as (typeof CONDITION_SETTINGS)[number];
    const rate = settings[0] as (typeof settings)[number];
    const reconnect = settings[1] as (typeof settings)[number];
    expect([valueText(bandwidth, 2_500_000), valueText(bandwidth, 10_000), valueText(bandwidth, 9000)]).toEqual([
      '2.5 MB/s',
      '10 kB/s',
      '9000 B/s',
    ]);
    expect([valueText(rate, 10), valueText(reconnect, true), valueText(reconnect, false)]).toEqual(['10/s', 'on', 'off']);
  });
});
