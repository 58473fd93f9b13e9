// The webhook lab's receiver: somebody else's server, which takes signed POSTs, handles each event once, and fails on demand.
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { LabContext } from './lab.ts';
import { closeHttp, listenLocally } from './local-server.ts';
import { type Page, sendPage } from './page.ts';
import { refusal } from './webhook-signature.ts';

export interface Receiver extends AsyncDisposable {
  readonly port: number;
  /** Answers that many further requests with 503. */
  fail(count: number): void;
  /** Handles the next event and breaks the connection instead of answering. */
  loseAnswer(): void;
  /** Answers 410 from now on: it wants no more. */
  leave(): void;
}

export interface ReceiverOptions {
  readonly secret: string;
  /** What stands at `/`. */
  readonly page?: Page;
}

/** Starts the receiver on a free port of the loopback interface. */
export async function startReceiver(context: LabContext, { secret, page }: ReceiverOptions): Promise<Receiver> {
  const { params, emit, clock, signal } = context;
  const hook = { connection: 0, source: 'hook' } as const;
  const say = (state: string, detail: string) =>
    emit({ name: 'app:state', direction: 'none', size: 0, data: { actor: 'server', state, detail } }, hook);
  const seen = new Set<string>();
  const working = new Set<ReturnType<typeof setTimeout>>();
  let failing = Number(params.failures);
  let losing = 0;
  let gone = false;

  const work = (done: () => void) => {
    if (Number(params.work) === 0) return done();
    const timer = setTimeout(() => {
      working.delete(timer);
      done();
    }, Number(params.work));
    working.add(timer);
  };
  const answer = (response: ServerResponse, status: number, words = '') => {
    if (response.destroyed) return;
    response.writeHead(status, words === '' ? {} : { 'Content-Type': 'text/plain' }).end(words === '' ? undefined : `${words}\n`);
  };
  const handle = (body: string) => {
    const event = eventId(body);
    if (event === undefined) return say('handled', 'an event without a number');
    emit({ name: 'app:deliver', direction: 'none', size: 0, data: { id: event, client: 'receiver', actor: 'server' } }, hook);
  };

  const receive = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await text(request);
    if (gone) return answer(response, 410, 'This endpoint is gone.');
    if (failing > 0) {
      failing -= 1;
      say('failing', `${failing} more to fail`);
      return answer(response, 503, 'Try again later.');
    }
    const now = Math.floor(clock.date().getTime() / 1000);
    const why = params.verify === true ? refusal(request.headers, body, { secret, now, tolerance: Number(params.tolerance) }) : undefined;
    if (why !== undefined) {
      say('refused', why);
      // Not 401, which would have to name a way to log in (RFC 9110 section 15.5.2).
      return answer(response, 403, `Refused: ${why}.`);
    }
    const id = String(request.headers['webhook-id'] ?? '');
    if (params.remember === true && id !== '') {
      if (seen.has(id)) {
        say('ignored', `${id} was here before`);
        return answer(response, 204);
      }
      seen.add(id);
    }
    const lost = losing > 0;
    if (lost) losing -= 1;
    work(() => {
      handle(body);
      if (lost) {
        say('answer-lost', 'the connection breaks before the answer');
        request.socket.resetAndDestroy();
      } else answer(response, 204);
    });
  };

  const server = http.createServer((request, response) => {
    response.on('error', () => {}); // a sender that is gone
    if (request.method === 'POST' && request.url === '/webhooks') {
      receive(request, response).catch((problem) => {
        // A body that broke off; anything else is a bug.
        if (!request.destroyed && !signal.aborted) throw problem;
      });
    } else if (request.method === 'GET' && request.url === '/' && page !== undefined) sendPage(response, page);
    else answer(response, 404, 'Webhooks are taken by POST at /webhooks.');
  });
  const port = await listenLocally(server);

  return {
    port,
    fail(count) {
      failing += count;
    },
    loseAnswer() {
      losing += 1;
    },
    leave() {
      gone = true;
      say('gone', '410 from now on');
    },
    async [Symbol.asyncDispose]() {
      for (const timer of working) clearTimeout(timer);
      await closeHttp(server);
    },
  };
}

/** The number of the feed's message in a payload, if there is one. */
function eventId(body: string): number | undefined {
  try {
    const id: unknown = JSON.parse(body)?.data?.id;
    return typeof id === 'number' && Number.isInteger(id) ? id : undefined;
  } catch {
    return undefined;
  }
}
