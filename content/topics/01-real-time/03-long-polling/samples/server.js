// Node: holds a request until there is news. No library is needed.
import http from 'node:http';

const HEAD = {
  'Content-Type': 'application/json',
  'Cache-Control': 'no-store',
};

export function startServer({ port = 0, hold = 25_000, keep = 1000 }) {
  const waiting = new Map(); // response -> its timer
  const recent = []; // what came between two requests of a client
  let id = 0;

  const answer = (response, messages) => {
    waiting.delete(response);
    response.writeHead(200, HEAD);
    response.end(JSON.stringify({ last: id, messages }));
  };
  const server = http.createServer((request, response) => {
    const { searchParams } = new URL(request.url, 'http://here');
    const since = Number(searchParams.get('since') ?? id);
    const missed = recent.filter((message) => message.id > since);
    if (missed.length > 0) return answer(response, missed);
    // 204 before a proxy on the way gives up.
    const timer = setTimeout(() => {
      waiting.delete(response);
      response.writeHead(204).end();
    }, hold);
    waiting.set(response, timer);
    response.on('close', () => {
      clearTimeout(timer); // answered, or the client went away
      waiting.delete(response);
    });
  });
  server.listen(port, '127.0.0.1');

  const publish = (value) => {
    const message = { id: ++id, value };
    if (recent.push(message) > keep) recent.shift();
    for (const response of [...waiting.keys()]) answer(response, [message]);
  };
  return { server, publish, waiting: () => waiting.size };
}
