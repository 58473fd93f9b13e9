// The webhook lab's sender: publishes events, signs each attempt anew, repeats what was not answered with 2xx, and gives up
// at last. Beside it stands somebody who has no secret.
import http from 'node:http';
import { branch } from '../lib/random.ts';
import { createFeed, type Feed, type FeedMessage } from './feed.ts';
import type { LabContext } from './lab.ts';
import { type SignatureHeaders, sign } from './webhook-signature.ts';

export interface Sender extends Disposable {
  readonly feed: Feed;
  /** Sends the newest event once more, as a sender does whose database was restored. */
  duplicate(): void;
  /** A payload that somebody made up, signed with another secret. */
  forge(): void;
  /** The newest event's headers with another price in the body. */
  tamper(): void;
  /** A request that was genuine ten minutes ago. */
  replay(): void;
}

interface Delivery {
  readonly message: FeedMessage;
  readonly id: string;
  readonly body: string;
}

/** How old the request is that `replay` sends, seconds. */
const AGE = 600;
/** The secret of somebody who has to guess. */
const GUESS = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
/** Numbers of events that the sender never published. */
const FORGED = 9001;
const REPLAYED = 9002;

/** Wraps a message of the feed as Standard Webhooks recommends. */
const payload = (text: string) => `{"type":"price.changed","data":${text}}`;

/** A sender for the receiver behind `port`. Nothing is sent until an event is published. */
export function createSender(port: number, context: LabContext, secret: string): Sender {
  const { params, emit, clock, signal } = context;
  const ids = branch(context.random);
  const waits = branch(context.random);
  const hook = { connection: 0, source: 'hook' } as const;
  const say = (state: string, detail: string) =>
    emit({ name: 'app:state', direction: 'none', size: 0, data: { actor: 'client', state, detail } }, hook);
  const agent = new http.Agent({ keepAlive: true, maxSockets: 4 });
  const timers = new Set<ReturnType<typeof setTimeout>>();
  let newest: Delivery | undefined;
  let newestHeaders: SignatureHeaders | undefined;
  let disabled = false;
  let over = false;

  const later = (milliseconds: number, act: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, milliseconds);
    timers.add(timer);
    return () => {
      clearTimeout(timer);
      timers.delete(timer);
    };
  };
  const messageId = () => `msg_${Array.from({ length: 20 }, () => Math.floor(ids.next() * 36).toString(36)).join('')}`;
  const now = () => Math.floor(clock.date().getTime() / 1000);

  /** One POST; the status, or why there is none. */
  const post = (headers: SignatureHeaders, body: string) =>
    new Promise<number | string>((resolve) => {
      if (over) return resolve('the sender has stopped');
      const request = http.request(
        {
          host: '127.0.0.1',
          port,
          method: 'POST',
          path: '/webhooks',
          agent,
          headers: { ...headers, 'Content-Type': 'application/json' },
        },
        (response) => {
          response.resume();
          response.on('end', () => settle(response.statusCode ?? 0));
          response.on('error', () => settle('the answer broke off'));
        },
      );
      const settle = (outcome: number | string) => {
        forget();
        resolve(outcome);
      };
      const forget = later(Number(params.timeout), () => {
        settle(`no answer within ${params.timeout} ms`);
        request.destroy();
      });
      request.on('error', () => settle('the connection broke'));
      request.end(body);
    });

  const attempt = async (delivery: Delivery, number: number): Promise<void> => {
    const { message, id, body } = delivery;
    // Each attempt has a time, and so a signature, of its own; the id stays.
    const headers = sign({ id, timestamp: now(), body }, secret);
    if (delivery === newest) newestHeaders = headers;
    const outcome = await post(headers, body);
    if (over) return;
    if (typeof outcome === 'number' && outcome >= 200 && outcome < 300) {
      return say('acknowledged', `#${message.id} at attempt ${number}`);
    }
    const why = typeof outcome === 'number' ? `answered ${outcome}` : outcome;
    if (outcome === 410) {
      disabled = true;
      feed.stop();
      return say('disabled', `#${message.id} ${why}: nothing is sent there any more`);
    }
    if (number >= Number(params.attempts)) return say('gave-up', `#${message.id} after ${number} attempts: ${why}`);
    const wait = Number(params.backoff) * 2 ** (number - 1) * (params.jitter === true ? 0.5 + waits.next() / 2 : 1);
    say('retrying', `#${message.id} in ${Math.round(wait)} ms: ${why}`);
    later(wait, () => void attempt(delivery, number + 1));
  };

  const feed = createFeed({
    rate: Number(params.rate),
    size: Number(params.size),
    random: context.random,
    publish(message) {
      if (disabled) return say('disabled', `#${message.id} is not sent`);
      emit({ name: 'app:publish', direction: 'none', size: 0, data: { id: message.id, actor: 'client' } }, hook);
      newest = { message, id: messageId(), body: payload(message.text) };
      void attempt(newest, 1);
    },
  });

  /** What somebody else sends: one attempt, and a word on what came of it. */
  const intrude = async (what: string, headers: SignatureHeaders, body: string) => {
    say('intruding', what);
    const outcome = await post(headers, body);
    if (!over) say('intruded', `${what}: ${typeof outcome === 'number' ? `answered ${outcome}` : outcome}`);
  };
  const made = (id: number) => payload(JSON.stringify({ id, at: 0, symbol: 'ACME', price: 0.01 }));

  const stop = () => {
    over = true;
    feed.stop();
    for (const timer of timers) clearTimeout(timer);
    timers.clear();
    agent.destroy();
    signal.removeEventListener('abort', stop);
  };
  signal.addEventListener('abort', stop);

  return {
    feed,
    duplicate() {
      if (newest === undefined) return say('idle', 'no event was sent yet');
      say('repeating', `#${newest.message.id}, though it may have been answered`);
      void attempt(newest, 1);
    },
    forge() {
      const body = made(FORGED);
      void intrude('a forged event', sign({ id: messageId(), timestamp: now(), body }, GUESS), body);
    },
    tamper() {
      if (newest === undefined || newestHeaders === undefined) return say('idle', 'no event was sent yet');
      void intrude('another price under the old signature', newestHeaders, newest.body.replace(/"price":[\d.]+/, '"price":0.01'));
    },
    replay() {
      const body = made(REPLAYED);
      void intrude('a request recorded ten minutes ago', sign({ id: messageId(), timestamp: now() - AGE, body }, secret), body);
    },
    [Symbol.dispose]: stop,
  };
}
