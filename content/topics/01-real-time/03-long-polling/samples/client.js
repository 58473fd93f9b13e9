// Browser code (Node runs it too). Ends when `signal` aborts.
export async function follow(url, { onMessages, signal, base = 1000, cap = 30_000 }) {
  let last = 0;
  let failures = 0;
  while (!signal.aborted) {
    try {
      const response = await fetch(`${url}?since=${last}`, { signal, cache: 'no-store' });
      if (response.status === 204) continue; // held, nothing came: ask again
      if (!response.ok) throw new Error(`status ${response.status}`);
      const news = await response.json();
      onMessages(news.messages);
      last = news.last; // only after they were handled
      failures = 0;
    } catch {
      if (signal.aborted) return;
      // Longer with every failure, and random, so that clients do not come back together.
      const longest = Math.min(cap, base * 2 ** failures++);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * longest));
    }
  }
}
