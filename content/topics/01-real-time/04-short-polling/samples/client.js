// Browser code (Node runs it too). One call at a time; ends when `signal` aborts.
export async function poll(url, { onChange, onError, signal, interval = 5000, timeout = 10_000 }) {
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
      if (!signal.aborted) onError(problem); // and go on: the next call may work
    }
    // The next call is counted from the answer; a little chance keeps clients apart.
    await new Promise((resolve) => setTimeout(resolve, interval * (0.9 + 0.2 * Math.random())));
  }
}
