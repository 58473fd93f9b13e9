// `npm run tour`: takes the tour through the built program and writes what was to be seen: docs/tour.cast for asciinema, and
// pictures of the main screens. Labs run for real, so figures differ from tour to tour; the order of questions does not.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { castOf } from './tour/cast.mjs';
import { firstDay, PICTURES, secondDay } from './tour/journey.mjs';
import { svgOf } from './tour/svg.mjs';
import { openTerminal } from './tour/terminal.mjs';

const SIZE = { columns: 100, rows: 30 };
const DAY = 24 * 60 * 60 * 1000;
/** Most seconds of a recording in which nothing happens, whatever this machine was busy with. */
const MAX_IDLE = 1;

const docs = fileURLToPath(new URL('../docs/', import.meta.url));
const preload = (file) => `--import=${new URL(file, import.meta.url).href}`;
const home = mkdtempSync(path.join(tmpdir(), 'wirewise-tour-'));
const pieces = [];
const pictures = new Map();
const write = (data) => pieces.push({ at: performance.now(), data });

async function take(part, env) {
  const tty = openTerminal({ ...SIZE, home, env, onData: write });
  try {
    const shoot = (name) => pictures.set(name, svgOf(tty.terminal, PICTURES[name]));
    await part({ tty, shoot, pause: (seconds) => pieces.push({ pause: seconds }) });
  } finally {
    tty.end();
  }
}

try {
  await take(firstDay, { NODE_OPTIONS: preload('./tour/seeded.mjs') });
  write('\r\n  The next day: the same home, with the calendar of this machine moved on.\r\n');
  pieces.push({ pause: 2.5 });
  const moved = `${preload('./tour/seeded.mjs')} ${preload('../test/terminal/moved-clock.mjs')}`;
  await take(secondDay, { NODE_OPTIONS: moved, MOVED_CLOCK: String(DAY) });
} finally {
  rmSync(home, { recursive: true, force: true });
}

const cast = castOf(pieces, { width: SIZE.columns, height: SIZE.rows, title: 'A tour of Wirewise', maxIdle: MAX_IDLE });
writeFileSync(path.join(docs, 'tour.cast'), cast);
mkdirSync(path.join(docs, 'pictures'), { recursive: true });
for (const [name, svg] of pictures) writeFileSync(path.join(docs, 'pictures', `${name}.svg`), svg);
const kilobytes = (text) => `${Math.ceil(Buffer.byteLength(text) / 1000)} kB`;
console.log(`docs/tour.cast ${kilobytes(cast)}`);
for (const [name, svg] of pictures) console.log(`docs/pictures/${name}.svg ${kilobytes(svg)}`);
