// A store that is opened when somebody wants it: commands that record nothing leave no trace in the home.
import type { ProgressStore } from './store.ts';

/** The store of `open`, which is called once, on first use. */
export function lazyStore(open: () => ProgressStore): ProgressStore {
  let opened: ProgressStore | undefined;
  const store = () => {
    opened ??= open();
    return opened;
  };
  return {
    get events() {
      return store().events;
    },
    get warning() {
      return store().warning;
    },
    get progress() {
      return store().progress;
    },
    append: (event) => store().append(event),
    recall: () => store().recall(),
  };
}
