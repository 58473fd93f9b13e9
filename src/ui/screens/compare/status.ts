// The line above a comparison: how far the run is, over which feed, and what is not clean about it. Pure.
import stringWidth from 'string-width';
import { faultText, feedText } from '../../../compare/settings.ts';
import { badgeText } from '../../components/badge-mark.tsx';
import { elide } from '../../components/elide.ts';
import type { Line, Part } from '../../components/line.tsx';
import type { ComparisonView } from '../../hooks/use-comparison.ts';
import type { Symbols } from '../../theme.ts';
import { PANE_TITLES } from './keys.ts';
import { type Pane, panesOf } from './state.ts';

const widthOf = (line: Line) => stringWidth(line.map(({ text }) => text).join(''));

/** At most `columns` cells. `feed`: whether there is one to count. */
export function statusLine(view: ComparisonView, changed: boolean, columns: number, symbols: Symbols, feed = true): Line {
  if (view.phase === 'failed')
    return [
      { text: elide(`${symbols.wrong} ${view.problem ?? 'it failed'}`, columns - 18, symbols.ellipsis), role: 'bad', bold: true },
      { text: '   R starts again', bold: true },
    ];
  if (view.settings === undefined) return [{ text: 'Starting', bold: true }];
  const most = Math.max(0, ...[...view.rows.values()].map(({ live }) => live.measured().published));
  const parts: Part[] =
    view.phase === 'running'
      ? [
          { text: badgeText('live', symbols), role: 'live' },
          { text: feed ? `  ${Math.min(most, view.settings.messages)} of ${view.settings.messages}` : '  Running', bold: true },
        ]
      : [{ text: 'Measured', bold: true }];
  const fault = faultText(view.settings);
  if (feed) parts.push({ text: `   ${feedText(view.settings, columns < 100 && fault !== '')}` });
  const clients = feed && view.settings.clients > 1 ? `, ${view.settings.clients} clients` : '';
  if (clients !== '') parts.push({ text: clients });
  if (fault !== '') {
    const mark = `   ${badgeText('model', symbols)} `;
    const room = columns - widthOf(parts) - stringWidth(mark);
    if (room >= 12) parts.push({ text: mark, role: 'model' }, { text: elide(fault, room, symbols.ellipsis) });
  }
  const hint: readonly Part[] = [{ text: 'R', bold: true }, { text: changed ? ' runs with the new settings' : ' runs again' }];
  const gap = columns - widthOf(parts) - widthOf(hint);
  if (view.phase === 'done' && gap >= 2) parts.push({ text: ' '.repeat(gap) }, ...hint);
  return parts;
}

/** The names of the panes, the one on the screen marked; a rule to the end. */
export function stripLine(pane: Pane, said: string, columns: number, symbols: Symbols, feed = true): Line {
  const parts: Part[] = panesOf({ feed }).flatMap((each, index): readonly Part[] => [
    { text: each === pane ? symbols.bar : ' ', role: 'accent' },
    { text: `${index + 1} ${PANE_TITLES[each]}  `, ...(each === pane ? { bold: true } : { role: 'dim' as const }) },
  ]);
  const room = columns - widthOf(parts) - (said === '' ? 0 : stringWidth(said) + 1);
  if (room < 1) return parts;
  return [...parts, { text: symbols.line.repeat(room), role: 'dim' }, ...(said === '' ? [] : [{ text: ` ${said}` }])];
}
