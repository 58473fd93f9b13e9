import { describe, expect, it } from 'vitest';
import { countShown, newestShown, shownOf } from '../../../../src/ui/screens/lab/filter-state.ts';
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
import { filterOf } from '../../../../src/wire/filter.ts';
import { eventOf } from '../../../wire/event-of.ts';

/** A log of requests to /0, /1, … each with its response. */
function worldOf(count: number): LabWorld {
  const log = createEventLog();
  for (let index = 0; index < count; index++) {
    const common = { version: 'HTTP/1.1', headers: [] };
    const request = eventOf('http:request', { method: 'GET', target: `/${index}`, ...common }, { direction: 'client-to-server', size: 9 });
    const status = index % 3 === 0 ? 500 : 200;
    const response = eventOf('http:response', { status, reason: '', ...common }, { direction: 'server-to-client', size: 9 });
    for (const event of [request, response]) log.push({ ...event, seq: log.total });
  }
  const world: LabWorld = { log, settings: [], logRows: 4, views: 1, rowsOf: (input) => rowsOf(input) };
  let text = '';
  const rowsOf: LabWorld['rowsOf'] = (input) => sequence.rows(input, { columns: 72, symbols: UNICODE, only: filterOf(text) });
  return Object.assign(world, { filterRows: (wanted: string) => (text = wanted) });
}

const type = (text: string): readonly LabIntent[] => [...text].map((character) => ({ type: 'type', character }) as const);
const play = (state: LabState, world: LabWorld, ...intents: readonly LabIntent[]) =>
  intents.reduce((before, intent) => updateLab(before, intent, world), state);
const ENTER: LabIntent = { type: 'enter' };
const up: LabIntent = { type: 'move', by: -1 };
const seqs = (state: LabState, world: LabWorld, rows = 4) => logWindow(state, world.log, rows).map(({ seq }) => seq);

describe('a filter', () => {
  it('holds while it is typed, and is kept with enter', () => {
    const world = worldOf(6);
    const typing = play(startLab({}), world, { type: 'filter' }, ...type('5xx'));
    expect(seqs(typing, world)).toEqual([1, 7]);
    const kept = play(typing, world, ...type(' '), ENTER);
    expect(kept).toMatchObject({ filter: '5xx', asking: undefined });
    expect(seqs(kept, world)).toEqual([1, 7]);
  });

  it('is what it was before with esc, and nothing with ctrl-u', () => {
    const world = worldOf(3);
    const kept = play(startLab({}), world, { type: 'filter' }, ...type('up'), ENTER);
    expect(play(kept, world, { type: 'filter' }, ...type(' #2'), { type: 'cancel' })).toMatchObject({ filter: 'up', asking: undefined });
    expect(play(kept, world, { type: 'filter' }, { type: 'clean' }, ENTER)).toMatchObject({ filter: '' });
    expect(play(kept, world, { type: 'filter' }, { type: 'erase' })).toMatchObject({ filter: 'u', asking: 'up' });
  });

  it('keeps the deck and the panes out of it while it is typed, and lets the run go on', () => {
    const world = worldOf(3);
    const typing = play({ ...startLab({}), pane: 'deck' }, world, { type: 'filter' }, ...type('a'), ENTER);
    expect(typing).toMatchObject({ pane: 'deck', typed: undefined, filter: 'a' });
    const asking = play(startLab({}), world, { type: 'filter' });
    expect(updateLab(asking, { type: 'path', conditions: { rtt: 40 } }, world).conditions.rtt).toBe(40);
  });

  it('lets only what is shown be chosen, in the log and in the picture', () => {
    const world = worldOf(6);
    const state = play({ ...startLab({}), pane: 'log' }, world, { type: 'filter' }, ...type('5xx'), ENTER);
    expect(play(state, world, up).chosen).toBe(7);
    expect(play(state, world, up, up).chosen).toBe(1);
    expect(play(state, world, up, up, up).chosen).toBe(1);
    (world as unknown as { filterRows(text: string): void }).filterRows('5xx');
    expect(play({ ...state, pane: 'picture' }, world, up, up).chosen).toBe(1);
  });

  it('drops the choice when it hides it, and keeps it otherwise', () => {
    const world = worldOf(6);
    const chosen = play({ ...startLab({}), pane: 'log' }, world, up);
    expect(chosenEvent(chosen)?.seq).toBe(11);
    expect(play(chosen, world, { type: 'filter' }, ...type('down'), ENTER).chosen).toBe(11);
    expect(play(chosen, world, { type: 'filter' }, ...type('up'), ENTER).chosen).toBeUndefined();
    expect(play(chosen, world, { type: 'filter' }, ...type('up'), { type: 'cancel' }).chosen).toBe(11);
  });

  it('that nothing passes leaves nothing to choose', () => {
    const world = worldOf(2);
    const state = play({ ...startLab({}), pane: 'log' }, world, { type: 'filter' }, ...type('websocket'), ENTER, up);
    expect(state.chosen).toBeUndefined();
    expect(seqs(state, world)).toEqual([]);
  });

  it('has an end', () => {
    expect(play(startLab({}), worldOf(1), { type: 'filter' }, ...type('x'.repeat(100))).filter).toHaveLength(60);
  });
});

describe('what is shown', () => {
  const { log } = worldOf(6);
  it('is counted, and the newest of it is found', () => {
    expect(countShown(log.events, '')).toBe(12);
    expect(countShown(log.events, '5xx')).toBe(2);
    expect(newestShown(log.events, '5xx', 1).map(({ seq }) => seq)).toEqual([7]);
    expect(newestShown(log.events, '', 2).map(({ seq }) => seq)).toEqual([10, 11]);
    expect(newestShown(log.events, '', 0)).toEqual([]);
  });
  it('of a list that stands still is found once', () => {
    const frozen = [...log.events];
    expect(shownOf(frozen, 'up')).toBe(shownOf(frozen, 'up'));
    expect(shownOf(frozen, '')).toBe(frozen);
    expect(shownOf(frozen, 'down')).toHaveLength(6);
  });
});
