// The answers that an edge gives by itself, each with the word on what it did: from what is stored, or a refusal.
import type { Reason } from '../cache/cache.ts';
import type { CacheStatus } from '../cache/cache-status.ts';
import type { CacheOutcome } from '../wire/event.ts';
import type { EdgeParts, Job } from './edge-job.ts';
import type { FunctionAnswer } from './edge-outcome.ts';
import { replyFromStore, replyWithContent, replyWithText } from './edge-reply.ts';
import type { Entry } from './edge-store.ts';
import { createTeller, type Teller } from './edge-tell.ts';

export interface Replies extends Teller {
  /** Answers from what is stored; nobody is answered where nobody waits. */
  reply(job: Job, entry: Entry, cacheStatus: CacheStatus, outcome: CacheOutcome, why: Reason, withheld?: readonly string[]): void;
  /** Answers with what a user's function said; nothing of it is stored. */
  answer(job: Job, answer: FunctionAnswer, why: Reason): void;
  /** Answers with an error of the edge's own, or cuts off a client that has been answered in part. */
  refuse(job: Job, status: number, why: Reason, fwd?: CacheStatus['fwd']): void;
}

export function createReplies(edge: Pick<EdgeParts, 'name' | 'profile' | 'now' | 'tell'>): Replies {
  const teller = createTeller(edge);
  const { tell, serialise } = teller;
  return {
    ...teller,
    reply(job, entry, cacheStatus, outcome, { because, source }, withheld = []) {
      if (job.client === undefined) return;
      const status = replyFromStore(job.client, job.request, entry, { cacheStatus: serialise(cacheStatus), withheld, now: edge.now() });
      tell(job, { because, source, status, outcome, cacheStatus, stored: entry.stored });
    },
    answer(job, { status, headers, body }, { because, source }) {
      const cacheStatus: CacheStatus = { detail: because };
      if (job.client === undefined) return;
      replyWithContent(job.client, { status, headers, body, head: job.request.method === 'HEAD' }, serialise(cacheStatus));
      tell(job, { because, source, status, outcome: status === 500 ? 'failed' : 'bypassed', cacheStatus });
    },
    refuse(job, status, { because, source }, fwd) {
      const cacheStatus: CacheStatus = { ...(fwd === undefined ? {} : { fwd }), detail: because };
      if (job.client !== undefined && !job.client.headersSent) replyWithText(job.client, status, serialise(cacheStatus), because);
      else job.client?.destroy();
      if (job.client !== undefined) tell(job, { because, source, status, outcome: 'failed', cacheStatus });
    },
  };
}
