// Request collapsing: while one request is on its way to the origin, others for the same thing wait for it instead of
// going too (RFC 9111 section 4). Knows no HTTP.

/** How a flight ended: something may be in the store now, or nothing could be kept, or the origin gave no answer. */
export type Landing = 'landed' | 'not kept' | 'failed';

export interface Flight {
  /** Ends it; only the first word counts. */
  land(how: Landing): void;
}

export interface Flights {
  /** Waits for the flight of this key; undefined at once where there is none. */
  wait(key: string): Promise<Landing> | undefined;
  /** Starts the flight of this key; undefined where there is one already. The caller must land it. */
  start(key: string): Flight | undefined;
  readonly size: number;
}

export function createFlights(): Flights {
  const flying = new Map<string, Promise<Landing>>();
  return {
    wait: (key) => flying.get(key),
    start(key) {
      if (flying.has(key)) return undefined;
      let tell: ((how: Landing) => void) | undefined;
      flying.set(
        key,
        new Promise((resolve) => {
          tell = resolve;
        }),
      );
      return {
        land(how) {
          if (tell === undefined) return;
          flying.delete(key);
          tell(how);
          tell = undefined;
        },
      };
    },
    get size() {
      return flying.size;
    },
  };
}

/** No collapsing: every request goes for itself. For showing what a herd then does. */
export const NO_FLIGHTS: Flights = { wait: () => undefined, start: () => ({ land() {} }), size: 0 };
