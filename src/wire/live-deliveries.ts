// Messages of a run that is going on, by their ids: what was published, what came to which client, how late, and what is missing.
// What is kept does not grow with the run.

/** Publish times and missing ids that are remembered; older ones count as never delivered. */
const REMEMBER = 10_000;

export interface Deliveries {
  readonly published: number;
  readonly delivered: number;
  readonly duplicates: number;
  /** Ids that a client has skipped and not got since. */
  readonly missing: number;
}

export interface DeliveryCounter {
  publish(id: number, time: number): void;
  /** Milliseconds since it was published; undefined for a duplicate, and where nobody knows. */
  deliver(id: number, client: string, time: number): number | undefined;
  at(): Deliveries;
}

export function createDeliveryCounter(): DeliveryCounter {
  const publishedAt = new Map<number, number>();
  const clients = new Map<string, { last: number; readonly missing: Set<number> }>();
  let published = 0;
  let delivered = 0;
  let duplicates = 0;
  return {
    publish(id, time) {
      published += 1;
      publishedAt.set(id, time);
      if (publishedAt.size > REMEMBER) forgetOldest(publishedAt);
    },
    deliver(id, client, time) {
      const known = clients.get(client);
      if (known === undefined) clients.set(client, { last: id, missing: new Set() });
      else if (id > known.last) {
        for (let skipped = Math.max(known.last + 1, id - REMEMBER); skipped < id; skipped++) known.missing.add(skipped);
        while (known.missing.size > REMEMBER) forgetOldest(known.missing);
        known.last = id;
      } else if (!known.missing.delete(id)) {
        duplicates += 1;
        return undefined;
      }
      delivered += 1;
      const at = publishedAt.get(id);
      return at === undefined ? undefined : time - at;
    },
    at() {
      let missing = 0;
      for (const client of clients.values()) missing += client.missing.size;
      return { published, delivered, duplicates, missing };
    },
  };
}

/** Maps and sets keep the order of insertion: the first is the oldest. */
export function forgetOldest(collection: Map<number, unknown> | Set<number>): void {
  for (const oldest of collection.keys()) {
    collection.delete(oldest);
    return;
  }
}
