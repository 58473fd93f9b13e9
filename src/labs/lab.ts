// The contract of a lab: a protocol's mini-server and a real client, on loopback, with a tap between them.
import type { Clock } from '../lib/clock.ts';
import type { Random } from '../lib/random.ts';
import type { Conditions } from '../wire/conditions.ts';
import type { Fact, Source } from '../wire/event.ts';
import type { Step } from '../wire/script.ts';
import type { Setting, Settings } from '../wire/setting.ts';
import type { Composer, Reply } from './composer.ts';

/** Takes an observed fact into the run. `at` is when its last byte came into the tap, in the clock's milliseconds. */
export type Emit = (fact: Fact, observed: { readonly connection: number; readonly source: Source; readonly entered?: number }) => void;

export interface LabContext {
  readonly params: Settings;
  readonly conditions: Conditions;
  readonly emit: Emit;
  readonly clock: Clock;
  readonly random: Random;
  /** Where the tap listens when a user asked for a port; any free one otherwise. */
  readonly port?: number;
  /** No tap in front of the server: clients meet it itself. For measuring what the server alone takes. @default false */
  readonly untapped?: boolean;
  /** Aborting ends the lab; it is not an error. */
  readonly signal: AbortSignal;
}

/** Something a person can make happen while the lab runs. */
export interface LabAction {
  /** kebab-case, as written in an experiment's `do:`. */
  readonly id: string;
  readonly title: string;
  /** Key in the lab screen. One character; not one of the screen's own keys. */
  readonly key: string;
}

export interface LabSession extends AsyncDisposable {
  /** Address of the tap: where a client of the user's own would connect. */
  readonly url: string;
  /** Does one of the lab's actions; resolves when it has been started, not when its effects have been seen. */
  perform(action: string): Promise<void>;
  /** Changes the path, live. */
  setConditions(change: Partial<Conditions>): void;
  /** Sends what a person has written, where the lab has a composer; resolves with what came back. */
  send?(text: string): Promise<Reply>;
}

export interface Lab {
  readonly id: string;
  readonly title: string;
  /** What can be seen here, one sentence. */
  readonly summary: string;
  readonly settings: readonly Setting[];
  readonly actions: readonly LabAction[];
  /** Pictures of a run that suit it, by their names in ui/views/index.ts, the best first. @default the sequence diagram */
  readonly views?: readonly string[];
  /** How many events of a run a screen keeps, where its pictures need more than usual. @default KEEP of wire/event-log.ts */
  readonly keep?: number;
  /** Nothing is published here: its numbers are requests and their answers, not deliveries. */
  readonly exchanges?: boolean;
  /** Server and clients are not ours: nothing but bytes is known of them, and a run begins with waiting. */
  readonly foreign?: boolean;
  /** What `wirewise lab ID` does. */
  readonly script: readonly Step[];
  /** How a text of a person's own is written for it, loaded when one is; the session has `send` then. */
  readonly composer?: () => Promise<Composer>;
  /** Serves on 127.0.0.1 port 0; everything it opens is closed within a second of disposal. */
  start(context: LabContext): Promise<LabSession>;
  /** The same server and tap without a client of ours, with a page at `/` for a browser: what `wirewise serve` shows. */
  serve(context: LabContext): Promise<LabServer>;
}

export interface LabServer extends AsyncDisposable {
  readonly url: string;
  /** Command lines that work against `url` right now, with a word on what each shows. */
  readonly tryIt: readonly { readonly command: string; readonly shows: string }[];
  setConditions(change: Partial<Conditions>): void;
}
