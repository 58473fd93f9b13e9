// Browser code (Node runs it too). Ends when `signal` aborts.
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export async function poll(url, { onChange, onError, signal, ...times }) {
  const { interval = 5000, timeout = 10_000 } = times;
  let etag;
  while (!signal.aborted) {
    try {
      const response = await fetch(url, {
        headers: etag ? { 'If-None-Match': etag } : {},
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
      });
      if (response.status !== 304) {
        if (!response.ok) throw new Error(`status ${response.status}`);
        onChange(await response.json());
        etag = response.headers.get('ETag');
      }
    } catch (problem) {
      if (!signal.aborted) onError(problem); // the next call may work
    }
    // Counted from the answer; a little chance keeps clients apart.
    await sleep(interval * (0.9 + 0.2 * Math.random()));
  }
}
