// A lab's server with a tap in front of it, opened and closed as one.
import type { LabContext } from './lab.ts';
import { startTap, type Tap, type TapOptions } from './tap.ts';

export interface BehindTap<Server> extends AsyncDisposable {
  readonly server: Server;
  readonly tap: Tap;
}

/**
 * Starts the server, then the tap where clients connect. Rejects if the tap's port cannot be had; nothing stays open then.
 * Closes the tap first, so that no client meets a server that is half gone.
 */
export async function startBehindTap<Server extends AsyncDisposable & { readonly port: number }>(
  context: LabContext,
  start: (context: LabContext) => Promise<Server>,
  options: Pick<TapOptions, 'handshake' | 'number'> = {},
): Promise<BehindTap<Server>> {
  const server = await start(context);
  try {
    const tap = context.untapped === true ? noTap(server.port) : await startTap({ ...context, ...options, upstreamPort: server.port });
    return {
      server,
      tap,
      async [Symbol.asyncDispose]() {
        await tap[Symbol.asyncDispose]();
        await server[Symbol.asyncDispose]();
      },
    };
  } catch (problem) {
    await server[Symbol.asyncDispose]();
    throw problem;
  }
}

/** In the place of a tap: clients meet the server itself, and there is no path to change. */
function noTap(port: number): Tap {
  return { port, connections: 0, setConditions() {}, cut() {}, loseOne() {}, async [Symbol.asyncDispose]() {} };
}
