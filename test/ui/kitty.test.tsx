// Pictures by kitty's protocol: what goes to the terminal, read as the terminal reads it.
import { inflateSync } from 'node:zlib';
import { renderToString, Text } from 'ink';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { previewOf } from '../../src/picture/preview.ts';
import { paintScene } from '../../src/picture/scene.ts';
import { createKitty, transmission } from '../../src/ui/kitty.ts';
import { createTheme } from '../../src/ui/theme.ts';

const previewOfSeed = (seed: number) => previewOf(paintScene(seed, 150, 100), 'whole');

/** The commands in a text, and that there is nothing else in it. */
function commandsIn(text: string) {
  const commands = text.split('\u001b\\').slice(0, -1);
  expect(commands.every((each) => each.startsWith('\u001b_G'))).toBe(true);
  return commands.map((each) => {
    const [keys = '', payload = ''] = each.slice(3).split(';');
    return { keys: Object.fromEntries(keys.split(',').map((key) => key.split('='))), payload };
  });
}

it('sends the pixels in chunks of at most 4096, deflated, and asks for no answer', () => {
  const preview = previewOfSeed(7);
  const commands = commandsIn(transmission(9, preview));
  expect(commands.length).toBeGreaterThan(2);
  expect(commands[0]?.keys).toEqual({ a: 't', f: '24', o: 'z', s: '150', v: '100', i: '9', q: '2', m: '1' });
  expect(commands.map(({ keys }) => keys.m)).toEqual([...commands.slice(1).map(() => '1'), '0']);
  expect(commands.every(({ keys, payload }) => keys.q === '2' && payload.length <= 4096 && payload.length % 4 === 0)).toBe(true);
  const bytes = inflateSync(Buffer.from(commands.map(({ payload }) => payload).join(''), 'base64'));
  expect(bytes.length).toBe(150 * 100 * 3);
});

describe('graphics', () => {
  const graphics = () => {
    const written: string[] = [];
    return { written, kitty: createKitty((text) => written.push(text)) };
  };

  it('sends a picture once, places it anew where its size has changed, and takes all back at the end', () => {
    const { written, kitty } = graphics();
    const placement = { preview: previewOfSeed(1), columns: 30, rows: 10 };
    for (let drawing = 0; drawing < 3; drawing++) kitty.ensure(placement);
    kitty.ensure({ ...placement, columns: 20, rows: 7 });
    const { length } = commandsIn(transmission(1, placement.preview));
    const after = commandsIn(written.join('')).slice(length);
    expect(after.map(({ keys }) => keys)).toEqual([
      { a: 'p', U: '1', i: '5723905', c: '30', r: '10', q: '2' },
      { a: 'p', U: '1', i: '5723905', c: '20', r: '7', q: '2' },
    ]);
    written.length = 0;
    kitty.clear();
    kitty.clear();
    expect(commandsIn(written.join('')).map(({ keys }) => keys)).toEqual([{ a: 'd', d: 'I', i: '5723905', q: '2' }]);
  });

  it('leaves no more than a dozen with the terminal', () => {
    const { written, kitty } = graphics();
    for (let seed = 0; seed < 20; seed++) kitty.ensure({ preview: previewOfSeed(seed), columns: 30, rows: 10 });
    expect(commandsIn(written.join('')).filter(({ keys }) => keys.a === 'd')).toHaveLength(8);
  });

  it('puts cells into the frame that are one wide, in the colour of the id, and survive the way through it', () => {
    const { kitty, written } = graphics();
    const placement = { preview: previewOfSeed(1), columns: 5, rows: 3 };
    const cells = Array.from({ length: 5 }, (_, column) => kitty.cell(placement, 2, column) ?? '').join('');
    expect(stringWidth(cells)).toBe(5);
    expect(cells.startsWith('\u001b[38;2;87;87;1m\u{10eeee}\u030e\u001b[39m\u001b[38;2;87;87;1m\u{10eeee}\u001b[39m')).toBe(true);
    const frame = renderToString(<Text>{`${cells}|`}</Text>, { columns: 20 });
    expect(frame.replaceAll(new RegExp(`${'\u001b'}\\[[\\d;]*m`, 'g'), '')).toBe(`\u{10eeee}\u030e${'\u{10eeee}'.repeat(4)}|`);
    expect(written).toEqual([]);
    expect(kitty.cell(placement, 500, 0)).toBeUndefined();
  });

  it('are left out where there is no colour, no Unicode, or nobody who looks', () => {
    const { kitty } = graphics();
    const theme = (more: object) => createTheme({ colour: true, ascii: false, screenReader: false, graphics: kitty, ...more });
    expect(theme({}).graphics).toBe(kitty);
    for (const more of [{ colour: false }, { ascii: true }, { screenReader: true }]) expect(theme(more).graphics).toBeUndefined();
  });
});
