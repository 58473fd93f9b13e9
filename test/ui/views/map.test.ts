import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { Line } from '../../../src/ui/components/line.tsx';
import { ASCII, createTheme, type Symbols, UNICODE } from '../../../src/ui/theme.ts';
import { map } from '../../../src/ui/views/map.ts';
import type { CacheOutcome, WireEvent } from '../../../src/wire/event.ts';
import { eventOf, runOf } from '../../wire/event-of.ts';

const textOf = (line: Line) => line.map((part) => part.text).join('');
const hook = { connection: 0, source: 'hook' } as const;
const said = (state: string, detail = '', actor: 'client' | 'server' = 'client') => eventOf('app:state', { actor, state, detail }, hook);
const decided = (cache: string, outcome: CacheOutcome) =>
  eventOf(
    'cache:decision',
    {
      cache,
      method: 'GET',
      target: '/site',
      status: 200,
      outcome,
      because: '',
      source: '',
      storing: '',
      storingBecause: '',
      storingSource: '',
      age: 0,
      lifetime: 600,
      cacheStatus: '',
    },
    hook,
  );
const asked = (edge: string, connection: number, time: number) =>
  eventOf('http:request', { method: 'GET', target: '/site', version: 'HTTP/1.1', headers: [['Via', `1.1 ${edge}`]] }, { connection, time });

/** A run with so many edges; the last of them waits for the origin. */
function world(edges: number): WireEvent[] {
  const names = Array.from({ length: edges }, (_, index) => `edge-${index + 1}`);
  const outcomes: CacheOutcome[] = ['miss', 'hit', 'hit', 'collapsed'];
  return runOf(
    said('edges', names.join(' ')),
    ...names.flatMap((name) =>
      outcomes.flatMap((outcome) => [decided(name, outcome), said('got', `a: /site 200, 20 bytes, 4 ms, ${name}`)]),
    ),
    asked(names.at(-1) ?? '', 1, 100),
    said('poisoned'),
    said('page'),
  );
}

const draw = (events: readonly WireEvent[], columns: number, last: number, symbols: Symbols = UNICODE) => {
  const input = { events, openBefore: [] };
  const options = { columns, symbols, last };
  return [...map.head(input, options), ...map.rows(input, options).map(({ line }) => line)].map(textOf);
};

describe('the map', () => {
  it('of two edges at 80x24', () => {
    expect(
      draw(world(2), 75, 10)
        .map((line) => line.trimEnd())
        .join('\n'),
    ).toMatchInlineSnapshot(`
      "visitors     edges, hits ○ hook         way to the origin ● live
         4 got ──▶ edge-1  50 % ━━━━━━━────── ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╮
          4 ms     ✓ 2 hit  ○ 1 miss                            │   origin
                   ◐ 1 collapsed                                ├─▶ ✓ release 1
                                                                │   1 asked
         4 got ──▶ edge-2  50 % ━━━━━━━────── ─●────────────────╯   1 under way
          4 ms     ✓ 2 hit  ○ 1 miss               1 asked          0 B sent
                   ◐ 1 collapsed                                    load        █

      ✓ 1 page works   ✗ 1 got an attacker's script"
    `);
  });
  it('in ASCII, of one edge', () => {
    expect(
      draw(world(1), 66, 12, ASCII)
        .map((line) => line.trimEnd())
        .join('\n'),
    ).toMatchInlineSnapshot(`
      "visitors     edges, hits o hook    way to the origin * live
         4 got --> edge-1  50 % ####---- -*--------------> origin
          4 ms     v 2 hit  o 1 miss        1 asked        v release 1
                   ~ 1 collapsed                           1 asked
                                                           1 under way
                                                           0 B sent
                                                           load        #

      v 1 page works   x 1 got an attacker's script"
    `);
  });

  it.each([
    [58, 8, 5],
    [66, 10, 5],
    [75, 10, 3],
    [110, 24, 5],
    [150, 30, 1],
  ])('is no larger than %i by %i with %i edges, and names all of them', (columns, last, edges) => {
    const lines = draw(world(edges), columns, last);
    expect(lines.length).toBeLessThanOrEqual(last + 1);
    for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
    for (let edge = 1; edge <= edges; edge += 1) expect(lines.join('\n')).toContain(`edge-${edge}`);
    expect(lines.join('\n')).toContain("got an attacker's script");
  });

  it('a row stands for the events of its edge', () => {
    const events = world(2);
    const rows = map.rows({ events, openBefore: [] }, { columns: 75, symbols: UNICODE, last: 10 });
    const of = rows.find(({ line }) => textOf(line).includes('edge-2'));
    expect(of?.covers).toContain(events.find((event) => event.name === 'http:request')?.seq);
  });

  it('is read aloud as a sentence for each edge', () => {
    const { symbols } = createTheme({ colour: false, ascii: false, screenReader: true });
    expect(draw(world(2), 80, 10, symbols)[0]).toBe(
      'edge-1: 4 answers, 50 percent hits (2 hit, 1 miss, 1 collapsed); 0 asked of the origin',
    );
  });

  it('is empty before anything was said', () => expect(draw([], 75, 10)).toEqual([]));
});
