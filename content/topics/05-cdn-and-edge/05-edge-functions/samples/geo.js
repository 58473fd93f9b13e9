// A page for each country, which the edge can keep: what the answer
// depends on is in the target, and so in the cache key.
export default function (request) {
  if (!request.path.startsWith('/page')) return; // not my business
  return { target: `${request.path}?country=${request.country}` };
}
