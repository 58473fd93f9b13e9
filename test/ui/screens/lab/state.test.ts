import { describe, expect, it } from 'vitest';
import {
  chosenEvent,
  type LabIntent,
  type LabState,
  type LabWorld,
  logWindow,
  startLab,
  updateLab,
} from '../../../../src/ui/screens/lab/state.ts';
import { UNICODE } from '../../../../src/ui/theme.ts';
import { sequence } from '../../../../src/ui/views/sequence.ts';
import { createEventLog } from '../../../../src/wire/event-log.ts';
import { eventOf } from '../../../wire/event-of.ts';
import { fakeLab } from '../../fake-lab.ts';

const frame = (seq: number) =>
  eventOf(
    'ws:frame',
    { fin: true, rsv1: false, opcode: 1, kind: 'text', masked: false, maskKey: '', length: 1, preview: 'x' },
    { direction: 'server-to-client', size: 3, time: seq },
  );
const message = eventOf(
  'ws:message',
  { kind: 'text', text: 'x', length: 1, wireLength: 1, frames: 1, compressed: false },
  { direction: 'server-to-client' },
);

/** A world whose log has ten frames, each followed by its message, and can grow. */
function worldOf(count = 10): LabWorld & { readonly grow: (by: number) => void } {
  const log = createEventLog();
  const fields = ['FIN', 'opcode', 'payload'].map((name, offset) => ({ name, offset, length: 1, value: '', meaning: '' }));
  const grow = (by: number) => {
    for (let index = 0; index < by; index++)
      for (const event of [{ ...frame(log.total), fields, raw: '810178' }, message]) log.push({ ...event, seq: log.total });
  };
  grow(count);
  return {
    log,
    grow,
    settings: fakeLab.settings,
    logRows: 4,
    views: 1,
    rowsOf: (input) => sequence.rows(input, { columns: 72, symbols: UNICODE }),
  };
}

const play = (state: LabState, world: LabWorld, ...intents: readonly LabIntent[]) =>
  intents.reduce((before, intent) => updateLab(before, intent, world), state);
const up: LabIntent = { type: 'move', by: -1 };
const down: LabIntent = { type: 'move', by: 1 };
const start = startLab({});

describe('reading while the lab goes on', () => {
  it('freezes what is there, and goes on at the newest', () => {
    const world = worldOf();
    const frozen = updateLab(start, { type: 'freeze' }, world);
    world.grow(5);
    expect(frozen.frozen?.events).toHaveLength(20);
    expect(world.log.total - (frozen.frozen?.total ?? 0)).toBe(10);
    expect(logWindow(frozen, world.log, 4).at(-1)?.seq).toBe(19);
    const on = updateLab(frozen, { type: 'freeze' }, world);
    expect(on.frozen).toBeUndefined();
    expect(logWindow(on, world.log, 4).at(-1)?.seq).toBe(29);
  });

  it('stops by itself when one begins to read', () => {
    const world = worldOf();
    const state = updateLab(start, up, world);
    expect(state.frozen).toBeDefined();
    expect(state.chosen).toBe(18); // the newest row of the picture: its frame, not the message that is folded into it
  });

  it('is left as it was by a step down from the newest', () => {
    expect(updateLab(start, down, worldOf())).toBe(start);
  });

  it('steps by rows in the picture and by events in the log', () => {
    const world = worldOf();
    expect(play(start, world, up, up, up).chosen).toBe(14);
    const inLog = play(start, world, { type: 'pane', pane: 'log' }, up, up, up);
    expect(inLog.chosen).toBe(17);
    // and from event to event in the way in which one came there
    expect(play(inLog, world, { type: 'enter' }, { type: 'event', by: -1 }).chosen).toBe(16);
  });

  it('holds at both ends', () => {
    const world = worldOf();
    expect(play(start, world, { type: 'oldest' }).chosen).toBe(0);
    expect(play(start, world, { type: 'oldest' }, up).chosen).toBe(0);
    expect(play(start, world, up, down, down).chosen).toBe(18);
  });

  it('keeps the chosen event in the log, and the log where it was otherwise', () => {
    const world = worldOf();
    const inLog = play(start, world, { type: 'pane', pane: 'log' }, up);
    const shown = (state: LabState, rows = 4) => logWindow(state, world.log, rows).map(({ seq }) => seq);
    expect(shown(inLog)).toEqual([16, 17, 18, 19]);
    expect(shown(play(inLog, world, up, up, up))).toEqual([16, 17, 18, 19]);
    expect(shown(play(inLog, world, up, up, up, up))).toEqual([15, 16, 17, 18]);
    expect(shown(play(inLog, world, { type: 'page', by: -1 }, { type: 'page', by: -1 }))).toEqual([13, 14, 15, 16]);
    // A window that became lower still shows it.
    expect(shown(play(inLog, world, up, up, up), 2)).toContain(16);
  });

  it('does not lose what is read when the log forgets it', () => {
    const world = worldOf();
    const state = play(start, world, { type: 'oldest' });
    world.grow(3000);
    expect(world.log.events[0]?.seq).toBeGreaterThan(0);
    expect(chosenEvent(state)?.seq).toBe(0);
  });

  it('does nothing where nothing was seen yet', () => {
    const world = worldOf(0);
    const early = play(start, world, up, { type: 'event', by: -1 }, { type: 'enter' });
    expect(early).toMatchObject({ frozen: undefined, chosen: undefined });
    // What comes then is seen, and can be looked at.
    world.grow(1);
    expect(play(early, world, up)).toMatchObject({ chosen: 0 });
  });

  it('goes on when the newest is asked for', () => {
    expect(play(start, worldOf(), up, up, { type: 'newest' })).toMatchObject({ frozen: undefined, chosen: undefined });
  });
});

describe('panes', () => {
  it('go round, and keep the one beneath the conversation', () => {
    const world = worldOf();
    const round = [1, 2, 3, 4, 5].map((count) => {
      const next: LabIntent = { type: 'next-pane', by: 1 };
      return play(start, world, ...Array.from({ length: count }, () => next));
    });
    expect(round.map(({ pane }) => pane)).toEqual(['log', 'frame', 'numbers', 'deck', 'picture']);
    expect(round.at(-1)?.beneath).toBe('deck');
    expect(updateLab(start, { type: 'next-pane', by: -1 }, world).pane).toBe('deck');
  });

  it('enter shows the bytes of the chosen event, or of the newest', () => {
    const world = worldOf();
    expect(play(start, world, { type: 'enter' })).toMatchObject({ pane: 'frame', chosen: 18 });
    expect(play(start, world, up, up, { type: 'enter' })).toMatchObject({ pane: 'frame', chosen: 16 });
  });

  it('the fields of a frame are walked, and begin anew with another event', () => {
    const world = worldOf();
    const looking = play(start, world, { type: 'enter' }, down, down, down, down);
    expect(looking.field).toBe(2);
    expect(play(looking, world, { type: 'event', by: -1 })).toMatchObject({ chosen: 16, field: 0 });
  });

  it('a step in a frame pane that shows nothing chooses the newest', () => {
    expect(play(start, worldOf(), { type: 'pane', pane: 'frame' }, down).chosen).toBe(18);
  });
});

describe('a new start', () => {
  it('forgets what was read of the old run', () => {
    expect(play(start, worldOf(), up, { type: 'restarted' })).toMatchObject({ frozen: undefined, chosen: undefined });
  });
  it('never leaves anything chosen that is not there', () => {
    const world = worldOf();
    const intents: readonly LabIntent[] = [
      up,
      down,
      { type: 'enter' },
      { type: 'next-pane', by: 1 },
      { type: 'freeze' },
      { type: 'event', by: -1 },
    ];
    let state = start;
    for (let index = 0; index < 400; index++) {
      state = updateLab(state, intents[(index * 7 + Math.floor(index / 5)) % intents.length] as LabIntent, world);
      if (index % 9 === 0) world.grow(1);
      if (state.chosen !== undefined) expect(chosenEvent(state)).toBeDefined();
    }
  });
});
