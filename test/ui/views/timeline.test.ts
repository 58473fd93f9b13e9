import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { caching } from '../../../src/labs/caching.ts';
import type { Line } from '../../../src/ui/components/line.tsx';
import { ASCII, createTheme, type Symbols, UNICODE } from '../../../src/ui/theme.ts';
import { timeline } from '../../../src/ui/views/timeline.ts';
import type { EventOf, WireEvent } from '../../../src/wire/event.ts';
import { watchLab } from '../../labs/watch.ts';

const textOf = (line: Line) =>
  line
    .map((part) => part.text)
    .join('')
    .trimEnd();
const draw = (events: readonly WireEvent[], columns: number, symbols: Symbols = UNICODE) => {
  const input = { events, openBefore: [] };
  const options = { columns, symbols };
  return [...timeline.head(input, options), ...timeline.rows(input, options).map(({ line }) => line)].map(textOf);
};

/** Real visits: two, an hour, another one, a change, a reload. */
async function visits(params: Record<string, string | number | boolean> = {}) {
  await using run = await watchLab(caching, params);
  let answers = 0;
  for (const action of ['visit', 'visit', 'hour', 'visit', 'change', 'visit', 'reload']) {
    await run.perform(action);
    if (!/visit|reload/.test(action)) continue;
    answers += 1;
    await run.several(answers, 'app:state', ({ data }: EventOf<'app:state'>) => data.state === 'got');
  }
  return [...run.events];
}

describe('the time line', () => {
  it('of a page that is fresh for an hour: what each visit took, saved and got', async () => {
    const lines = draw(await visits(), 100);
    expect(lines[0]).toMatch(/^5 answers {3}saved 2 requests and 5\d\.\d kB of 100 kB$/);
    const steps = lines.filter((line) => /^ *\d+ [smhd] {2}/.test(line)).map((line) => line.replace(/ +/g, ' ').trim());
    expect(steps).toEqual([
      expect.stringMatching(/^0 s ann v1 en ○ miss 0 s of 1 h ─+ 20\.\d kB$/),
      expect.stringMatching(/^0 s ann v1 en ✓ hit \d s of 1 h [━─]+ nothing 20\.0 kB$/),
      expect.stringMatching(/^1 h ╌╌ an hour passes ○ model$/),
      expect.stringMatching(/^1 h ann v1 en ◐ revalidated \d s of 1 h ─+ \d+ B 19\.\d kB$/),
      expect.stringMatching(/^1 h ╌╌ the page changes: version 2$/),
      expect.stringMatching(/^1 h ann v1 en ✓ hit \d s of 1 h ─+ nothing 20\.0 kB$/),
      expect.stringMatching(/^1 h ann v2 en ○ miss \d s of 1 h ─+ 20\.\d kB$/),
    ]);
    expect(lines.join('\n')).toContain('✗ what ann got is out of date');
  });

  it.each([[58], [68], [75], [120]])('is no wider than %i cells, with and without a shared cache, in ASCII too', async (columns) => {
    const events = await visits({ shared: true, policy: 'no-store' });
    for (const symbols of [UNICODE, ASCII])
      for (const line of draw(events, columns, symbols)) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
    expect(draw(events, columns).join('\n')).toMatch(/share[\s\S]*not kept/);
  });

  it('is read aloud as a sentence a step', async () => {
    const { symbols } = createTheme({ colour: false, ascii: false, screenReader: true });
    const lines = draw(await visits(), 80, symbols);
    expect(lines[0]).toMatch(/^ann, version 1 en: miss, nothing is stored for this target; 20\.\d kB on the wire$/);
    expect(lines[2]).toBe('an hour passes (a model)');
  });

  it('is empty before anybody came', () => expect(draw([], 80)).toEqual([]));
});
