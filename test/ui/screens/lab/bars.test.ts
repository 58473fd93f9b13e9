import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { actionLines, cutActions, type Status, statusLine, suggestedAction } from '../../../../src/ui/screens/lab/bars.ts';
import { UNICODE } from '../../../../src/ui/theme.ts';
import { createStatsCounter } from '../../../../src/wire/live-stats.ts';
import { eventOf } from '../../../wire/event-of.ts';
import { fakeLab } from '../../fake-lab.ts';

const { actions, script } = fakeLab;
const many = Array.from({ length: 12 }, (_, index) => ({
  id: `a${index}`,
  key: String.fromCharCode(97 + index),
  title: `action ${index}`,
}));
const textOf = (line: readonly { readonly text: string }[]) => line.map(({ text }) => text).join('');

describe('actionLines', () => {
  it('lists keys and titles, the suggested one marked', () => {
    expect(actionLines(actions, 76, 'connect', UNICODE).map(textOf)).toEqual(['❯ c connect   x cut   s client sends']);
  });
  it('wraps, and says how many are left out where there is no room', () => {
    const lines = actionLines(many, 40, undefined, UNICODE);
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) expect(stringWidth(textOf(line))).toBeLessThanOrEqual(40);
    const cut = cutActions(lines, 2, 40).map(textOf);
    expect(cut).toHaveLength(2);
    const shown = (cut.join(' ').match(/action/g) ?? []).length;
    expect(cut[1]).toContain(`? ${12 - shown} more`);
    for (const line of cut) expect(stringWidth(line)).toBeLessThanOrEqual(40);
    expect(cutActions(lines, 20, 40)).toEqual(lines);
  });
});

describe('suggestedAction', () => {
  it('is to connect while nothing is, to heal a dead path, and nothing otherwise', () => {
    const heal = [...actions, { id: 'heal', key: 'v', title: 'heal path' }];
    expect(suggestedAction(heal, script, { open: 0, blackhole: false })).toBe('connect');
    expect(suggestedAction(heal, script, { open: 1, blackhole: false })).toBeUndefined();
    expect(suggestedAction(heal, script, { open: 1, blackhole: true })).toBe('heal');
    expect(suggestedAction(actions, [{ run: 5 }], { open: 0, blackhole: true })).toBeUndefined();
  });
});

describe('statusLine', () => {
  const counter = createStatsCounter();
  const none = counter.at(0);
  counter.see(eventOf('tcp:open', { clientPort: 1, serverPort: 2 }, { time: 10 }));
  counter.see(eventOf('raw:bytes', { reason: '', preview: '' }, { size: 50, direction: 'server-to-client', time: 900 }));
  const status: Status = {
    phase: 'running',
    problem: undefined,
    stats: counter.at(1000),
    elapsed: 1000,
    fresh: undefined,
    suggested: undefined,
    path: '',
    charted: false,
  };
  const said = (change: Partial<Status>, columns = 76) => textOf(statusLine({ ...status, ...change }, columns, UNICODE));

  it('says how the lab is and what to do about it', () => {
    expect(said({ phase: 'starting' })).toContain('Starting the lab');
    expect(said({ stats: none, suggested: actions[0] })).toContain('No connection   press c: connect');
    expect(said({})).toContain('● live  1 connection  1 s');
    expect(said({ stats: counter.at(5000), elapsed: 5000 })).toContain('silent for 4 s');
    expect(said({ fresh: 37 })).toContain('Standing still, 37 new   space goes on');
    expect(said({ phase: 'failed', problem: 'the port is taken' })).toContain('✗ the port is taken   R starts again');
    expect(said({ phase: 'idle' })).toContain('Ended   R starts again');
    expect(said({ path: 'RTT 200 ms' })).toContain('○ model RTT 200 ms');
  });
  it('fills its line and no more', () => {
    for (const columns of [58, 76, 96, 116, 156])
      for (const change of [{}, { fresh: 1234 }, { path: 'RTT 200 ms, loss 5 %, dead path' }, { stats: none, suggested: actions[0] }])
        expect(stringWidth(said(change, columns))).toBeLessThanOrEqual(columns);
  });
});
