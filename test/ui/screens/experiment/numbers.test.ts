import { describe, expect, it } from 'vitest';
import { numberLines } from '../../../../src/ui/screens/experiment/numbers.ts';
import { ASCII, createTheme, UNICODE } from '../../../../src/ui/theme.ts';
import { measure } from '../../../../src/wire/measure.ts';
import { cut, trace } from './experiments.ts';
import { textOf } from './text-of.ts';

const measurements = { ...measure(trace.events), bytesDown: 1234.4 };

describe('numberLines', () => {
  it('stand in columns, each with who says so', () => {
    expect(textOf(numberLines(cut, measurements, 60, UNICODE))).toBe(
      ['Published       3        ○ hook', 'Bytes down  1,234 bytes  ● live'].join('\n'),
    );
  });

  it('wrap a label that is too long, and keep the columns', () => {
    const long = { show: [{ label: 'Messages that the foreign page read', measure: 'delivered', unit: '' }, ...cut.show] };
    expect(textOf(numberLines(long, measurements, 44, ASCII))).toBe(
      [
        'Messages that the      2        o hook',
        'foreign page read',
        'Published              3        o hook',
        'Bytes down         1,234 bytes  * live',
      ].join('\n'),
    );
  });

  it('leave out a measurement that does not exist', () => {
    expect(numberLines({ show: [{ label: 'Beauty', measure: 'beauty', unit: '' }] }, measurements, 40, UNICODE)).toEqual([]);
  });
});

it('is read aloud with the word of its badge alone', () => {
  const spoken = createTheme({ colour: false, ascii: true, screenReader: true }).symbols;
  expect(textOf(numberLines({ show: [{ label: 'Lost', measure: 'lost', unit: '' }] }, measurements, 40, spoken))).toBe('Lost  1  hook');
});
