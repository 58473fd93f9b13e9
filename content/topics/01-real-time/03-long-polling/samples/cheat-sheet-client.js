// The habit: no status is looked at, the wait is fixed, and nothing can stop it.
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
