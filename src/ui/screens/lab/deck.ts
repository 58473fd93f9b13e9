// The fault deck as lines: what the path is like, at once, and what the lab is set to, from its next start on. Pure.
import stringWidth from 'string-width';
import { CONDITION_SETTINGS } from '../../../wire/conditions.ts';
import type { Setting, SettingValue } from '../../../wire/setting.ts';
import { elide } from '../../components/elide.ts';
import type { Line } from '../../components/line.tsx';
import type { Symbols } from '../../theme.ts';
import { deckOf, isOfPath, isWaiting, settingValue } from './deck-state.ts';
import type { LabState } from './state.ts';

/** A value with its unit, as short as it can be: `200 ms`, `64 kB/s`, `on`. */
export function valueText(setting: Setting, value: SettingValue): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (setting.kind !== 'number') return String(value);
  const number = Number(value);
  const unit = setting.unit.replace('bytes', 'B');
  if (unit === 'B' || unit === 'B/s') {
    if (number >= 1e6) return `${Math.round(number / 1e5) / 10} M${unit}`;
    if (number >= 10_000) return `${Math.round(number / 100) / 10} k${unit}`;
  }
  return unit === ''
    ? String(number)
    : unit.startsWith('/') || unit === '%'
      ? `${number}${unit === '%' ? ' %' : unit}`
      : `${number} ${unit}`;
}

/** `Bandwidth; 0: unlimited` says 0 in words. */
function shownValue(setting: Setting, value: SettingValue): string {
  const zero = /; 0: (\w+)$/.exec(setting.title)?.[1];
  return value === 0 && zero !== undefined ? zero : valueText(setting, value);
}

const nameOf = (setting: Setting) => setting.title.replace(/; 0: \w+$/, '');

export interface DeckRoom {
  readonly columns: number;
  readonly rows: number;
  readonly symbols: Symbols;
  /** Whether the deck has the keys. */
  readonly active: boolean;
}

/** The path in words where it is not clean: `rtt 200 ms, loss 5 %`; empty where it is. */
export function pathText(state: LabState): string {
  return CONDITION_SETTINGS.flatMap((setting, index) => {
    const value = settingValue(state, setting, index);
    if (value === setting.default) return [];
    if (setting.kind === 'switch') return [setting.title.toLowerCase()];
    return [
      `${setting.name === 'rtt' ? 'RTT' : (nameOf(setting).split(' (')[0]?.toLowerCase() ?? setting.name)} ${valueText(setting, value)}`,
    ];
  }).join(', ');
}

/** The lines of the deck, the one under the cursor always among them. */
export function deckLines(state: LabState, settings: readonly Setting[], room: DeckRoom): readonly Line[] {
  const { columns, rows, symbols, active } = room;
  const all = deckOf(settings);
  const changed = settings.filter((setting) => isWaiting(state, setting)).length;
  const lines: Line[] = [];
  let cursor = 0;
  const heading = (title: string, said: string, role: 'model' | 'warn' | 'dim') => {
    const gap = columns - stringWidth(title) - stringWidth(said);
    lines.push([{ text: title, bold: true }, { text: ' '.repeat(Math.max(1, gap)) }, { text: said, role }]);
  };
  heading('Path, at once', `${symbols.todo} model`, 'model');
  for (const [index, setting] of all.entries()) {
    if (index === CONDITION_SETTINGS.length) {
      if (rows >= all.length + 3) lines.push([]);
      heading('Lab', changed > 0 ? 'R restarts with these' : 'at its next start', changed > 0 ? 'warn' : 'dim');
    }
    const here = active && index === state.deck;
    if (index === state.deck) cursor = lines.length;
    const value = settingValue(state, setting, index);
    const typing = here && state.typed !== undefined;
    const shown = typing ? `${state.typed}_` : shownValue(setting, value);
    const framed = here ? (typing ? `> ${shown}` : `${symbols.left} ${shown} ${symbols.right}`) : `  ${shown}  `;
    const name = elide(nameOf(setting), columns - 2 - stringWidth(framed) - 1, symbols.ellipsis);
    const off = isOfPath(index) ? value === setting.default : !isWaiting(state, setting);
    lines.push([
      { text: here ? `${symbols.cursor} ` : '  ', role: 'accent' },
      { text: name, ...(here ? { bold: true } : {}) },
      { text: ' '.repeat(Math.max(1, columns - 2 - stringWidth(name) - stringWidth(framed))) },
      {
        text: framed,
        ...(off ? (here ? { bold: true } : {}) : { role: isOfPath(index) ? ('model' as const) : ('warn' as const) }),
      },
    ]);
    if (here && state.mistake !== undefined)
      lines.push([{ text: `  ${elide(state.mistake, columns - 2, symbols.ellipsis)}`, role: 'bad' }]);
  }
  if (lines.length <= rows) return lines;
  const visible = rows - 1;
  const from = Math.max(0, Math.min(cursor - Math.floor(visible / 2), lines.length - visible));
  const [above, below] = [from, lines.length - from - visible];
  const words = [...(above > 0 ? [`${symbols.up} ${above}`] : []), ...(below > 0 ? [`${symbols.down} ${below} more`] : [])];
  return [...lines.slice(from, from + visible), [{ text: `  ${words.join('   ')}`, role: 'dim' }]];
}
