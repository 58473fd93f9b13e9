// What the gRPC lab answers over HTTP/1.1: a page, the .proto, and the calls that a browser may make. Those need a second
// library, which is loaded with the first of them.
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { QuoteFeed } from './grpc-feed.ts';
import { FEED_PROTO, type FeedProto } from './grpc-proto.ts';
import type { LabContext } from './lab.ts';
import { sendPage } from './page.ts';

/** Answers a request of HTTP/1.1. */
export function createWebHandler(context: LabContext, proto: FeedProto, quotes: QuoteFeed): RequestListener {
  let handler: Promise<RequestListener> | undefined;
  const load = async () => {
    const { createConnectHandler } = await import('./grpc-web.ts');
    return createConnectHandler(context, proto, quotes);
  };
  return (request: IncomingMessage, response: ServerResponse) => {
    if (request.url === '/') return sendPage(response, PAGE);
    if (request.url === '/feed.proto') {
      response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' });
      return response.end(FEED_PROTO);
    }
    if (!request.url?.startsWith('/wirewise.Feed/')) {
      response.writeHead(404, { 'Content-Type': 'text/plain' });
      return response.end('There is a page at /, the .proto at /feed.proto, and the calls beneath /wirewise.Feed/.\n');
    }
    if (/^application\/grpc(\+|;|$)/.test(request.headers['content-type'] ?? '')) {
      response.writeHead(415, { 'Content-Type': 'text/plain' });
      return response.end('gRPC needs HTTP/2 and its trailers; over HTTP/1.1 this server takes gRPC-Web and Connect.\n');
    }
    handler ??= load();
    handler.then(
      (handle) => handle(request, response),
      () => response.destroy(),
    );
  };
}

const PAGE = {
  title: 'Wirewise: gRPC, as far as a browser goes',
  lead: 'A page cannot speak gRPC: fetch shows it no trailers. These are the same methods by the Connect protocol, with nothing but fetch: one unary call, then a stream from the server.',
  script: `const call = (method, type, body) => fetch('/wirewise.Feed/' + method, { method: 'POST', headers: { 'Content-Type': type, 'Connect-Protocol-Version': '1' }, body });
const envelope = (text) => {
  const bytes = new TextEncoder().encode(text);
  const all = new Uint8Array(5 + bytes.length);
  new DataView(all.buffer).setUint32(1, bytes.length);
  all.set(bytes, 5);
  return all;
};
async function run() {
  show('unary: ' + await (await call('Latest', 'application/json', '{"symbol":"ACME"}')).text());
  const reader = (await call('Follow', 'application/connect+json', envelope('{}'))).body.getReader();
  let held = new Uint8Array(0);
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return show('the stream has ended');
    const joined = new Uint8Array(held.length + value.length);
    joined.set(held);
    joined.set(value, held.length);
    held = joined;
    for (;;) {
      if (held.length < 5) break;
      const length = new DataView(held.buffer, held.byteOffset).getUint32(1);
      if (held.length < 5 + length) break;
      show((held[0] & 2 ? 'end: ' : 'message: ') + new TextDecoder().decode(held.subarray(5, 5 + length)));
      held = held.slice(5 + length);
    }
  }
}
run().catch((problem) => show('broken: ' + problem.message + '. Nothing brings the stream back by itself.'));`,
} as const;
