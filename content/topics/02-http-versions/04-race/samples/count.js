// Counts what a loss held up: resources whose first byte came
// clearly later than a round trip, or that paused within.
export function stalled(resources, roundTrip) {
  const limit = 0.75 * roundTrip;
  return resources.filter(({ sent, firstByte, gap }) => {
    return firstByte - sent > roundTrip + limit || gap > limit;
  });
}

// The shape of a page under loss, by its middle and its end.
export function shape(ends) {
  const sorted = [...ends].sort((one, other) => one - other);
  const half = sorted[Math.floor((sorted.length - 1) / 2)];
  const all = sorted.at(-1);
  return all - half < 0.1 * all ? 'together' : 'one by one';
}
