// The client of the push lab: what a browser had between the wire and the page. A cache by path, pushes that go into it, hints
// that fetch ahead. The page above it can only fetch: no API told it of a push. (Node's own client does tell a program.)
import http2, { type ClientHttp2Session, type ClientHttp2Stream, type IncomingHttpHeaders } from 'node:http2';
import { text } from 'node:stream/consumers';
import { branch } from '../lib/random.ts';
import { idOf } from './feed.ts';
import type { LabContext } from './lab.ts';

/** Wait before /feed is asked for again, milliseconds, without its random half. */
const WAIT = 200;

export interface PushClient extends Disposable {
  /** Loads the page and what it needs. */
  visit(): void;
  emptyCache(): void;
  /** Opens /feed, on which messages are pushed. */
  connect(): void;
  /** The page fetches the next message, as all that it can do. */
  ask(): void;
}

/** A client for the tap at `port`; it does nothing until told to. */
export function createPushClient(port: number, context: LabContext): PushClient {
  const { params, emit, signal } = context;
  const random = branch(context.random);
  const say = (state: string, detail = '') =>
    emit({ name: 'app:state', direction: 'none', size: 0, data: { actor: 'client', state, detail } }, { connection: 0, source: 'hook' });
  const deliver = (id: number, client: string) =>
    emit({ name: 'app:deliver', direction: 'none', size: 0, data: { id, client } }, { connection: 0, source: 'hook' });
  const isBrowser = params.receiver === 'browser';
  const cache = new Map<string, string>();
  const coming = new Map<string, Promise<string>>();
  let session: ClientHttp2Session | undefined;
  let visiting = false;
  let wanted = false;
  let again: ReturnType<typeof setTimeout> | undefined;
  let next = 1;

  const connected = () => {
    if (session === undefined || session.closed || session.destroyed) {
      session = http2.connect(`http://127.0.0.1:${port}`, { settings: { enablePush: params.enablePush === true } });
      session.on('error', () => {}); // each stream reports it
      session.on('stream', takePush);
    }
    return session;
  };

  /** A body on its way, which ends in the cache. */
  const arrive = (path: string, stream: ClientHttp2Stream): Promise<string> => {
    const body = text(stream).then((content) => {
      if (stream.rstCode !== http2.constants.NGHTTP2_NO_ERROR) throw new Error('the stream was reset');
      cache.set(path, content);
      return content;
    });
    coming.set(path, body);
    body.then(
      () => coming.delete(path),
      () => coming.delete(path),
    );
    return body;
  };

  /** A push has been promised: the request is the server's own (RFC 9113 section 8.4.1). */
  function takePush(stream: ClientHttp2Stream, headers: IncomingHttpHeaders): void {
    const path = String(headers[':path']);
    stream.on('error', () => {});
    if (cache.has(path) && params.known === 'refuse') {
      // RFC 9113 section 8.4.2 allows this code and CANCEL.
      stream.close(http2.constants.NGHTTP2_REFUSED_STREAM);
      say('refuses', `the push of ${path}: it is in the cache already`);
      return;
    }
    arrive(path, stream).then(
      (content) => {
        if (signal.aborted) return;
        const id = idOf(content);
        if (!isBrowser && id !== undefined) deliver(id, 'client');
        else say('cached', `${path} was pushed; the page is not told`);
      },
      () => {},
    );
  }

  /** What the page gets for a path: from the cache, from what is on its way, or by a request. */
  const load = async (path: string): Promise<string> => {
    const kept = cache.get(path) ?? coming.get(path);
    if (kept !== undefined) return kept;
    const stream = connected().request({ ':path': path });
    stream.on('error', () => {});
    let status = 0;
    stream.on('response', (headers) => {
      status = Number(headers[':status']);
    });
    const content = await arrive(path, stream);
    if (status !== 200) {
      cache.delete(path);
      throw new Error(`${path} is answered with ${status}`);
    }
    return content;
  };

  const loadPage = async () => {
    const stream = connected().request({ ':path': '/page' });
    const ahead: Promise<unknown>[] = [];
    stream.on('error', () => {});
    stream.on('headers', (headers) => {
      // RFC 8297 section 2: the fields of a 103 are likely to be those of the response; fetching ahead is the client's choice.
      const paths = pathsIn(String(headers.link ?? ''), /<([^>]+)>;\s*rel=preload/g);
      const missing = paths.filter((path) => !cache.has(path));
      say('hinted', missing.length === 0 ? 'all of it is in the cache' : `fetches ${missing.join(' and ')} ahead`);
      for (const path of missing) ahead.push(load(path));
    });
    const document = await text(stream);
    if (document === '') throw new Error('the connection broke');
    await Promise.all([...ahead, ...pathsIn(document, /(?:href|src)="([^"]+)"/g).map(load)]);
  };

  const follow = () => {
    say('connecting', '/feed');
    const stream = connected().request({ ':path': '/feed' });
    stream.on('error', () => {});
    stream.on('response', () => say('open', '/feed'));
    stream.resume();
    stream.on('close', () => {
      if (!wanted || signal.aborted) return;
      const wait = WAIT * (0.5 + random.next() / 2);
      say('reconnecting', `in ${Math.round(wait)} ms; what was pushed meanwhile is gone`);
      again = setTimeout(follow, wait);
    });
  };

  return {
    visit() {
      if (visiting) return;
      visiting = true;
      say('visiting', cache.size === 0 ? 'with an empty cache' : `with ${cache.size} things in the cache`);
      loadPage().then(
        () => {
          visiting = false;
          say('ready', 'the page has all that it needs');
        },
        (problem: Error) => {
          visiting = false;
          if (!signal.aborted) say('failed', `the page: ${problem.message}`);
        },
      );
    },
    emptyCache() {
      cache.clear();
      say('cache-emptied');
    },
    connect() {
      if (wanted) return;
      wanted = true;
      follow();
    },
    ask() {
      const path = `/messages/${next}`;
      const where = cache.has(path) ? 'is in the cache: no request' : coming.has(path) ? 'is on its way' : 'is not in the cache: a request';
      say('asking', `the page fetches ${path}; it ${where}`);
      load(path).then(
        () => {
          deliver(next, 'page');
          say('answered', path);
          next += 1;
        },
        (problem: Error) => {
          if (!signal.aborted) say('failed', problem.message);
        },
      );
    },
    [Symbol.dispose]() {
      wanted = false;
      clearTimeout(again);
      session?.destroy();
    },
  };
}

function pathsIn(content: string, pattern: RegExp): string[] {
  return [...content.matchAll(pattern)].map(([, path = '']) => path);
}
