// Which exchanges somebody wants to see, from a few words that are typed: `miss 5xx`, `/api !hit`, `harm`. Every word must
// hold; a word that names no outcome, status, method or advice is looked for in the text. Pure.
import { type Advice, advise } from '../../../cache/advise.ts';
import type { EdgeRow } from '../../hooks/use-edge.ts';

const OUTCOMES = ['hit', 'stale', 'revalidated', 'collapsed', 'miss', 'bypassed', 'failed'];
const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options'];
const WEIGHTS = ['harm', 'cost', 'doubt'];

/** What can be typed, for the line where it is. */
export const EDGE_FILTER_WORDS = 'hit miss stale …   5xx 404   post   harm cost doubt   kept   any text   !not';

const known = new WeakMap<EdgeRow, readonly Advice[]>();

/** What is wrong with the response of an exchange; worked out once. */
export function adviceOf(row: EdgeRow): readonly Advice[] {
  let advice = known.get(row);
  if (advice === undefined) {
    const { request, response } = row.exchange;
    advice = response === undefined ? [] : advise(request, response, row.at);
    known.set(row, advice);
  }
  return advice;
}

function textOf({ exchange: { decision, request, response } }: EdgeRow): string {
  const fields = [...request.headers, ...(response?.headers ?? [])].map(([name, value]) => `${name}: ${value}`);
  return [decision.target, decision.because, decision.storingBecause, decision.cacheStatus, ...fields].join('\n').toLowerCase();
}

function holds(word: string, row: EdgeRow): boolean {
  const { decision } = row.exchange;
  if (word.startsWith('!')) return !holds(word.slice(1), row);
  if (OUTCOMES.includes(word)) return decision.outcome === word;
  if (METHODS.includes(word)) return decision.method.toLowerCase() === word;
  if (WEIGHTS.includes(word)) return adviceOf(row).some(({ weight }) => weight === word);
  if (word === 'kept') return decision.storing === 'stored';
  if (/^[1-5]xx$/.test(word)) return String(decision.status).startsWith(word[0] as string);
  if (/^[1-5]\d\d$/.test(word)) return String(decision.status) === word;
  return textOf(row).includes(word);
}

/** Those of the rows that the words let pass. */
export function filterRows(rows: readonly EdgeRow[], text: string): readonly EdgeRow[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '' && word !== '!');
  return words.length === 0 ? rows : rows.filter((row) => words.every((word) => holds(word, row)));
}
