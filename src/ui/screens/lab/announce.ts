// A run read aloud: new events as sentences, many of a kind as one. Pure.
import { describe } from '../../../wire/describe.ts';
import { badgeOf, type WireEvent } from '../../../wire/event.ts';

const WHERE: Readonly<Record<WireEvent['direction'], string>> = {
  'client-to-server': 'client to server: ',
  'server-to-client': 'server to client: ',
  none: '',
};

/** What many of one kind are called; the name of the event where it has none. */
const NAMES: Partial<Readonly<Record<WireEvent['name'], string>>> = {
  'app:publish': 'publishes',
  'app:deliver': 'deliveries',
  'ws:frame': 'WebSocket frames',
  'sse:event': 'events of the stream',
  'http:chunk': 'chunks',
  'http2:frame': 'HTTP/2 frames',
};
const nameOf = (kind: string) => {
  const name = kind.split(' ')[0] as WireEvent['name'];
  return NAMES[name] ?? name;
};

/** Of one kind, these many are read before the rest is counted. */
const READ = 2;
/** More sentences at once than this are not listened to. */
const LIMIT = 12;

function sentence(event: WireEvent): string {
  const connection = event.connection > 1 ? `connection ${event.connection}, ` : '';
  return `${(event.time / 1000).toFixed(1)} s, ${connection}${WHERE[event.direction]}${describe(event)}, ${badgeOf(event.source)}`;
}

/** Sentences for events that came together. */
export function announce(events: readonly WireEvent[]): readonly string[] {
  const seen = new Map<string, number>();
  const lines: string[] = [];
  for (const event of events) {
    // A message that was one frame has been read already.
    if (event.name === 'ws:message' && event.data.frames === 1 && !event.data.compressed) continue;
    const kind = `${event.name} ${event.direction}`;
    const before = seen.get(kind) ?? 0;
    seen.set(kind, before + 1);
    if (before < READ) lines.push(sentence(event));
  }
  const more = [...seen].filter(([, count]) => count > READ).map(([kind, count]) => `and ${count - READ} more ${nameOf(kind)}`);
  const read = lines.slice(0, LIMIT);
  return [...read, ...(lines.length > LIMIT ? [`and ${lines.length - LIMIT} other events`] : []), ...more];
}
