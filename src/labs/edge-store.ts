// What an edge keeps: responses with their content, several to a target where they vary; the least recently used ones go
// when there are too many or they are too large. Knows no HTTP beyond that.
import type { Stored } from '../cache/cache.ts';
import type { Span } from '../cache/partial.ts';

export interface Entry {
  readonly stored: Stored;
  readonly body: Buffer;
  /** Which bytes the body has, where it has not all of them (RFC 9111 section 3.3). */
  readonly part?: Span;
}

export interface EdgeStore {
  /** The responses stored for a target, newest first. */
  find(target: string): readonly Entry[];
  /** Marks one as just used. */
  touch(entry: Entry): void;
  /** Stores a response in place of others (which may be gone); false where it is larger than everything there is room for. */
  put(target: string, entry: Entry, instead: readonly Entry[]): boolean;
  remove(entry: Entry): void;
  /** Removes all responses for a target; how many there were. */
  drop(target: string): number;
  clear(): number;
  readonly entries: number;
  readonly bytes: number;
  /** How many have been removed to make room. */
  readonly evicted: number;
}

/** What an entry takes beyond its content: its header fields, and room for what holds it. */
const sizeOf = ({ stored, body }: Entry) =>
  body.length +
  512 +
  [...stored.response.headers, ...stored.request.headers].reduce((sum, [name, value]) => sum + name.length + value.length + 32, 0);

/** An empty store with its two limits. */
export function createEdgeStore({ maxEntries, maxBytes }: { readonly maxEntries: number; readonly maxBytes: number }): EdgeStore {
  const targets = new Map<string, Set<Entry>>();
  /** All entries, least recently used first, with their target and size. */
  const order = new Map<Entry, { readonly target: string; readonly size: number }>();
  let bytes = 0;
  let evicted = 0;

  const remove = (entry: Entry) => {
    const place = order.get(entry);
    if (place === undefined) return;
    order.delete(entry);
    bytes -= place.size;
    const variants = targets.get(place.target);
    variants?.delete(entry);
    if (variants?.size === 0) targets.delete(place.target);
  };
  const drop = (target: string) => {
    const variants = [...(targets.get(target) ?? [])];
    for (const entry of variants) remove(entry);
    return variants.length;
  };
  return {
    find: (target) => [...(targets.get(target) ?? [])].reverse(),
    touch(entry) {
      const place = order.get(entry);
      if (place === undefined) return;
      order.delete(entry);
      order.set(entry, place);
    },
    remove,
    put(target, entry, instead) {
      for (const each of instead) remove(each);
      const size = sizeOf(entry);
      if (size > maxBytes || maxEntries < 1) return false;
      while (order.size + 1 > maxEntries || bytes + size > maxBytes) {
        const oldest = order.keys().next().value;
        if (oldest === undefined) break;
        remove(oldest);
        evicted += 1;
      }
      order.set(entry, { target, size });
      bytes += size;
      const variants = targets.get(target) ?? new Set();
      variants.add(entry);
      targets.set(target, variants);
      return true;
    },
    drop,
    clear() {
      const had = order.size;
      order.clear();
      targets.clear();
      bytes = 0;
      return had;
    },
    get entries() {
      return order.size;
    },
    get bytes() {
      return bytes;
    },
    get evicted() {
      return evicted;
    },
  };
}
