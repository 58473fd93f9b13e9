// The habit: the first hiccup ends the stream for good.
export function habit(url, show) {
  const source = new EventSource(url);
  source.onmessage = (event) => show(JSON.parse(event.data));
  source.onerror = () => source.close(); // turns the reconnection off
  return source;
}

// Mended: do nothing while the browser reconnects.
export function mended(url, show, ended) {
  const source = new EventSource(url);
  source.onmessage = (event) => show(JSON.parse(event.data));
  source.onerror = () => {
    if (source.readyState === EventSource.CLOSED) ended();
  };
  return source;
}
