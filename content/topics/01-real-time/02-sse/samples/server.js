// Node: an event stream that can be resumed. No library is needed.
import http from 'node:http';

const HEAD = {
  'Content-Type': 'text/event-stream',
  'Cache-Control': 'no-cache',
  'X-Accel-Buffering': 'no', // nginx: pass events on at once
};
const frame = ({ id, data }) => `id: ${id}\ndata: ${data}\n\n`;

export function startServer({ port = 0, keepAlive = 15_000, keep = 1000 }) {
  const streams = new Set();
  const recent = []; // what a client that comes back may have missed
  let id = 0; // keep it in a store: ids must survive a restart
  const server = http.createServer((request, response) => {
    response.writeHead(200, HEAD).write('retry: 1000\n\n');
    const last = Number(request.headers['last-event-id'] ?? id);
    for (const event of recent) {
      if (event.id > last) response.write(frame(event));
    }
    streams.add(response);
    response.on('close', () => streams.delete(response));
  });
  const timer = setInterval(() => {
    for (const stream of streams) stream.write(': still here\n\n');
  }, keepAlive);
  server.on('close', () => clearInterval(timer));
  server.listen(port, '127.0.0.1');
  const publish = (value) => {
    const event = { id: ++id, data: JSON.stringify(value) };
    if (recent.push(event) > keep) recent.shift();
    for (const stream of streams) stream.write(frame(event));
  };
  return { server, publish };
}
