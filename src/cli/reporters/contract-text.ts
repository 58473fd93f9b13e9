// What a change of a contract did to the clients of each style, as a table of text and the words of those that noticed.
import { badgeOf, type EventOf, type WireEvent } from '../../wire/event.ts';
import { STYLE_NAMES } from '../../wire/style-name.ts';
import { wrap } from '../wrap.ts';

type Outcome = EventOf<'app:contract'>;

/** When somebody notices, if anything is the matter. */
const NOTICED: Readonly<Record<Outcome['data']['outcome'], string>> = {
  works: 'works',
  wrong: 'never',
  refused: 'first call',
  builds: 'builds',
  'build-error': 'at build',
};
const GAP = '  ';

/** Lines of at most about `width`; none where no contract was changed. */
export function contractText(events: readonly WireEvent[], width: number): readonly string[] {
  const all = events.filter((event): event is Outcome => event.name === 'app:contract');
  if (all.length === 0) return [];
  const changes = [...new Set(all.map(({ data }) => data.change))];
  const rows = Object.entries(STYLE_NAMES).flatMap(([api, title]) =>
    (['installed', 'rebuilt'] as const).flatMap((client) => {
      const mine = changes.map((change) =>
        all.findLast(({ data }) => data.api === api && data.client === client && data.change === change),
      );
      const seen = mine.find((event) => event !== undefined);
      if (seen === undefined) return [];
      return [
        [`${title} ${client}`, ...mine.map((event) => (event === undefined ? '' : NOTICED[event.data.outcome])), badgeOf(seen.source)],
      ];
    }),
  );
  const table = [['', ...changes, ''], ...rows];
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const words = all.filter(({ data }) => data.outcome !== 'works' && data.words !== '');
  return [
    '',
    'Who breaks, and when it is noticed',
    ...table.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(GAP)}`.trimEnd()),
    ...(words.length === 0 ? [] : ['']),
    ...words.flatMap(({ data: { api, change, client, words: said }, source }) => {
      const [first = '', ...rest] = wrap(`${STYLE_NAMES[api]} ${client}, ${change}: ${said} [${badgeOf(source)}]`, width - 4);
      return [`  ${first}`, ...rest.map((line) => `    ${line}`)];
    }),
  ];
}
