// What a change of a contract did, as a table: a row for the installed and one for the rebuilt client of each style, a column
// for each change; above it what they showed or were told, and the compiler's words in full.
//
//                     add        rename     remove     require
//   GraphQL installed ✓ works    ◐ 1st call ◐ 1st call ◐ 1st call  ○ hook
//           rebuilt   ✓ builds   ◐ at build ◐ at build ◐ at build  ○ hook
import stringWidth from 'string-width';
import { badgeOf, type EventOf } from '../../wire/event.ts';
import { STYLE_NAMES } from '../../wire/style-name.ts';
import { badgeText } from '../components/badge-mark.tsx';
import { elide } from '../components/elide.ts';
import type { Line, Part } from '../components/line.tsx';
import { wrapParts } from '../components/prose.ts';
import type { Role, Symbols } from '../theme.ts';
import type { View, ViewInput, ViewOptions, ViewRow } from './view.ts';

type Outcome = EventOf<'app:contract'>;

/** Each outcome says when somebody notices. */
const LOOK: Readonly<
  Record<Outcome['data']['outcome'], { readonly symbol: 'done' | 'partly' | 'wrong'; readonly role: Role; readonly text: string }>
> = {
  works: { symbol: 'done', role: 'good', text: 'works' },
  wrong: { symbol: 'wrong', role: 'bad', text: 'silent' },
  refused: { symbol: 'partly', role: 'warn', text: '1st call' },
  builds: { symbol: 'done', role: 'good', text: 'builds' },
  'build-error': { symbol: 'partly', role: 'warn', text: 'at build' },
};
const CHANGE_WORDS: Readonly<Record<string, string>> = {
  none: 'no change',
  'add-field': 'add',
  'rename-field': 'rename',
  'remove-field': 'remove',
  'require-input': 'require',
};
const STYLE = 8;
const CLIENT = 10;
const CELL = 11;
const KINDS = ['installed', 'rebuilt'] as const;

const outcomesOf = ({ events }: ViewInput) => events.filter((event): event is Outcome => event.name === 'app:contract');

/** The newest outcome of each style, client and change. */
function newestOf(all: readonly Outcome[]): ReadonlyMap<string, Outcome> {
  return new Map(all.map((event) => [keyOf(event.data.api, event.data.client, event.data.change), event]));
}
const keyOf = (api: string, client: string, change: string) => `${api} ${client} ${change}`;

/** What each said, the oldest first: those that go on say nothing new. */
function wordRows(all: readonly Outcome[], { columns, symbols }: ViewOptions): readonly ViewRow[] {
  return all
    .filter(({ data }) => data.outcome !== 'works' && data.words !== '')
    .flatMap((event) => {
      const { api, change, client, outcome, words } = event.data;
      const { symbol, role } = LOOK[outcome];
      const parts: readonly Part[] = [
        { text: `${symbols[symbol]} `, role },
        { text: `${STYLE_NAMES[api]}, ${CHANGE_WORDS[change] ?? change}, ${client}: `, bold: true },
        { text: `${words} ` },
        { text: badgeText(badgeOf(event.source), symbols), role: badgeOf(event.source) },
      ];
      return wrapParts(parts, columns, '  ').map((line): ViewRow => ({ line, event: event.seq, covers: [event.seq] }));
    });
}

function cellOf(event: Outcome | undefined, width: number, symbols: Symbols): Part {
  if (event === undefined) return { text: ' '.repeat(width) };
  const { symbol, role, text } = LOOK[event.data.outcome];
  const shown = elide(`${symbols[symbol]} ${text}`, width - 1, symbols.ellipsis);
  return { text: shown + ' '.repeat(Math.max(1, width - stringWidth(shown))), role };
}

function tableRows(all: readonly Outcome[], { columns, symbols }: ViewOptions): readonly ViewRow[] {
  const newest = newestOf(all);
  const changes = [...new Set(all.map(({ data }) => data.change))];
  const last = all.at(-1);
  if (last === undefined) return [];
  const client = columns < 70 ? 4 : CLIENT;
  const width = Math.max(6, Math.min(CELL, Math.floor((columns - STYLE - client) / changes.length)));
  const row = (line: Line, covers: readonly Outcome[]): ViewRow => ({
    line,
    event: (covers.at(-1) ?? last).seq,
    covers: (covers.length === 0 ? [last] : covers).map(({ seq }) => seq),
  });
  const heads = changes.map((change) => elide(CHANGE_WORDS[change] ?? change, width - 1, symbols.ellipsis).padEnd(width)).join('');
  const rows = (Object.keys(STYLE_NAMES) as (keyof typeof STYLE_NAMES)[]).flatMap((api) =>
    KINDS.flatMap((kind) => {
      const mine = changes.map((change) => newest.get(keyOf(api, kind, change)));
      const seen = mine.filter((event) => event !== undefined);
      if (seen.length === 0) return [];
      const label = client === CLIENT ? kind : kind === 'installed' ? 'old' : 'new';
      const [badge] = seen.map(({ source }) => badgeOf(source));
      const mark = badge === undefined ? '' : badgeText(badge, symbols);
      const room = columns - STYLE - client - width * changes.length - stringWidth(mark);
      const name = kind === 'installed' || !newest.has(keyOf(api, 'installed', changes[0] ?? '')) ? STYLE_NAMES[api] : '';
      return [
        row(
          [
            { text: name.padEnd(STYLE), bold: true },
            { text: label.padEnd(client), role: 'dim' },
            ...mine.map((event) => cellOf(event, width, symbols)),
            ...(room < 0 || badge === undefined ? [] : [{ text: mark, role: badge }]),
          ],
          seen,
        ),
      ];
    }),
  );
  return [row([{ text: ' '.repeat(STYLE + client) }, { text: heads, role: 'dim' }], []), ...rows];
}

export const contract: View = {
  title: 'Who breaks, and when it is noticed',
  head: () => [],
  rows(input, options) {
    const all = outcomesOf(input).filter((event) => options.only?.(event) ?? true);
    const words = wordRows(all, options);
    const table = tableRows(all, options);
    const gap: readonly ViewRow[] = words.length > 0 && table[0] !== undefined ? [{ ...table[0], line: [] }] : [];
    return [...words, ...gap, ...table];
  },
};
