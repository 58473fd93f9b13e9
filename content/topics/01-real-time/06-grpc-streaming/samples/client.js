// Node: calls again when a stream breaks, and says since when.
import grpc from '@grpc/grpc-js';

export function follow(client, onPrice, { wait = 200 } = {}) {
  let [id, failures, stopped] = [0, 0, false];
  let call, timer;
  const start = () => {
    call = client.Follow({ id });
    call.on('data', (price) => {
      [id, failures] = [price.id, 0];
      onPrice(price);
    });
    call.on('error', () => {}); // `status` says the same
    call.on('status', ({ code }) => {
      if (stopped || code !== grpc.status.UNAVAILABLE) return;
      const longest = Math.min(wait * 2 ** failures++, 10_000);
      timer = setTimeout(start, longest * (0.5 + Math.random() / 2));
    });
  };
  start();
  return () => {
    stopped = true;
    clearTimeout(timer);
    call.cancel();
  };
}
