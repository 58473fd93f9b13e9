// What labs with a tap have in common: actions by their ids, the path, a feed that is stopped, and an end. What is served and
// who speaks to it is each lab's own.
import type { Conditions } from '../wire/conditions.ts';
import type { Feed } from './feed.ts';
import type { LabContext, LabServer, LabSession } from './lab.ts';
import type { Turns } from './turns.ts';

/** What is behind the tap, and the tap, opened and closed as one: `startBehindTap` gives it. */
interface Tapped extends AsyncDisposable {
  readonly tap: { readonly port: number; setConditions(change: Partial<Conditions>): void };
}

export interface TappedSession {
  /** The lab's name as it stands in the middle of a sentence. */
  readonly title: string;
  /** Where a client of the lab begins. */
  readonly url: string;
  readonly actions: Readonly<Record<string, () => void | Promise<void>>>;
  /** Ends the clients, before tap and server. */
  close(): void | PromiseLike<void>;
}

/** A session of a lab: rejects an action that it does not have with a sentence that names those it has. */
export function tappedSession(behind: Tapped, { title, url, actions, close }: TappedSession): LabSession {
  return {
    url,
    async perform(action) {
      const act = Object.hasOwn(actions, action) ? actions[action] : undefined;
      if (act === undefined) throw new Error(`the ${title} lab has no action '${action}'; it has ${Object.keys(actions).join(', ')}`);
      await act();
    },
    setConditions: (change) => behind.tap.setConditions(change),
    async [Symbol.asyncDispose]() {
      await close();
      await behind[Symbol.asyncDispose]();
    },
  };
}

/** The same server and tap for clients of the user's own. */
export function tappedServer(behind: Tapped, tryIt: LabServer['tryIt']): LabServer {
  return {
    url: `http://127.0.0.1:${behind.tap.port}`,
    tryIt,
    setConditions: (change) => behind.tap.setConditions(change),
    [Symbol.asyncDispose]: () => behind[Symbol.asyncDispose](),
  };
}

/** Actions that are done one after the other, each as `turns` come to it. */
export function inTurns(turns: Turns, actions: Readonly<Record<string, () => void | Promise<void>>>): TappedSession['actions'] {
  return Object.fromEntries(Object.entries(actions).map(([id, act]) => [id, () => turns.take(act)]));
}

/** Stops the feed of a lab's server, and says so. */
export const feedStopper =
  ({ feed }: { readonly feed: Feed }, { emit }: LabContext) =>
  (): void => {
    feed.stop();
    emit(
      { name: 'app:state', direction: 'none', size: 0, data: { actor: 'server', state: 'feed-stopped', detail: '' } },
      { connection: 0, source: 'hook' },
    );
  };
