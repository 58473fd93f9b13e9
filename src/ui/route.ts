// Where a person is. Screens navigate by value; back is a stack in app.tsx.
import type { ServedFunction } from '../labs/edge-serve.ts';
import type { Conditions } from '../wire/conditions.ts';
import type { Settings } from '../wire/setting.ts';

/** What a lab is started with, where that is not its defaults, a clean path and a fresh seed. */
export interface LabStart {
  readonly params?: Settings;
  readonly conditions?: Partial<Conditions>;
  readonly seed?: number;
}

export type Route =
  | { readonly screen: 'home' }
  | { readonly screen: 'lesson'; readonly lesson: string; readonly line?: number }
  | { readonly screen: 'lab'; readonly lab: string; readonly start?: LabStart }
  | { readonly screen: 'compare'; readonly comparison: string }
  /** `to`: a service on this machine, as `parseServiceAddress` reads it; the tap listens on `port`, or on any free one. */
  | { readonly screen: 'tap'; readonly to: string; readonly port?: number | undefined; readonly conditions?: Partial<Conditions> }
  /** A CDN's cache in front of a server on this machine; it listens on `port`, or on any free one. */
  | {
      readonly screen: 'edge';
      readonly origin: { readonly host: string; readonly port: number };
      readonly port?: number | undefined;
      /** A function of the user's own before its cache. */
      readonly fn?: ServedFunction | undefined;
    }
  | { readonly screen: 'experiment'; readonly experiment: string; readonly step?: string }
  | { readonly screen: 'quiz'; readonly lesson: string; readonly question?: number }
  | { readonly screen: 'decision'; readonly family: string }
  /** One product, all families at once. */
  | { readonly screen: 'design'; readonly design: string }
  | { readonly screen: 'review' }
  | { readonly screen: 'stats' }
  /** Without a name the list of them; with a seed that sitting, which goes on where it was left. */
  | { readonly screen: 'interview'; readonly interview?: string; readonly seed?: number; readonly timed?: boolean }
  | { readonly screen: 'search'; readonly query: string };
