// Browser code (Node runs it too). Ends when `signal` aborts.
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export async function follow(url, { onMessages, signal, base = 1000 }) {
  let last = 0;
  let failures = 0;
  while (!signal.aborted) {
    try {
      const response = await fetch(`${url}?since=${last}`, { signal });
      if (response.status === 204) continue; // nothing came: ask again
      if (!response.ok) throw new Error(`status ${response.status}`);
      const news = await response.json();
      onMessages(news.messages);
      last = news.last; // only after they were handled
      failures = 0;
    } catch {
      if (signal.aborted) return;
      // Longer each time, and random: clients shall not return together.
      const longest = Math.min(30_000, base * 2 ** failures++);
      await sleep(Math.random() * longest);
    }
  }
}
