// The numbers that an experiment shows of its run, in columns: label, value, unit, who says so. Pure.
import stringWidth from 'string-width';
import { shownNumbers } from '../../../experiment/player.ts';
import type { Experiment } from '../../../experiment/schema.ts';
import type { Measurements } from '../../../wire/measure.ts';
import { badgeText } from '../../components/badge-mark.tsx';
import type { Line } from '../../components/line.tsx';
import { wrapParts } from '../../components/prose.ts';
import type { Symbols } from '../../theme.ts';

/** Between the columns. */
const GAP = 2;
/** A label is not torn below this. */
const LEAST = 12;

const widest = (texts: readonly string[]) => Math.max(0, ...texts.map((text) => stringWidth(text)));

/** A line for each number; a label that is too long wraps. */
export function numberLines(
  experiment: Pick<Experiment, 'show'>,
  measurements: Measurements,
  columns: number,
  symbols: Symbols,
): readonly Line[] {
  const rows = shownNumbers(experiment, measurements).map((row) => ({
    ...row,
    mark: badgeText(row.badge, symbols),
  }));
  const value = widest(rows.map((row) => row.value));
  const unit = widest(rows.map((row) => row.unit));
  const rest = GAP + value + (unit === 0 ? 0 : 1 + unit) + GAP + widest(rows.map((row) => row.mark));
  const labels = rows.map((row) => wrapParts([{ text: row.label }], Math.max(LEAST, columns - rest)));
  const widthOf = (line: Line) => stringWidth(line.map(({ text }) => text).join(''));
  const label = Math.max(0, ...labels.flat().map(widthOf));
  return rows.flatMap((row, place) =>
    (labels[place] ?? []).map((line, index): Line => {
      if (index > 0) return line;
      return [
        ...line,
        { text: ' '.repeat(label - widthOf(line) + GAP) },
        { text: row.value.padStart(value), bold: true },
        { text: unit === 0 ? '' : ` ${row.unit.padEnd(unit)}` },
        { text: ' '.repeat(GAP) },
        { text: row.mark, role: row.badge },
      ];
    }),
  );
}
