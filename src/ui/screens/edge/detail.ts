// One exchange in full as lines: what was done and why, what is wrong with the headers and how to mend it, what the response
// means to a CDN and to a browser, and the headers themselves. Pure.
import type { Advice } from '../../../cache/advise.ts';
import type { CacheResponse } from '../../../cache/cache.ts';
import type { Fields } from '../../../cache/fields.ts';
import { tagsOf } from '../../../cache/tags.ts';
import { bytesText, KINDS, meaningOf, outcomeMark, timeText } from '../../cache-words.ts';
import type { Line, Part } from '../../components/line.tsx';
import { type Cite, wrapParts } from '../../components/prose.ts';
import type { EdgeRow } from '../../hooks/use-edge.ts';
import type { Role, Symbols } from '../../theme.ts';
import { adviceOf } from './filter.ts';

export interface DetailOptions {
  readonly columns: number;
  readonly symbols: Symbols;
  readonly cite: Cite;
}

/** Fields that caches go by: they stand out among the others. */
const OF_CACHING =
  /^(cache-control|cdn-cache-control|surrogate-control|expires|age|date|etag|last-modified|vary|set-cookie|pragma|cache-tag|surrogate-key|content-range|accept-ranges|clear-site-data)$/i;

const WEIGHT_ROLES: Readonly<Record<Advice['weight'], Role>> = { harm: 'bad', cost: 'warn', doubt: 'dim' };

/** By the kind of cache; one line where it is the same to both. */
function meanings(response: CacheResponse, at: number) {
  const found = KINDS.map(([kind, profile]) => [kind, meaningOf(response, at, profile)] as const);
  const [one, other] = [found[0]?.[1], found[1]?.[1]];
  return one !== undefined && one.text === other?.text && one.source === other.source ? [['Any cache', one] as const] : found;
}

const heading = (text: string): Line => [{ text, bold: true }];

/** What was done and why, and what to mend. */
export function whyLines(row: EdgeRow, { columns, symbols, cite }: DetailOptions): readonly Line[] {
  const { decision, response, request } = row.exchange;
  const { mark, role } = outcomeMark(decision.outcome, symbols);
  const cited = (text: string, source: string): readonly Part[] => [
    { text },
    ...(source === '' ? [] : [{ text: ` [${cite(source).replaceAll(' ', '\u00a0')}]`, role: 'dim' as const }]),
  ];
  const paragraph = (text: string, source: string) => wrapParts(cited(text, source), columns);
  const facts = [
    `${decision.status}`,
    ...(row.bytes === undefined ? [] : [bytesText(row.bytes)]),
    ...(row.milliseconds === undefined ? [] : [timeText(row.milliseconds)]),
  ];
  const advice = adviceOf(row);
  const weight = (each: Advice): readonly Line[] => [
    ...wrapParts(
      [
        { text: `${each.weight.padEnd(5)}  `, role: WEIGHT_ROLES[each.weight], bold: each.weight === 'harm' },
        ...cited(each.what, each.source),
      ],
      columns,
      ' '.repeat(7),
    ),
    ...wrapParts(
      [
        { text: `${' '.repeat(7)}${symbols.cursor} `, role: 'accent' },
        { text: each.mend, bold: true },
      ],
      columns,
      ' '.repeat(9),
    ),
  ];
  const means =
    response === undefined || request.method !== 'GET' || decision.outcome === 'failed'
      ? []
      : [
          [],
          heading('What its headers mean'),
          ...meanings(response, row.at).flatMap(([kind, { text, source }]) =>
            wrapParts([{ text: `${kind.padEnd(9)}  ` }, ...cited(text, source)], columns, ' '.repeat(11)),
          ),
        ];
  const tags = tagsOf(response?.headers ?? []);
  return [
    [
      { text: `${mark} ${decision.outcome}`, role, bold: true },
      { text: `  ${facts.join('  ')}`, role: 'dim' },
    ],
    ...paragraph(decision.because, decision.source),
    ...(decision.storing === '' ? [] : paragraph(`${decision.storing}: ${decision.storingBecause}`, decision.storingSource)),
    // Where the function answered, that is the reason above.
    ...(row.exchange.function === undefined || decision.because.startsWith('the edge function')
      ? []
      : wrapParts([{ text: `your function ${row.exchange.function}` }], columns)),
    ...(tags.length === 0 ? [] : wrapParts([{ text: `tags: ${tags.join('  ')}` }], columns)),
    ...(response === undefined || (request.method !== 'GET' && request.method !== 'HEAD')
      ? []
      : advice.length === 0
        ? [[], [{ text: `${symbols.done} nothing to mend in its caching headers`, role: 'good' as const }]]
        : [[], heading(advice.length === 1 ? 'To mend' : `To mend: ${advice.length}`), ...advice.flatMap(weight)]),
    ...means,
    [],
    heading('Told to the client'),
    ...wrapParts([{ text: 'Cache-Status  ' }, { text: decision.cacheStatus, role: 'string' }], columns, '  '),
  ];
}

function fieldLines(fields: Fields, columns: number): readonly Line[] {
  return fields.flatMap(([name, value]) => {
    const caching = OF_CACHING.test(name);
    return wrapParts(
      [
        { text: `${name}: `, role: caching ? 'function' : 'dim', bold: caching },
        { text: value, bold: caching },
      ],
      columns,
      '  ',
    );
  });
}

/** The headers of the response as the origin gave it or as it is stored, then those of the request. */
export function headerLines(row: EdgeRow, { columns }: Pick<DetailOptions, 'columns'>): readonly Line[] {
  const { request, response, decision } = row.exchange;
  return [
    ...(response === undefined
      ? [[{ text: 'No response of the origin.', role: 'dim' as const }]]
      : [
          heading(`${decision.storing === '' && decision.outcome !== 'bypassed' ? 'Stored' : 'From the origin'}: ${response.status}`),
          ...fieldLines(response.headers, columns),
        ]),
    [],
    ...wrapParts([{ text: `From the client: ${request.method} ${request.target}`, bold: true }], columns, '  '),
    ...fieldLines(request.headers, columns),
  ];
}

/** For a screen reader: what was done, and what to mend, a sentence each. */
export function spokenLines(row: EdgeRow, columns: number): readonly Line[] {
  const { outcome, method, target, status, because } = row.exchange.decision;
  const sentences = [
    `${outcome}: ${method} ${target}, ${status}. ${because}`,
    ...adviceOf(row).map(({ weight, what, mend }) => `${weight}: ${what}. ${mend}`),
  ];
  return sentences.flatMap((text) => wrapParts([{ text }], columns));
}
