// Clients that open what a lab's client opens and then keep quiet: for counting what a connection costs a server. Plain
// sockets with a request written out, and bare HTTP/2 sessions; nothing reads what comes.
import http2 from 'node:http2';
import net from 'node:net';

/** What a client of each lab sends first. */
const HELLO: Readonly<
  Record<string, { readonly http1: string } | { readonly http2: http2.OutgoingHttpHeaders; readonly body?: Uint8Array }>
> = {
  // The key is that of RFC 6455 section 1.3.
  websocket: {
    http1:
      'GET /feed HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  },
  sse: { http1: 'GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n' },
  'long-polling': { http1: 'GET /poll HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n' },
  'short-polling': { http1: 'GET /latest HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n' },
  'http2-push': { http2: { ':path': '/feed' } },
  'grpc-streaming': {
    http2: { ':method': 'POST', ':path': '/wirewise.Feed/Follow', 'content-type': 'application/grpc', te: 'trailers' },
    body: new Uint8Array(5), // an empty message, not compressed
  },
};

export interface IdleClients extends Disposable {
  /** Opens that many more; resolves when each has an answer, or was connected and is held. */
  open(count: number): Promise<void>;
}

/** Whether there is such a client for a lab. */
export function hasIdleClients(lab: string): boolean {
  return Object.hasOwn(HELLO, lab);
}

/** Idle clients of a lab's server; none is open yet. */
export function createIdleClients(lab: string, port: number): IdleClients {
  const hello = HELLO[lab];
  const closers: (() => void)[] = [];
  const openOne = (): Promise<void> => {
    if (hello === undefined) return Promise.reject(new Error(`nothing is known of clients of '${lab}'`));
    return new Promise((resolve, reject) => {
      if ('http1' in hello) {
        const socket = net.connect(port, '127.0.0.1', () => socket.write(hello.http1, () => resolve()));
        closers.push(() => socket.destroy());
        socket.on('error', reject);
        socket.resume();
        return;
      }
      const session = http2.connect(`http://127.0.0.1:${port}`);
      closers.push(() => session.destroy());
      session.on('error', reject);
      const stream = session.request(hello.http2, { endStream: hello.body === undefined });
      stream.on('error', reject);
      stream.on('response', () => resolve());
      stream.resume();
      if (hello.body !== undefined) stream.end(hello.body);
    });
  };
  return {
    async open(count) {
      // Not all at once: a listen queue has an end.
      for (let left = count; left > 0; left -= 50) await Promise.all(Array.from({ length: Math.min(50, left) }, openOne));
    },
    [Symbol.dispose]() {
      for (const close of closers) close();
    },
  };
}
