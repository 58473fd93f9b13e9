import { renderToString, Text } from 'ink';
import { describe, expect, it } from 'vitest';
import { Panel } from '../../../src/ui/components/panel.tsx';
import { createTheme, ThemeContext } from '../../../src/ui/theme.ts';

const draw = (ascii: boolean, title: string) =>
  renderToString(
    <ThemeContext value={createTheme({ colour: false, ascii, screenReader: false })}>
      <Panel title={title} badge="tap" width={30} height={4}>
        <Text>inside</Text>
      </Panel>
    </ThemeContext>,
    { columns: 30 },
    // biome-ignore lint/suspicious/noControlCharactersInRegex: weight is of no interest here
  ).replace(/\u001b\[[0-9;]*m/g, '');

describe('Panel', () => {
  it('has its title and its badge in the frame', () => {
    expect(draw(false, 'Wire log')).toMatchInlineSnapshot(`
      "╭─ Wire log ──────── ● live ─╮
      │ inside                     │
      │                            │
      ╰────────────────────────────╯"
    `);
  });
  it('cuts a title that is too long, and is drawn in ASCII', () => {
    expect(draw(true, 'A title that does not fit at all')).toMatchInlineSnapshot(`
      "+- A title that ...  * live -+
      | inside                     |
      |                            |
      +----------------------------+"
    `);
  });
});
