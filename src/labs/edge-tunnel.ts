// Upgrades through the edge, so that a development server's live reload goes on working: a WebSocket handshake is passed to
// the origin and, once that has said 101, bytes pass both ways unread. Nothing of it is cached; any other upgrade is refused.
import http, { type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { fieldOf, withField } from '../cache/fields.ts';
import { fieldsOf, hasContent, rawOf, type Sender, towardsOrigin } from './edge-fields.ts';
import { authorityOf, type Origin } from './edge-origin.ts';

/** Whether this is a WebSocket handshake and nothing else beside it (RFC 6455 section 4.1). */
export function isWebSocket(request: Pick<IncomingMessage, 'method' | 'rawHeaders'>): boolean {
  const fields = fieldsOf(request.rawHeaders);
  return request.method === 'GET' && fieldOf(fields, 'Upgrade')?.trim().toLowerCase() === 'websocket' && !hasContent(fields);
}

/** Passes a handshake on; resolves with the status that the client got when that is known. */
export function tunnel(
  message: IncomingMessage,
  client: Duplex,
  head: Buffer,
  {
    origin,
    target,
    signal,
    sender,
  }: { readonly origin: Origin; readonly target: string; readonly signal: AbortSignal; readonly sender: Sender },
): Promise<number> {
  return new Promise((resolve) => {
    const refuse = (status: number, reason: string) => {
      client.end(`HTTP/1.1 ${status} ${reason}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
      resolve(status);
    };
    client.on('error', () => {});
    if (!isWebSocket(message)) return refuse(400, 'Bad Request');
    let fields = towardsOrigin(fieldsOf(message.rawHeaders), authorityOf(origin), sender);
    // Hop-by-hop, and wanted on the next hop too.
    fields = withField(withField(fields, 'Connection', 'Upgrade'), 'Upgrade', 'websocket');
    const request = http.request({
      host: origin.host,
      port: origin.port,
      path: target,
      headers: rawOf(fields) as unknown as http.OutgoingHttpHeaders,
      agent: false,
      signal,
    });
    request.on('error', () => refuse(502, 'Bad Gateway'));
    request.on('response', (response) => {
      response.resume();
      refuse(response.statusCode ?? 502, response.statusMessage ?? '');
    });
    request.on('upgrade', (response, server: Duplex, first: Buffer) => {
      const lines = fieldsOf(response.rawHeaders).map(([name, value]) => `${name}: ${value}\r\n`);
      client.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('')}\r\n`, 'latin1');
      client.write(first);
      server.write(head);
      server.on('error', () => client.destroy());
      client.on('close', () => server.destroy());
      server.on('close', () => client.destroy());
      server.pipe(client).pipe(server);
      resolve(101);
    });
    request.end();
  });
}
