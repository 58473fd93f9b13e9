// An origin, an edge in front of it and a client, on real sockets, with a clock that the test moves.
import http, { type IncomingMessage, type OutgoingHttpHeaders, type RequestListener } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type Edge, type EdgeOptions, startEdge } from '../../src/labs/edge.ts';
import type { EdgeExchange } from '../../src/labs/edge-tell.ts';
import { manualClock } from '../../src/lib/clock.ts';

export interface Got {
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface World extends AsyncDisposable {
  readonly clock: ReturnType<typeof manualClock>;
  readonly edge: Edge;
  readonly originPort: number;
  /** What the origin was asked, in order. */
  readonly asked: IncomingMessage[];
  readonly exchanges: EdgeExchange[];
  /** What the edge did, in order: `miss`, `hit`, … */
  outcomes(): readonly string[];
  request(
    path: string,
    options?: { method?: string; headers?: OutgoingHttpHeaders; body?: string; agent?: http.Agent | false },
  ): Promise<Got>;
  /** Sends bytes as they are and gives all that comes back until the edge closes, or the first response where it does not. */
  raw(bytes: string): Promise<string>;
}

export async function startWorld(answer: RequestListener, options: Partial<EdgeOptions> = {}): Promise<World> {
  const clock = manualClock(Date.UTC(2026, 10, 24, 12));
  const asked: IncomingMessage[] = [];
  const exchanges: EdgeExchange[] = [];
  const origin = http.createServer((request, response) => {
    asked.push(request);
    // The origin lives in the test's time.
    response.setHeader('Date', clock.date().toUTCString());
    answer(request, response);
  });
  await new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve));
  const originPort = (origin.address() as AddressInfo).port;
  const edge = await startEdge({
    origin: { host: '127.0.0.1', port: originPort },
    clock,
    onExchange: (exchange) => exchanges.push(exchange),
    ...options,
  });
  return {
    clock,
    edge,
    originPort,
    asked,
    exchanges,
    outcomes: () => exchanges.map(({ decision }) => decision.outcome),
    request: (path, { method = 'GET', headers = {}, body, agent = false } = {}) =>
      new Promise((resolve, reject) => {
        const request = http.request({ host: '127.0.0.1', port: edge.port, path, method, headers, agent }, (response) => {
          text(response).then((content) => resolve({ status: response.statusCode, headers: response.headers, body: content }), reject);
        });
        request.on('error', reject);
        request.end(body);
      }),
    raw: (bytes) =>
      new Promise((resolve, reject) => {
        const socket = net.connect(edge.port, '127.0.0.1', () => socket.write(bytes, 'latin1'));
        let got = '';
        socket.on('data', (data) => (got += data.toString('latin1')));
        socket.on('close', () => resolve(got));
        socket.on('error', reject);
      }),
    async [Symbol.asyncDispose]() {
      await edge[Symbol.asyncDispose]();
      origin.closeAllConnections();
      await new Promise((resolve) => origin.close(resolve));
    },
  };
}
