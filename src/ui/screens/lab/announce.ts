// A run read aloud: new events as sentences, many of a kind as one. Pure.
import { describe } from '../../../wire/describe.ts';
import { badgeOf, type WireEvent } from '../../../wire/event.ts';

const WHERE: Readonly<Record<WireEvent['direction'], string>> = {
  'client-to-server': 'client to server: ',
  'server-to-client': 'server to client: ',
  none: '',
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
    // What a layer above makes of bytes is read; the bytes beneath are in the log.
    const kind = `${event.name} ${event.direction}`;
    const before = seen.get(kind) ?? 0;
    seen.set(kind, before + 1);
    if (before < READ) lines.push(sentence(event));
  }
  const more = [...seen].filter(([, count]) => count > READ).map(([kind, count]) => `and ${count - READ} more ${kind.split(' ')[0]}`);
  const read = lines.slice(0, LIMIT);
  return [...read, ...(lines.length > LIMIT ? [`and ${lines.length - LIMIT} other events`] : []), ...more];
}
