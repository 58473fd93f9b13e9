// What is waited for and what is counted in a run, in words. Pure.
import type { Direction } from '../wire/event.ts';
import type { EventMatch } from '../wire/script.ts';

/** One and several of an event; others keep their names. */
const EVENTS: Readonly<Record<string, readonly [one: string, several: string]>> = {
  'tcp:open': ['opened connection', 'opened connections'],
  'tcp:close': ['closed connection', 'closed connections'],
  'http:request': ['request', 'requests'],
  'http:response': ['response', 'responses'],
  'http:chunk': ['chunk', 'chunks'],
  'http2:frame': ['HTTP/2 frame', 'HTTP/2 frames'],
  'sse:event': ['event', 'events'],
  'sse:comment': ['comment', 'comments'],
  'ws:open': ['upgrade', 'upgrades'],
  'ws:frame': ['frame', 'frames'],
  'ws:message': ['message', 'messages'],
  'app:publish': ['publication', 'publications'],
  'app:deliver': ['delivery', 'deliveries'],
  'app:state': ['change of state', 'changes of state'],
  'app:buffered': ['queue report', 'queue reports'],
};

const FROM: Readonly<Record<Direction, string>> = {
  'client-to-server': ' from the client',
  'server-to-client': ' from the server',
  none: '',
};

/** A setting or a value of an event: `reconnect on`, `kind pong`; `/^(dead|closed)$/` is `dead or closed`. */
export function valueText(name: string, value: string | number | boolean): string {
  if (typeof value === 'boolean') return `${name} ${value ? 'on' : 'off'}`;
  const pattern = typeof value === 'string' ? /^\/(.+)\/$/.exec(value) : null;
  if (pattern === null) return `${name} ${value}`;
  const inside = pattern[1] as string;
  // Only what is plainly a list of words can be said; any other pattern stays as it was written.
  const words = inside.replace(/^\^?\(?|\)?\$?$/g, '');
  return `${name} ${/^[\w-]+(\|[\w-]+)*$/.test(words) ? words.replaceAll('|', ' or ') : value}`;
}

/** `8 deliveries`, `a frame (kind pong)`, `2 frames (masked)`, `6 messages from the client`, `no request`. */
export function eventsText({ event, direction, where = {} }: EventMatch, count: number): string {
  const [one, several] = EVENTS[event] ?? [event, event];
  const data = Object.entries(where).map(([name, value]) =>
    typeof value === 'boolean' ? `${value ? '' : 'not '}${name}` : valueText(name, value),
  );
  const amount = count === 0 ? `no ${one}` : count === 1 ? `${/^[aeiou]/.test(one) ? 'an' : 'a'} ${one}` : `${count} ${several}`;
  return `${amount}${direction === undefined ? '' : FROM[direction]}${data.length === 0 ? '' : ` (${data.join(', ')})`}`;
}
