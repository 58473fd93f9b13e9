// A line as it reaches the terminal.
import chalk from 'chalk';
import { renderToString } from 'ink';
import { afterEach, expect, it } from 'vitest';
import type { BlockCell } from '../../../src/picture/blocks.ts';
import { LineView } from '../../../src/ui/components/line.tsx';
import { createTheme, ThemeContext, type ThemeOptions } from '../../../src/ui/theme.ts';

const level = chalk.level;
afterEach(() => {
  chalk.level = level;
});
const cell: BlockCell = { top: [10, 20, 30], bottom: [30, 40, 50], shade: '+' };
function written(colours: typeof chalk.level, options: Partial<ThemeOptions> = {}): string {
  chalk.level = colours;
  return renderToString(
    <ThemeContext value={createTheme({ colour: colours > 0, ascii: false, screenReader: false, ...options })}>
      <LineView line={[{ text: '+', cell }]} />
    </ThemeContext>,
    { columns: 20 },
  );
}

it('draws a cell of a picture with what the terminal has: two pixels, one, or a shade', () => {
  expect(written(3)).toBe('\u001b[38;2;10;20;30m\u001b[48;2;30;40;50m▀\u001b[49m\u001b[39m');
  expect(written(2)).toContain('[38;5;');
  expect(written(2)).toContain('▀');
  expect(written(3, { ascii: true })).toBe('\u001b[48;2;20;30;40m \u001b[49m');
  expect(written(1)).toBe('+');
  expect(written(0)).toBe('+');
});
