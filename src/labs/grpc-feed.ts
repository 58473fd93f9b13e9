// The application behind the gRPC lab's service, whatever protocol a call comes by: the seeded feed, who follows it, and
// what was kept for those who come back. Knows no gRPC.
import { createFeed, createReplayBuffer, type Feed, type FeedMessage } from './feed.ts';
import type { Quote } from './grpc-proto.ts';
import type { LabContext } from './lab.ts';

export interface QuoteFeed extends Disposable {
  readonly feed: Feed;
  /** The newest quote of an instrument; undefined where there is no such instrument. */
  latest(symbol: string): Quote | undefined;
  /** Hands on what follows id `since` (0: only what is new) until the returned function is called. Starts the feed. */
  follow(since: number, onQuote: (quote: Quote) => void): () => void;
  say(state: string, detail: string): void;
}

const SYMBOLS: readonly string[] = ['ACME', 'BYTE', 'CORE', 'DELT'];

/** A feed that nobody follows yet. */
export function createQuoteFeed({ params, emit, random }: LabContext): QuoteFeed {
  const say = (state: string, detail: string) =>
    emit({ name: 'app:state', direction: 'none', size: 0, data: { actor: 'server', state, detail } }, { connection: 0, source: 'hook' });
  const followers = new Set<(quote: Quote) => void>();
  const replay = createReplayBuffer();
  const newest = new Map<string, Quote>(SYMBOLS.map((symbol) => [symbol, { id: 0, at: 0, instrument: { symbol }, price: 100, pad: '' }]));
  let began = false;
  const feed = createFeed({
    rate: Number(params.rate),
    size: Number(params.size),
    random,
    publish(message) {
      emit({ name: 'app:publish', direction: 'none', size: 0, data: { id: message.id } }, { connection: 0, source: 'hook' });
      replay.add(message);
      const quote = quoteOf(message);
      newest.set(quote.instrument?.symbol ?? '', quote);
      for (const follower of followers) follower(quote);
    },
  });
  return {
    feed,
    say,
    latest: (symbol) => newest.get(symbol === '' ? 'ACME' : symbol),
    follow(since, onQuote) {
      if (since > 0) {
        const missed = replay.after(since);
        for (const message of missed) onQuote(quoteOf(message));
        say('replayed', `${missed.length} quotes after #${since}`);
      }
      followers.add(onQuote);
      say('accepted', `Follow, ${followers.size} open`);
      // Only the first one starts it: a feed that was stopped stays stopped when a client comes back.
      if (!began) feed.start();
      began = true;
      return () => {
        if (followers.delete(onQuote)) say('gone', `Follow, ${followers.size} open`);
      };
    },
    [Symbol.dispose]: () => feed.stop(),
  };
}

/** The message of the feed as fields: the same content as the other labs send as JSON. */
function quoteOf({ text }: FeedMessage): Quote {
  const { id, at, symbol, price, pad } = JSON.parse(text) as { id: number; at: number; symbol: string; price: number; pad: string };
  return { id, at, instrument: { symbol }, price, pad };
}
