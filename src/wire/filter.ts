// Which events somebody wants to see, from a few words that are typed: `http 5xx`, `ws up`, `#2 !ping`. Every word must
// hold; a word that names no layer, direction or connection is looked for in the text. Pure.
import { describe } from './describe.ts';
import type { WireEvent } from './event.ts';

export type Filter = (event: WireEvent) => boolean;

/** Words that name a layer, and what the names of its events begin with. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  tcp: ['tcp:'],
  http: ['http:', 'http2:'],
  http1: ['http:'],
  http2: ['http2:'],
  h2: ['http2:'],
  ws: ['ws:'],
  websocket: ['ws:'],
  sse: ['sse:'],
  grpc: ['grpc:'],
  tls: ['tls:'],
  quic: ['quic:'],
  raw: ['raw:'],
  app: ['app:'],
  path: ['path:'],
};
const DIRECTIONS: Readonly<Record<string, WireEvent['direction']>> = {
  up: 'client-to-server',
  '>': 'client-to-server',
  down: 'server-to-client',
  '<': 'server-to-client',
};

/** What can be typed, for the line where it is. */
export const FILTER_WORDS = 'http ws sse grpc tls raw tcp path   up down   5xx   #2   any text   !not';

function statusOf(event: WireEvent): string {
  if (event.name === 'http:response') return String(event.data.status);
  if (event.name === 'http2:frame') return event.data.headers?.find(([name]) => name === ':status')?.[1] ?? '';
  return '';
}

/** All text of a value, whatever it is nested in; a header as it is written. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(value.length === 2 && typeof value[0] === 'string' ? ': ' : '\n');
  if (typeof value === 'object' && value !== null) return Object.values(value).map(textOf).join('\n');
  return typeof value === 'string' ? value : '';
}

function wordFilter(word: string): Filter {
  const prefixes = Object.hasOwn(LAYERS, word) ? LAYERS[word] : undefined;
  if (prefixes !== undefined) return ({ name }) => prefixes.some((prefix) => name.startsWith(prefix));
  const direction = Object.hasOwn(DIRECTIONS, word) ? DIRECTIONS[word] : undefined;
  if (direction !== undefined) return (event) => event.direction === direction;
  const connection = /^#(\d+)$/.exec(word)?.[1];
  if (connection !== undefined) return (event) => event.connection === Number(connection);
  const status = /^([1-5])xx$/.exec(word)?.[1];
  if (status !== undefined) return (event) => statusOf(event).startsWith(status);
  return (event) => `${describe(event)}\n${textOf(event.data)}`.toLowerCase().includes(word);
}

/** Reads what was typed; undefined where that is nothing. An event is looked at once, however often it is asked about. */
function createFilter(text: string): Filter | undefined {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '' && word !== '!');
  if (words.length === 0) return undefined;
  const filters = words.map((word): Filter => {
    if (!word.startsWith('!')) return wordFilter(word);
    const inner = wordFilter(word.slice(1));
    return (event) => !inner(event);
  });
  const known = new WeakMap<WireEvent, boolean>();
  return (event) => {
    let answer = known.get(event);
    if (answer === undefined) {
      answer = filters.every((filter) => filter(event));
      known.set(event, answer);
    }
    return answer;
  };
}

let newest: { readonly text: string; readonly filter: Filter | undefined } = { text: '', filter: undefined };

/** The filter that a text stands for; undefined where everything is wanted. What the same text was asked before is remembered. */
export function filterOf(text: string): Filter | undefined {
  if (newest.text !== text) newest = { text, filter: createFilter(text) };
  return newest.filter;
}
