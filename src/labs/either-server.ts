// One listening socket for HTTP/1.1 and HTTP/2 in the clear, and for TLS: the client's first bytes tell which (RFC 9113 section
// 3.4, RFC 8446 section 5.1), and the connection is handed to the server for it. So a browser, curl and an HTTP/2 client all
// use the address of one tap.
import net, { type AddressInfo, type Socket } from 'node:net';

/** The first three bytes of HTTP/2's preface; no method of HTTP/1.1 in use begins with them. */
const PRI = 'PRI';
/** First byte of a TLS connection. */
const HANDSHAKE = 22;

export interface EitherServer extends AsyncDisposable {
  readonly port: number;
}

/** Listens on a free port of the loopback interface and hands each connection on, with its first bytes put back. */
export async function listenForEither(
  handOver: Readonly<Record<'http1' | 'http2', (socket: Socket) => void>> & { readonly tls?: (socket: Socket) => void },
): Promise<EitherServer> {
  const sockets = new Set<Socket>();
  const server = net.createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {}); // `close` follows
    let seen = Buffer.alloc(0);
    const look = () => {
      seen = Buffer.concat([seen, (socket.read() as Buffer | null) ?? seen.subarray(0, 0)]);
      const secure = handOver.tls !== undefined && seen[0] === HANDSHAKE;
      const word = seen.toString('latin1', 0, PRI.length);
      if (!secure && word.length < PRI.length && PRI.startsWith(word)) return;
      socket.off('readable', look);
      socket.unshift(seen);
      if (secure) handOver.tls?.(socket);
      else handOver[word === PRI ? 'http2' : 'http1'](socket);
    };
    socket.on('readable', look);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
