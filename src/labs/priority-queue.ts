// What goes first on a connection, after the `priority` header (RFC 9218): the lowest urgency, and in one urgency one
// response after another, except for those that are useful in parts, which take turns. Writes to streams, opens none.
import type { Writable } from 'node:stream';

export interface Priority {
  /** 0, the highest, to 7 (RFC 9218 section 4.1). */
  readonly urgency: number;
  /** Whether parts are of use before the whole is there (RFC 9218 section 4.2). */
  readonly incremental: boolean;
}

/** Bytes that are written at a time. */
const PIECE = 4096;

/** Reads a `priority` header: `u=1, i`. What it does not say is 3 and not incremental (RFC 9218 section 4). */
export function parsePriority(value: string): Priority {
  const urgency = /(?:^|[,\s])u=([0-7])(?=$|[,\s])/.exec(value)?.[1];
  return { urgency: Number(urgency ?? 3), incremental: /(?:^|[,\s])i(?:=\?1)?(?=$|[,\s])/.test(value) };
}

interface Job extends Priority {
  readonly stream: Writable;
  readonly body: Buffer;
  sent: number;
}

/** A queue for one connection. */
export function createPriorityQueue() {
  const jobs: Job[] = [];
  let busy = false;

  /** The most urgent; of several the oldest. Those that take turns go to the end when they had one. */
  const next = () =>
    jobs.reduce<Job | undefined>((best, job) => (best === undefined || job.urgency < best.urgency ? job : best), undefined);
  const work = () => {
    const job = next();
    busy = job !== undefined;
    if (job === undefined) return;
    const piece = job.body.subarray(job.sent, job.sent + PIECE);
    job.sent += piece.length;
    const done = job.sent >= job.body.length || job.stream.destroyed;
    if (done || job.incremental) jobs.splice(jobs.indexOf(job), 1);
    if (!done && job.incremental) jobs.push(job);
    if (job.stream.destroyed) return work();
    job.stream.once('close', onClose);
    const after = () => {
      job.stream.off('close', onClose);
      work();
    };
    function onClose() {
      const at = jobs.indexOf(job as Job);
      if (at !== -1) jobs.splice(at, 1);
      work();
    }
    if (done) {
      job.stream.off('close', onClose);
      job.stream.end(piece);
      setImmediate(work);
    } else job.stream.write(piece, after);
  };

  return {
    /** Takes a response in; it is written when its turn comes, and ended. */
    add(stream: Writable, body: Buffer, priority: string) {
      jobs.push({ stream, body, sent: 0, ...parsePriority(priority) });
      if (busy) return;
      busy = true;
      setImmediate(work); // what came in the same packet is compared first
    },
  };
}
