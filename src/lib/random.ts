/** Randomness as a value that is handed in: the same seed gives the same run. */
export interface Random {
  /** A number in [0, 1). */
  readonly next: () => number;
}

/** Mulberry32, a 32-bit generator: small, fast, good enough for shuffles and loss; not for secrets. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return {
    next() {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    },
  };
}

/**
 * A generator of its own, seeded by one draw of another: what is drawn from the one later does not change the other. Whoever
 * draws at times that nobody plans (a path that loses, a client that waits) must not share with what is to be repeatable.
 */
export function branch(random: Random): Random {
  return seededRandom(Math.floor(random.next() * 4294967296));
}

/** A seed for a run whose caller named none. */
export function freshSeed(): number {
  return Math.floor(Math.random() * 0xffffffff);
}

/** A new array in random order (Fisher-Yates); the input is left as it was. */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const pick = Math.floor(random.next() * (last + 1));
    [result[last], result[pick]] = [result[pick] as T, result[last] as T];
  }
  return result;
}
