// Browser code: it reconnects and sends Last-Event-ID by itself.
export function follow(url, { onValue, onState }) {
  const source = new EventSource(url);
  source.onopen = () => onState('open');
  source.onmessage = ({ data, lastEventId }) => {
    onValue(JSON.parse(data), lastEventId);
  };
  source.onerror = () => {
    // CONNECTING: it is coming back already, leave it alone.
    // CLOSED: it stays away (204, wrong status or content type).
    const ended = source.readyState === EventSource.CLOSED;
    onState(ended ? 'ended' : 'reconnecting');
  };
  return () => source.close();
}
