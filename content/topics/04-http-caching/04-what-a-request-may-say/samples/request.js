// What a client says to the caches on the way. Seconds.
export function requestControl({ atMost, freshFor, orStale } = {}) {
  const said = [];
  if (atMost !== undefined) said.push(`max-age=${atMost}`);
  if (freshFor !== undefined) said.push(`min-fresh=${freshFor}`);
  // true: however stale; a number: by so much at most.
  if (orStale === true) said.push('max-stale');
  else if (orStale !== undefined) said.push(`max-stale=${orStale}`);
  return said.join(', ');
}
