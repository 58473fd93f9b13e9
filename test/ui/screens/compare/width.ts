import stringWidth from 'string-width';
import type { Line } from '../../../../src/ui/components/line.tsx';

/** Cells of a line. */
export const lineWidth = (line: Line) => stringWidth(line.map(({ text }) => text).join(''));
