// The habit: looks at no status, waits a fixed time, cannot be stopped.
export async function habit(url, show) {
  let lastId = 0;
  while (true) {
    try {
      const response = await fetch(`${url}?since=${lastId}`);
      const news = await response.json();
      show(news.messages);
      lastId = news.last;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
}
