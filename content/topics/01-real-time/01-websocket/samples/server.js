// A feed for many clients.
import { WebSocketServer } from 'ws';
const KEEP = 1000; // messages that a late client may still ask for
const SLOW = 1 << 20; // bytes that we queue for one client, no more
export function startServer({ port, origins, beat = 30_000 }) {
  const history = [];
  let id = 0; // keep it in a store: ids must survive a restart
  const server = new WebSocketServer({
    host: '127.0.0.1',
    port,
    // CORS does not guard a WebSocket. This line does.
    verifyClient: ({ origin }, ok) => ok(origins.includes(origin), 403),
  });
  server.on('close', () => clearInterval(heartbeat));
  const give = (socket, message) => {
    if (socket.bufferedAmount > SLOW) socket.terminate();
    else socket.send(JSON.stringify(message));
  };
  server.on('connection', (socket, { url }) => {
    socket.alive = true;
    socket.on('pong', () => { socket.alive = true; });
    socket.on('error', () => socket.terminate());
    const after = Number(/[?&]after=(\d+)/.exec(url)?.[1] ?? 0);
    if (history[0]?.id > after + 1) give(socket, { gap: true });
    for (const old of history) if (old.id > after) give(socket, old);
  });
  const heartbeat = setInterval(() => {
    for (const socket of server.clients) {
      if (!socket.alive) socket.terminate();
      socket.alive = false;
      socket.ping(); // a browser answers, but its scripts never see it,
      give(socket, { beat: true }); // so they get a message as well
    }
  }, beat);
  function publish(data) {
    if (history.push({ id: ++id, data }) > KEEP) history.shift();
    for (const socket of server.clients) give(socket, history.at(-1));
  }
  return { server, publish };
}
