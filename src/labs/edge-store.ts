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
  /** Removes what a claim holds of; how many there were. */
  dropWhere(claim: (entry: Entry) => boolean): number;
  /** Lets so many seconds pass for everything that is stored. */
  makeOlder(seconds: number): void;
  /** Everything, least recently used first. */
  all(): readonly Entry[];
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
    dropWhere(claim) {
      const gone = [...order.keys()].filter(claim);
      for (const entry of gone) remove(entry);
      return gone.length;
    },
    makeOlder(seconds) {
      const before = [...order];
      order.clear();
      targets.clear();
      for (const [{ stored, ...rest }, place] of before) {
        const entry: Entry = { ...rest, stored: { ...stored, madeOlder: (stored.madeOlder ?? 0) + seconds } };
        order.set(entry, place);
        targets.set(place.target, (targets.get(place.target) ?? new Set()).add(entry));
      }
    },
    all: () => [...order.keys()],
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
