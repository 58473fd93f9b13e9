// Seconds for which a browser may still use a response by itself.
// Negative: stale for that long. Undefined: nobody said.
export function freshFor(headers) {
  const control = headers.get('Cache-Control') ?? '';
  if (/\bno-(store|cache)\b/.test(control)) return 0;
  const lifetime = /(?:^|[\s,])max-age=(\d+)/.exec(control)?.[1];
  if (lifetime === undefined) return undefined;
  const age = Number(headers.get('Age') ?? 0); // spent in other caches
  return Number(lifetime) - age;
}
