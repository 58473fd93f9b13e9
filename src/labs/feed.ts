// The feed that every real-time lab publishes: the same messages under the same seed, whatever the transport.
import { branch, type Random } from '../lib/random.ts';

export interface FeedMessage {
  /** From 1, without gaps. */
  readonly id: number;
  /** JSON, as many bytes as asked for (never less than the fields need). */
  readonly text: string;
}

export interface Feed {
  start(): void;
  stop(): void;
  /** Publishes that many at once. */
  burst(count: number): void;
  readonly running: boolean;
}

export interface FeedOptions {
  /** Messages a second. */
  readonly rate: number;
  /** Bytes of a message. */
  readonly size: number;
  readonly random: Random;
  readonly publish: (message: FeedMessage) => void;
}

const SYMBOLS = ['ACME', 'BYTE', 'CORE', 'DELT'] as const;

/** A feed that is not started yet. What it publishes depends on the draw that `random` gives it now, and on nothing later. */
export function createFeed({ rate, size, random, publish }: FeedOptions): Feed {
  const own = branch(random);
  let id = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  const next = () => {
    id += 1;
    publish({ id, text: messageText(id, rate, size, own) });
  };
  return {
    start() {
      timer ??= setInterval(next, 1000 / rate);
    },
    stop() {
      clearInterval(timer);
      timer = undefined;
    },
    burst(count) {
      for (let sent = 0; sent < count; sent++) next();
    },
    get running() {
      return timer !== undefined;
    },
  };
}

/** `at` is the planned time of the message, so that the content depends on the seed alone. */
function messageText(id: number, rate: number, size: number, random: Random): string {
  const symbol = SYMBOLS[Math.floor(random.next() * SYMBOLS.length)] as string;
  const price = Math.round(10_000 + random.next() * 1000) / 100;
  const bare = JSON.stringify({ id, at: Math.round((id * 1000) / rate), symbol, price, pad: '' });
  return `${bare.slice(0, -2)}${letters(Math.max(0, size - bare.length), random)}"}`;
}

const THREE_LETTERS = 26 ** 3;
let triples: readonly string[] | undefined;

/** Random letters, so that compression finds in them no more than chance has put there. Six a draw: bursts must be quick. */
function letters(count: number, random: Random): string {
  triples ??= Array.from({ length: THREE_LETTERS }, (_, index) =>
    String.fromCharCode(97 + (index % 26), 97 + (Math.floor(index / 26) % 26), 97 + Math.floor(index / 26 ** 2)),
  );
  let text = '';
  while (text.length < count) {
    const drawn = Math.floor(random.next() * THREE_LETTERS ** 2);
    text += `${triples[drawn % THREE_LETTERS]}${triples[Math.floor(drawn / THREE_LETTERS)]}`;
  }
  return text.slice(0, count);
}

/** The id of a feed message, or undefined for any other text. */
export function idOf(text: string): number | undefined {
  const match = /^\{"id":(\d+),/.exec(text);
  return match ? Number(match[1]) : undefined;
}

/** Keeps the newest messages for clients that come back. */
export function createReplayBuffer(limit = 5000): { add(message: FeedMessage): void; after(id: number): readonly FeedMessage[] } {
  const messages: FeedMessage[] = [];
  return {
    add(message) {
      messages.push(message);
      if (messages.length > limit) messages.shift();
    },
    after: (id) => messages.filter((message) => message.id > id),
  };
}
