// The settings of a comparison as lines: the feed, the path, what goes wrong. They hold from the next run on. Pure.
import stringWidth from 'string-width';
import { settingsOf } from '../../../compare/settings.ts';
import { elide } from '../../components/elide.ts';
import type { Line } from '../../components/line.tsx';
import { wrapParts } from '../../components/prose.ts';
import type { Symbols } from '../../theme.ts';
import { valueText } from '../lab/deck.ts';
import type { CompareState } from './state.ts';

export interface DeckRoom {
  readonly columns: number;
  readonly rows: number;
  readonly symbols: Symbols;
}

const ABOUT: Readonly<Record<string, string>> = {
  messages: 'A run ends when so many were published and have arrived, or no longer can.',
  clients: 'A lab with one client keeps to it. Six event streams are what a browser opens to one origin.',
  fault:
    'none; cut: every connection is reset when half of the messages are out; buffering: a proxy holds what it is sent until 16 KiB or the end.',
  care: 'none: what the library does by itself; reconnect: the application comes back; resume: and says what it had.',
  rtt: 'Added by the tap in front of each server, half of it each way.',
  loss: 'Chunks held back like a lost segment, with all that follows them: a model.',
  interval: 'How long the short poller waits.',
};

/** What the setting under the cursor means. */
export function aboutLines(state: CompareState, columns: number): readonly Line[] {
  const setting = settingsOf(state)[state.deck];
  const text = setting === undefined || state.pane !== 'settings' ? '' : (ABOUT[setting.name] ?? '');
  return text === '' ? [] : wrapParts([{ text }], columns);
}

/** At most `rows` lines, the one under the cursor always among them. */
export function settingLines(state: CompareState, { columns, rows, symbols }: DeckRoom): readonly Line[] {
  const lines: Line[] = [];
  let cursor = 0;
  for (const [index, setting] of settingsOf(state).entries()) {
    const here = state.pane === 'settings' && index === state.deck;
    if (here) cursor = lines.length;
    const value = state.wanted[setting.name] ?? setting.default;
    const typing = here && state.typed !== undefined;
    const shown = typing ? `${state.typed}_` : valueText(setting, value);
    const framed = here ? (typing ? `> ${shown}` : `${symbols.left} ${shown} ${symbols.right}`) : `  ${shown}  `;
    const name = elide(setting.title, columns - 2 - stringWidth(framed) - 1, symbols.ellipsis);
    const changed = value !== state.ran[setting.name];
    lines.push([
      { text: here ? `${symbols.cursor} ` : '  ', role: 'accent' },
      { text: name, ...(here ? { bold: true } : {}) },
      { text: ' '.repeat(Math.max(1, columns - 2 - stringWidth(name) - stringWidth(framed))) },
      {
        text: framed,
        ...(here || changed ? { bold: true } : {}),
        ...(changed ? { role: 'warn' as const } : value === setting.default ? {} : { role: 'model' as const }),
      },
    ]);
    if (here && state.mistake !== undefined)
      lines.push([{ text: `  ${elide(state.mistake, columns - 2, symbols.ellipsis)}`, role: 'bad' }]);
  }
  const from = Math.max(0, Math.min(cursor - Math.floor(rows / 2), lines.length - rows));
  return lines.slice(from, from + rows);
}
