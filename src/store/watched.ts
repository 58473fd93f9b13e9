// A store whose appends somebody else hears of.
import type { ProgressEvent } from '../progress/event.ts';
import type { ProgressStore } from './store.ts';

/** The same store; `heard` is called after each append. */
export function watchedStore(store: ProgressStore, heard: (event: ProgressEvent) => void): ProgressStore {
  return {
    get events() {
      return store.events;
    },
    get progress() {
      return store.progress;
    },
    get warning() {
      return store.warning;
    },
    append(event) {
      store.append(event);
      heard(event);
    },
    recall: () => store.recall(),
  };
}
