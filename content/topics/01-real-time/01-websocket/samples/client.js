// Browser code: comes back after a cut and asks for what it missed.
export function follow(url, options) {
  const { onMessage, onGap, base = 1000, silence = 70_000 } = options;
  let last = 0; // id of the newest message that was handled
  let failures = 0, timer, leave;
  function connect() {
    const socket = new WebSocket(`${url}?after=${last}`);
    let over = false;
    leave = () => {
      clearTimeout(timer);
      over = true;
      socket.close();
    };
    const lost = () => {
      if (over) return;
      leave();
      // Backoff spares the server; the random part spreads the crowd.
      const wait = Math.random() * Math.min(30_000, base * 2 ** failures++);
      timer = setTimeout(connect, wait);
    };
    const heard = () => {
      clearTimeout(timer);
      timer = setTimeout(lost, silence); // longer than two beats
    };
    socket.onclose = lost;
    socket.onmessage = (event) => {
      if (over) return;
      heard();
      failures = 0;
      const message = JSON.parse(event.data);
      if (message.gap) onGap(); // too late for a replay: load it all
      if (!(message.id > last)) return; // a beat, or one we have
      onMessage(message);
      last = message.id;
    };
    heard();
  }
  connect();
  return { stop: () => leave() };
}
