// The recorded tour: how it is made from what a terminal wrote, and that what is committed is whole, small and of no machine.
import { readdirSync, readFileSync } from 'node:fs';
import { homedir, hostname, userInfo } from 'node:os';
import { fileURLToPath } from 'node:url';
import xterm from '@xterm/headless';
import { describe, expect, it } from 'vitest';
import { castOf } from '../../scripts/tour/cast.mjs';
import { PICTURES } from '../../scripts/tour/journey.mjs';
import { svgOf } from '../../scripts/tour/svg.mjs';

const docs = (name: string) => fileURLToPath(new URL(`../../docs/${name}`, import.meta.url));
const read = (name: string) => readFileSync(docs(name), 'utf8');
const eventsOf = (cast: string) =>
  cast
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => JSON.parse(line) as [number, string, string]);

/** What in an SVG of ours is not well formed: tags that do not close in order, `&` and `<` that are no markup. */
function notWellFormed(svg: string): readonly string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [tag, closing, name = '', , selfClosing] of svg.matchAll(/<(\/?)([a-z]+)((?:\s[\w-]+="[^"<]*")*)\s*(\/?)>/g)) {
    if (closing) {
      if (open.pop() !== name) wrong.push(tag);
    } else if (!selfClosing) open.push(name);
  }
  const text = svg.replace(/<(\/?)([a-z]+)((?:\s[\w-]+="[^"<]*")*)\s*(\/?)>/g, '');
  return [...wrong, ...open, ...(text.match(/<|&(?!#\d+;)/g) ?? [])];
}

/** Names of this machine and paths that only one machine has. */
const OF_A_MACHINE = /\/(?:home|root|Users|tmp|work|var|private)\/|wirewise-tour-/;
const mine = [homedir(), userInfo().username, hostname()].filter((name) => name.length > 4);

describe('a recording', () => {
  it('keeps pauses that are meant, shortens the others, and joins what comes together', () => {
    const pieces = [{ at: 1000, data: 'a' }, { at: 1010, data: 'b' }, { at: 9000, data: 'c' }, { pause: 3 }, { at: 9900, data: 'd' }];
    const cast = castOf(pieces, { width: 80, height: 24, title: 'T', maxIdle: 1 });
    expect(JSON.parse(cast.split('\n')[0] ?? '')).toMatchObject({ version: 2, width: 80, height: 24 });
    expect(eventsOf(cast)).toEqual([
      [0, 'o', 'ab'],
      [1.01, 'o', 'c'],
      [4.01, 'o', 'd'],
    ]);
  });

  it('that is committed is one that asciinema plays, in the order of time', () => {
    const cast = read('tour.cast');
    expect(cast.length).toBeLessThan(400_000);
    expect(JSON.parse(cast.split('\n')[0] ?? '')).toMatchObject({ version: 2, width: 100, height: 30 });
    const events = eventsOf(cast);
    expect(events.length).toBeGreaterThan(100);
    let before = 0;
    for (const [time, kind, data] of events) {
      expect(time).toBeGreaterThanOrEqual(before);
      expect([kind, typeof data]).toEqual(['o', 'string']);
      before = time;
    }
  });
});

describe('a picture', () => {
  it('keeps text as text in its cells and colours, and draws lines', async () => {
    const terminal = new xterm.Terminal({ cols: 12, rows: 2, allowProposedApi: true });
    await new Promise<void>((resolve) => terminal.write('a<b  \u001b[1;31mc&d\u001b[0m\r\n──\u001b[7mx\u001b[0m', resolve));
    const svg = svgOf(terminal, 'One "screen"');
    terminal.dispose();
    expect(notWellFormed(svg)).toEqual([]);
    expect(svg).toContain('<title>One &#34;screen&#34;</title>');
    expect(svg).toMatch(/<text x="14" [^>]*textLength="25.2">a&#60;b<\/text>/);
    expect(svg).toMatch(/<text x="56" [^>]*fill="#f47067" font-weight="700">c&#38;d<\/text>/);
    expect(svg).toMatch(/<path fill="none" [^>]*d="M14 41H22.4M22.4 41H30.8"\/>/);
    expect(svg).toMatch(/<rect x="30.8"[^>]*fill="#d7dae0"\/>/);
    expect(notWellFormed('<svg><g></svg>')).not.toEqual([]);
  });

  it('is there of every screen of the tour, and of no other', () => {
    expect(readdirSync(docs('pictures')).sort()).toEqual(
      Object.keys(PICTURES)
        .map((name) => `${name}.svg`)
        .sort(),
    );
  });

  for (const [name, label] of Object.entries(PICTURES))
    it(`of ${name} is well formed, small, and stands in the README`, () => {
      const svg = read(`pictures/${name}.svg`);
      expect(svg.length).toBeLessThan(100_000);
      expect(notWellFormed(svg)).toEqual([]);
      expect(svg).toContain(`<title>${label}</title>`);
      expect(read('../README.md').match(/docs\/pictures\/\w+\.svg/g)).toContain(`docs/pictures/${name}.svg`);
    });
});

it('nothing of it names a machine or who made it', () => {
  for (const name of ['tour.cast', ...Object.keys(PICTURES).map((picture) => `pictures/${picture}.svg`)]) {
    const text = read(name);
    expect(OF_A_MACHINE.exec(text)?.[0]).toBeUndefined();
    expect(mine.filter((word) => text.includes(word))).toEqual([]);
  }
});
