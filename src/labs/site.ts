// What the servers of the HTTP labs serve, whatever the version: resources of a wished size after a wished time. The path
// says all: `/r/12?size=2000&delay=50`. Opens no sockets.
import { setTimeout as wait } from 'node:timers/promises';

export interface Resource {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Milliseconds that the server thinks. */
  readonly delay: number;
}

/** No response is longer; a request that asks for more gets this. */
const LARGEST = 4 * 1024 * 1024;
const LONGEST_DELAY = 30_000;

/** The path of a resource. */
export function resourcePath(id: number, { size, delay = 0 }: { readonly size: number; readonly delay?: number }): string {
  return `/r/${id}?size=${size}${delay > 0 ? `&delay=${delay}` : ''}`;
}

/** What a path names; undefined where it names no resource. */
export function findResource(target: string): Resource | undefined {
  const match = /^\/r\/(\d{1,6})(?:\?(.*))?$/.exec(target);
  if (match === null) return undefined;
  const query = new URLSearchParams(match[2] ?? '');
  const size = whole(query.get('size'), 200, LARGEST);
  return {
    status: 200,
    headers: { 'content-type': 'text/plain', 'content-length': String(size), 'cache-control': 'no-store' },
    body: Buffer.alloc(size, `resource ${match[1]} `),
    delay: whole(query.get('delay'), 0, LONGEST_DELAY),
  };
}

function whole(text: string | null, standard: number, most: number): number {
  const number = Number(text ?? standard);
  return Number.isInteger(number) && number >= 0 ? Math.min(number, most) : standard;
}

/** Lets the server think; rejects with an AbortError once `signal` aborts. */
export async function think(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (milliseconds > 0) await wait(milliseconds, undefined, { signal });
}
