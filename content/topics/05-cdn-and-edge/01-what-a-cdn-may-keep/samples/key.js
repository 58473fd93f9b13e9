// The target that a cache should look up: what does not change the
// answer is taken out, and the rest is put in one order.
const NO_MATTER = /^(utm_\w+|gclid|fbclid)$/;

export function normalise(target) {
  const { pathname, searchParams } = new URL(target, 'http://any.invalid');
  const kept = [...searchParams].filter(([name]) => !NO_MATTER.test(name));
  // By name only: the order of equal names may carry a meaning.
  kept.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const query = new URLSearchParams(kept).toString();
  return query === '' ? pathname : `${pathname}?${query}`;
}
