// The visual language as data: colour by role, symbols with an ASCII twin. docs/design.md says why. Only the terminal's own
// sixteen colours are used, so that light and dark palettes both keep their contrast; no meaning is carried by colour alone.
import { createContext, useContext } from 'react';
import type { Graphics } from './kitty.ts';

export type Role =
  | 'text'
  | 'dim'
  | 'accent'
  | 'client'
  | 'server'
  | 'good'
  | 'bad'
  | 'warn'
  | 'live'
  | 'hook'
  | 'model'
  | 'recorded'
  | 'keyword'
  | 'string'
  | 'number'
  | 'comment'
  | 'function';

/** Props to spread on an Ink `<Text>`. */
export interface TextStyle {
  readonly color?: string;
  readonly dimColor?: boolean;
  readonly bold?: boolean;
}

export interface Symbols {
  readonly cursor: string;
  readonly done: string;
  readonly partly: string;
  readonly wrong: string;
  readonly todo: string;
  readonly here: string;
  readonly bullet: string;
  readonly right: string;
  readonly left: string;
  readonly line: string;
  readonly vertical: string;
  /** Beside a note. */
  readonly bar: string;
  readonly dashed: string;
  readonly cut: string;
  readonly ellipsis: string;
  /** Between the names of a path. */
  readonly crumb: string;
  /** There is more above, below. */
  readonly up: string;
  readonly down: string;
  readonly barFull: string;
  readonly barEmpty: string;
  /** Of a sequence diagram: a lifeline while a connection is open and while none is; where one begins and ends in order. */
  readonly lane: string;
  readonly idle: string;
  readonly opens: string;
  readonly closes: string;
  /** What carries no bytes of its own. */
  readonly soft: string;
  /** Eight heights, lowest first, for sparklines. */
  readonly spark: readonly string[];
  readonly border: 'round' | 'classic';
  /** Of a frame that is drawn by hand, to go with `border`. */
  readonly corners: { readonly topLeft: string; readonly topRight: string; readonly bottomLeft: string; readonly bottomRight: string };
}

export interface Theme {
  readonly style: (role: Role) => TextStyle;
  readonly symbols: Symbols;
  readonly colour: boolean;
  /** Linear text for a screen reader: no diagrams beside each other, no decoration. */
  readonly screenReader: boolean;
  /** Pictures as pictures, where the terminal shows them. */
  readonly graphics?: Graphics | undefined;
}

export const UNICODE: Symbols = {
  cursor: '❯',
  done: '✓',
  partly: '◐',
  wrong: '✗',
  todo: '○',
  here: '●',
  bullet: '•',
  right: '▶',
  left: '◀',
  line: '─',
  vertical: '│',
  bar: '▎',
  dashed: '╌',
  cut: '╳',
  ellipsis: '…',
  crumb: '›',
  up: '↑',
  down: '↓',
  barFull: '━',
  barEmpty: '─',
  lane: '│',
  idle: '┊',
  opens: '╭',
  closes: '╰',
  soft: '╌',
  spark: ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
  border: 'round',
  corners: { topLeft: '╭', topRight: '╮', bottomLeft: '╰', bottomRight: '╯' },
};
export const ASCII: Symbols = {
  cursor: '>',
  done: 'v',
  partly: '~',
  wrong: 'x',
  todo: 'o',
  here: '*',
  bullet: '-',
  right: '>',
  left: '<',
  line: '-',
  vertical: '|',
  bar: '|',
  dashed: '.',
  cut: 'X',
  ellipsis: '...',
  crumb: '>',
  up: '^',
  down: 'v',
  barFull: '#',
  barEmpty: '-',
  lane: '|',
  idle: ':',
  opens: '+',
  closes: '+',
  soft: '.',
  spark: ['_', '.', ',', '-', '~', '=', '+', '#'],
  border: 'classic',
  corners: { topLeft: '+', topRight: '+', bottomLeft: '+', bottomRight: '+' },
};

/** Read aloud: marks are words, and what is only drawn is left out. */
const SPOKEN: Symbols = {
  ...ASCII,
  done: 'done:',
  partly: 'begun:',
  wrong: 'wrong:',
  todo: 'to do:',
  here: 'here:',
  dashed: 'later:',
  bar: '',
  vertical: '',
  line: '',
  barFull: '',
  barEmpty: '',
};

const COLOURS: Record<Role, TextStyle> = {
  text: {},
  dim: { dimColor: true },
  accent: { color: 'blue', bold: true },
  client: { color: 'cyan' },
  server: { color: 'magenta' },
  good: { color: 'green' },
  bad: { color: 'red' },
  warn: { color: 'yellow' },
  live: { color: 'green' },
  hook: { color: 'blue' },
  model: { color: 'yellow' },
  recorded: { dimColor: true },
  keyword: { color: 'magenta' },
  string: { color: 'green' },
  number: { color: 'yellow' },
  comment: { dimColor: true },
  function: { color: 'cyan' },
};

/** Without colour, weight carries what it can: accent stays bold, the quiet stays dim. */
const MONOCHROME: Partial<Record<Role, TextStyle>> = {
  accent: { bold: true },
  bad: { bold: true },
  good: { bold: true },
  warn: { bold: true },
  keyword: { bold: true },
  dim: { dimColor: true },
  comment: { dimColor: true },
};

export interface ThemeOptions {
  readonly colour: boolean;
  readonly ascii: boolean;
  readonly screenReader: boolean;
  readonly graphics?: Graphics | undefined;
}

/** The theme for what the terminal can do. */
export function createTheme({ colour, ascii, screenReader, graphics }: ThemeOptions): Theme {
  return {
    style: (role) => (colour ? COLOURS[role] : (MONOCHROME[role] ?? {})),
    symbols: screenReader ? SPOKEN : ascii ? ASCII : UNICODE,
    colour,
    screenReader,
    ...(graphics === undefined || !colour || ascii || screenReader ? {} : { graphics }),
  };
}

export const ThemeContext = createContext<Theme>(createTheme({ colour: true, ascii: false, screenReader: false }));

/** The theme of the running app. */
export function useTheme(): Theme {
  return useContext(ThemeContext);
}
