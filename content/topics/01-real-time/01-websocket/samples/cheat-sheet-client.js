// The habit: fine in a demo. After a cut it stays silent for good.
export function habit(url, show) {
  const socket = new WebSocket(url);
  socket.onmessage = (event) => show(JSON.parse(event.data));
  socket.onclose = () => console.log('disconnected');
}

// Mended in the fewest lines: wait, come back, say what we have.
export function mended(url, show, last = 0, failures = 0) {
  const socket = new WebSocket(`${url}?after=${last}`);
  socket.onmessage = (event) => {
    const message = JSON.parse(event.data);
    failures = 0;
    if (!(message.id > last)) return;
    show(message);
    last = message.id;
  };
  socket.onclose = () => {
    const wait = Math.random() * Math.min(30_000, 1000 * 2 ** failures);
    setTimeout(() => mended(url, show, last, failures + 1), wait);
  };
}
