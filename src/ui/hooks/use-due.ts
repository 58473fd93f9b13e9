// How many cards are due today. The memory is worked out when the first frame is on the screen and nothing else is to be done:
// its scheduler is heavy, and the number can wait.
import { useEffect, useMemo, useState } from 'react';
import type { Progress } from '../../progress/progress.ts';
import { deckOf } from '../../review/deck.ts';
import { dueToday } from '../../review/queue.ts';
import type { Services } from '../../services.ts';

/** When nothing has happened for this long after the first frame, in milliseconds. */
const IDLE = 100;

/** Undefined while it is not known yet; 0 where nothing was ever asked. */
export function useDue(services: Services, progress: Progress): number | undefined {
  const [loaded, setLoaded] = useState(services.memory.now !== undefined);
  const anything = progress.questions.size + progress.experiments.size + progress.interviews.size > 0;
  useEffect(() => {
    if (loaded || !anything) return;
    let wanted = true;
    const idle = setTimeout(() => void services.memory.load().then(() => wanted && setLoaded(true)), IDLE);
    return () => {
      wanted = false;
      clearTimeout(idle);
    };
  }, [services, loaded, anything]);
  const memory = services.memory.now;
  return useMemo(() => {
    if (!anything) return 0;
    if (memory === undefined) return undefined;
    return dueToday(deckOf(services.catalog.askables(progress.lessonsRead), memory), services.clock.date().getTime());
  }, [services, memory, anything, progress.lessonsRead]);
}
