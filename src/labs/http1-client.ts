// HTTP/1.1 as a browser uses it: a pool of connections to each origin, one request at a time on each (RFC 9112 section 9.3),
// and a queue where all are busy. Also pipelining, which browsers gave up. The limits are ours, the connections are real.
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { createConnectionDecoder } from '../wire/decode/connection.ts';
import { CONNECTION_LIMIT } from './connection-pool.ts';
import type { LabContext } from './lab.ts';
import { createIntake, type Loader, type Report, resourceReporter } from './loader.ts';

export interface Http1Options {
  readonly port: number;
  /** Connections to each origin; browsers commonly stop at six. */
  readonly limit?: number;
  /** How many origins the resources are spread over (domain sharding): each has a pool of its own. */
  readonly origins?: number;
  /** Whether a connection is used again for the next request (RFC 9112 section 9.3). */
  readonly keepAlive?: boolean;
  /** With TLS, trusting this certificate. */
  readonly tls?: { readonly cert: string; readonly servername: string };
  readonly report?: Report;
}

/** A client with a pool. Nothing is opened before the first request. */
export function createHttp1Client({ emit, clock }: Pick<LabContext, 'emit' | 'clock'>, options: Http1Options): Loader {
  const { port, limit = CONNECTION_LIMIT, origins = 1, keepAlive = true, tls } = options;
  const report = options.report ?? resourceReporter(emit, 'http/1.1');
  const common = { keepAlive, maxSockets: limit };
  const agents = Array.from({ length: origins }, () =>
    tls === undefined
      ? new http.Agent(common)
      : new https.Agent({ ...common, ca: tls.cert, servername: tls.servername, ALPNProtocols: ['http/1.1'] }),
  );
  const waiting = (agent: http.Agent) => Object.values(agent.requests).reduce((sum, list) => sum + (list?.length ?? 0), 0);

  return {
    load: (id, path) =>
      new Promise((resolve) => {
        const origin = id % origins;
        const agent = agents[origin] as http.Agent;
        const before = waiting(agent);
        const host = origins === 1 ? `localhost:${port}` : `static${origin + 1}.localhost:${port}`;
        const request = (tls === undefined ? http : https).get(
          { host: '127.0.0.1', port, path, agent, headers: { Host: host, ...(keepAlive ? {} : { Connection: 'close' }) } },
          (response) => {
            const intake = createIntake(clock);
            intake.take(0); // the head
            report(id, 'first-byte');
            response.on('data', (chunk: Buffer) => intake.take(chunk.length));
            response.on('end', () => {
              report(id, 'end', intake.bytes(), intake.gap());
              resolve();
            });
            response.on('error', failed);
          },
        );
        const failed = () => {
          report(id, 'failed');
          resolve();
        };
        request.on('error', failed);
        if (waiting(agent) > before) report(id, 'queued');
        request.on('socket', (socket) => {
          const sent = () => report(id, 'sent');
          // A new connection has its handshakes before it.
          if (request.reusedSocket) sent();
          else socket.once(tls === undefined ? 'connect' : 'secureConnect', sent);
        });
      }),
    async [Symbol.asyncDispose]() {
      for (const agent of agents) agent.destroy();
    },
  };
}

/**
 * Writes all requests at once on one connection and reads the responses, which come in the same order (RFC 9112 section
 * 9.3.2). Ends when all are there, when the connection breaks, or with `signal`.
 */
export async function pipeline(
  { emit, signal, clock }: Pick<LabContext, 'emit' | 'signal' | 'clock'>,
  port: number,
  resources: readonly { readonly id: number; readonly path: string }[],
): Promise<void> {
  const report = resourceReporter(emit, 'http/1.1');
  const decoder = createConnectionDecoder();
  const socket = net.connect({ host: '127.0.0.1', port, signal });
  const requests = Buffer.from(resources.map(({ path }) => `GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`).join(''));
  let at = -1;
  let missing = 0;
  let intake = createIntake(clock);
  await new Promise<void>((resolve) => {
    socket.on('connect', () => {
      decoder.push('client-to-server', requests);
      socket.write(requests);
      for (const { id } of resources) report(id, 'sent');
    });
    socket.on('data', (chunk) => {
      for (const fact of decoder.push('server-to-client', chunk)) {
        if (fact.name === 'http:response') {
          at += 1;
          intake = createIntake(clock);
          missing = Number(fact.data.headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1] ?? 0);
          report((resources[at] as { id: number }).id, 'first-byte');
        } else if (fact.name === 'http:body') {
          intake.take(fact.data.length);
          missing -= fact.data.length;
        } else continue;
        if (missing > 0) continue;
        report((resources[at] as { id: number }).id, 'end', intake.bytes(), intake.gap());
        if (at === resources.length - 1) socket.end();
      }
    });
    socket.on('error', () => {}); // `close` follows
    socket.on('close', () => {
      const done = at + (missing > 0 ? 0 : 1);
      if (!signal.aborted) for (const { id } of resources.slice(done)) report(id, 'failed');
      resolve();
    });
  });
}
