// Node: holds a request until there is news. No library is needed.
import http from 'node:http';

export function startServer({ port = 0, hold = 25_000, keep = 1000 }) {
  const waiting = new Map(); // response -> timer
  const recent = []; // what a client may have missed between two requests
  let id = 0;

  const answer = (response, messages) => {
    clearTimeout(waiting.get(response));
    waiting.delete(response);
    response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
    response.end(JSON.stringify({ last: id, messages }));
  };
  const server = http.createServer((request, response) => {
    const since = Number(new URL(request.url, 'http://here').searchParams.get('since') ?? id);
    const missed = recent.filter((message) => message.id > since);
    if (missed.length > 0) return answer(response, missed);
    const timer = setTimeout(() => {
      waiting.delete(response);
      response.writeHead(204).end(); // before a proxy on the way gives up
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
