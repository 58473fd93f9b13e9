// How long somebody has been at something, on the clock that is handed in.
import { useEffect, useReducer, useRef, useState } from 'react';

/** Seconds spent, those before included; they stand still when it is over, and are drawn each second only where a clock is. */
export function useSeconds(
  before: number,
  now: () => number,
  { over, ticking }: { readonly over: boolean; readonly ticking: boolean },
): number {
  const [start] = useState(now);
  const end = useRef<number | undefined>(undefined);
  const [, tick] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    if (over || !ticking) return;
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [over, ticking]);
  const seconds = before + (now() - start) / 1000;
  // One that was over when it was opened took what it took then.
  if (over) end.current ??= seconds;
  return end.current ?? seconds;
}
