// A terminal's screen as an SVG picture: text stays text, each run pinned to its cells, so that any monospace font fits; lines,
// bars and blocks are drawn, so that they join. The picture brings its own dark ground: it looks the same in light and dark pages.

const CELL = { width: 8.4, height: 18 };
const PADDING = 14;
const GROUND = '#11131a';
const INK = '#d7dae0';
const PALETTE = [
  ...['#1c1f26', '#f47067', '#57ab5a', '#e0b04b', '#6cb6ff', '#dcbdfb', '#56d4dd', '#adbac7'],
  ...['#768390', '#ff938a', '#8ddb8c', '#f2cc60', '#96d0ff', '#eedcff', '#b3f0ff', '#ffffff'],
];
const FONTS = "ui-monospace, SFMono-Regular, 'SF Mono', Menlo, Consolas, 'Liberation Mono', 'DejaVu Sans Mono', monospace";

const hex = (value) => `#${value.toString(16).padStart(6, '0')}`;
const round = (value) => Math.round(value * 100) / 100;
const escaped = (text) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

/** Colour 16 to 255 of a terminal: a cube of six steps, then greys. */
function extended(index) {
  if (index >= 232) return hex((8 + (index - 232) * 10) * 0x010101);
  const step = (place) => [0, 95, 135, 175, 215, 255][Math.floor((index - 16) / place) % 6];
  return hex((step(36) << 16) | (step(6) << 8) | step(1));
}

function colourOf(mode, value, otherwise) {
  if (mode === 'default') return otherwise;
  if (mode === 'rgb') return hex(value);
  return PALETTE[value] ?? extended(value);
}

/** Characters that are drawn: the arms that leave the middle of a cell as [left, up, right, down], 1 thin, 2 heavy. */
const ARMS = {
  '─': [1, 0, 1, 0],
  '━': [2, 0, 2, 0],
  '│': [0, 1, 0, 1],
  '├': [0, 1, 1, 1],
  '┤': [1, 1, 0, 1],
  '┬': [1, 0, 1, 1],
  '┴': [1, 1, 1, 0],
  '┼': [1, 1, 1, 1],
  '┌': [0, 0, 1, 1],
  '┐': [1, 0, 0, 1],
  '└': [0, 1, 1, 0],
  '┘': [1, 1, 0, 0],
};
const CORNERS = { '╭': [1, 1], '╮': [-1, 1], '╰': [1, -1], '╯': [-1, -1] };
/** Blocks as parts of a cell: x, y, width, height. */
const BLOCKS = {
  '█': [0, 0, 1, 1],
  '▀': [0, 0, 1, 0.5],
  '▌': [0, 0, 0.5, 1],
  '▐': [0.5, 0, 0.5, 1],
  '▎': [0, 0, 0.25, 1],
  ...Object.fromEntries([...'▁▂▃▄▅▆▇'].map((character, index) => [character, [0, 1 - (index + 1) / 8, 1, (index + 1) / 8]])),
};

/** The drawing of a character in the cell at x and y, as path data: `line`, `heavy` or `fill`; undefined for text. */
function drawn(character, x, y) {
  const [width, height] = [CELL.width, CELL.height];
  const [cx, cy] = [round(x + width / 2), round(y + height / 2)];
  const block = BLOCKS[character];
  if (block !== undefined) {
    const [bx, by, bw, bh] = block;
    return {
      fill: `M${round(x + bx * width)} ${round(y + by * height)}h${round(bw * width)}v${round(bh * height)}h${round(-bw * width)}z`,
    };
  }
  const corner = CORNERS[character];
  if (corner !== undefined) {
    const [side, way] = corner;
    return { line: `M${round(cx + (side * width) / 2)} ${cy}Q${cx} ${cy} ${cx} ${round(cy + (way * height) / 2)}` };
  }
  const arms = ARMS[character];
  if (arms === undefined) return undefined;
  const [left, up, right, down] = arms;
  const path = [
    left || right ? `M${round(left ? x : cx)} ${cy}H${round(right ? x + width : cx)}` : '',
    up || down ? `M${cx} ${round(up ? y : cy)}V${round(down ? y + height : cy)}` : '',
  ].join('');
  return Math.max(...arms) === 2 ? { heavy: path } : { line: path };
}

/** How a cell looks, and what is in it. */
function cellOf(cell) {
  const mode = (is) => (is.rgb ? 'rgb' : is.palette ? 'palette' : 'default');
  const front = colourOf(mode({ rgb: cell.isFgRGB(), palette: cell.isFgPalette() }), cell.getFgColor(), INK);
  const back = colourOf(mode({ rgb: cell.isBgRGB(), palette: cell.isBgPalette() }), cell.getBgColor(), undefined);
  const inverse = Boolean(cell.isInverse());
  return {
    text: cell.getChars() || ' ',
    width: cell.getWidth(),
    colour: inverse ? (back ?? GROUND) : front,
    ground: inverse ? front : back,
    bold: Boolean(cell.isBold()),
    dim: Boolean(cell.isDim()),
  };
}

const sameLook = (one, other) => one.colour === other.colour && one.bold === other.bold && one.dim === other.dim;

/** The screen of an xterm terminal as SVG; `label` says what is to be seen. */
export function svgOf(terminal, label) {
  const { cols, rows } = terminal;
  const width = round(cols * CELL.width + 2 * PADDING);
  const height = rows * CELL.height + 2 * PADDING;
  const grounds = [];
  const texts = [];
  // Path data by stroke and colour.
  const paths = new Map();
  const draw = (kind, { colour, dim }, data) => {
    const key = JSON.stringify([kind, colour, dim]);
    paths.set(key, (paths.get(key) ?? '') + data);
  };
  for (let row = 0; row < rows; row++) {
    const line = terminal.buffer.active.getLine(row);
    const y = PADDING + row * CELL.height;
    let run;
    const flush = () => {
      if (run === undefined) return;
      const fill = `${run.look.colour === INK ? '' : ` fill="${run.look.colour}"`}${run.look.bold ? ' font-weight="700"' : ''}${run.look.dim ? ' opacity=".62"' : ''}`;
      const text = run.text.trimEnd();
      const cells = run.cells - (run.text.length - text.length);
      texts.push(
        `<text x="${round(run.x)}" y="${round(y + 13.2)}" lengthAdjust="spacingAndGlyphs" textLength="${round(cells * CELL.width)}"${fill}>${escaped(text)}</text>`,
      );
      run = undefined;
    };
    for (let column = 0; column < cols; column++) {
      const raw = line?.getCell(column);
      if (raw === undefined || raw.getWidth() === 0) continue;
      const look = cellOf(raw);
      const x = PADDING + column * CELL.width;
      if (look.ground !== undefined)
        grounds.push(
          `<rect x="${round(x)}" y="${y}" width="${round(look.width * CELL.width)}" height="${CELL.height}" fill="${look.ground}"/>`,
        );
      const drawing = drawn(look.text, round(x), y);
      if (drawing !== undefined) {
        flush();
        for (const [kind, data] of Object.entries(drawing)) draw(kind, look, data);
        continue;
      }
      const blank = look.text.trim() === '';
      // A run goes on over one space, not over two: those stand between columns.
      if (run !== undefined && (blank ? run.text.endsWith(' ') : !sameLook(run.look, look))) flush();
      if (run === undefined && blank) continue;
      run ??= { x, text: '', cells: 0, look };
      run.text += blank ? ' ' : look.text;
      run.cells += look.width;
    }
    flush();
  }
  const shapes = [...paths].map(([key, data]) => {
    const [kind, colour, dim] = JSON.parse(key);
    const faint = dim ? ' opacity=".62"' : '';
    return kind === 'fill'
      ? `<path fill="${colour}"${faint} d="${data}"/>`
      : `<path fill="none" stroke="${colour}" stroke-width="${kind === 'heavy' ? 3 : 1.1}"${faint} d="${data}"/>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escaped(label)}</title>`,
    `<rect x=".5" y=".5" width="${round(width - 1)}" height="${height - 1}" rx="9" fill="${GROUND}" stroke="#444c56"/>`,
    ...grounds,
    ...shapes,
    `<g font-family="${FONTS}" font-size="14" fill="${INK}">`,
    ...texts,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}
