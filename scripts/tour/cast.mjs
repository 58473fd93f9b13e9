// What a terminal wrote, as an asciinema v2 recording. Pure: pieces of output and pauses in, text out.

/** Output that comes closer together than this, in seconds, is one event: nobody sees the difference. */
const TOGETHER = 0.04;

/**
 * @param pieces `{ at, data }` with `at` in milliseconds as it happened, or `{ pause }` in seconds: time that a viewer gets to
 *   read, and that nobody waited for while recording.
 * @param maxIdle most seconds between two events in which nothing happened by itself.
 */
export function castOf(pieces, { width, height, title, maxIdle }) {
  const events = [];
  let clock = 0;
  let before;
  for (const piece of pieces) {
    if ('pause' in piece) {
      clock += piece.pause;
      // The pause stands for the time that passed until the next key.
      before = undefined;
      continue;
    }
    if (before !== undefined) clock += Math.min(maxIdle, Math.max(0, piece.at - before) / 1000);
    before = piece.at;
    const last = events.at(-1);
    if (last !== undefined && clock - last.clock < TOGETHER) last.data += piece.data;
    else events.push({ clock, data: piece.data });
  }
  const header = { version: 2, width, height, title, env: { TERM: 'xterm-256color', SHELL: '/bin/sh' } };
  return `${[header, ...events.map((event) => [Math.round(event.clock * 1000) / 1000, 'o', event.data])].map((line) => JSON.stringify(line)).join('\n')}\n`;
}
