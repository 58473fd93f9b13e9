// What a person makes happen, one after the other: each action begins when the one before has ended, so that a run means the
// same on a slow machine. Opens no sockets.

export interface Turns {
  /** Resolves when the action's turn has come, and it has begun. It never rejects. */
  take(action: () => Promise<void> | void): Promise<void>;
}

/** Turns until `signal` aborts; what waits then is never done. */
export function createTurns(signal: AbortSignal): Turns {
  let last: Promise<void> = Promise.resolve();
  return {
    async take(action) {
      const before = last;
      let end = () => {};
      last = new Promise((resolve) => {
        end = resolve;
      });
      await before;
      if (signal.aborted) return end();
      // A turn later: whoever performs it has time to watch for what it does.
      setImmediate(async () => {
        try {
          if (!signal.aborted) await action();
        } catch {
          // An action tells of its failures itself; what is left is the end of the lab.
        } finally {
          end();
        }
      });
    },
  };
}
