import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { asciiStream, toAscii } from '../../src/ui/ascii.ts';
import { UNICODE } from '../../src/ui/theme.ts';

describe('toAscii', () => {
  it('has a twin for every symbol of the theme', () => {
    const symbols = Object.values(UNICODE).flatMap((value): readonly string[] =>
      typeof value === 'string' ? [value] : Object.values(value),
    );
    for (const symbol of symbols.filter((text) => text.length === 1)) expect(toAscii(symbol), symbol).toMatch(/^[!-~]$/);
  });
  it('keeps columns, escape sequences and line feeds', () => {
    expect(toAscii('\u001b[1m│ ─▶ “é”\u001b[0m\r\n')).toBe('\u001b[1m| -> "?"\u001b[0m\r\n');
  });
});

describe('asciiStream', () => {
  it('writes ASCII to the stream beneath and is otherwise that stream', () => {
    const stream = new PassThrough() as unknown as NodeJS.WriteStream & PassThrough;
    const ascii = asciiStream(stream);
    ascii.write('✓ done');
    expect(stream.read()?.toString()).toBe('v done');
    ascii.on('resize', () => {});
    expect(stream.listenerCount('resize')).toBe(1);
  });
});
