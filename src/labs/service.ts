// A service of the user's own as a lab: the tap alone, in front of a server that is not ours, for clients that are not ours.
// It speaks for nobody: all it knows is bytes, so there is no `hook` in its runs.
import { explainListening } from '../lib/listening.ts';
import type { ServiceAddress } from '../wire/service-address.ts';
import type { Lab, LabContext, LabSession } from './lab.ts';
import { startTap } from './tap.ts';

export interface TapTarget {
  readonly to: ServiceAddress;
  /** Where the tap listens. @default any free port, the same again when the run is started anew */
  readonly port?: number | undefined;
}

/** A lab around a tap on that service. Starting it rejects with Node's error where the port cannot be had. */
export function serviceLab({ to, port }: TapTarget): Lab {
  let listening = port;
  const open = async (context: LabContext) => {
    const tap = await startTap({
      ...context,
      upstreamPort: to.port,
      upstreamHosts: to.hosts,
      handshake: true,
      live: true,
      port: context.port ?? listening,
    }).catch((error: unknown) => {
      throw explainListening(error, context.port ?? listening);
    });
    // Clients were told this port; a run that is started anew must be there again.
    listening = tap.port;
    return { tap, url: `${to.scheme}://127.0.0.1:${tap.port}` };
  };
  return {
    id: 'tap',
    title: `Tap on ${to.name}`,
    summary: `What passes between ${to.name} and its clients.`,
    settings: [],
    actions: [
      { id: 'cut', title: 'cut every connection', key: 'x' },
      { id: 'blackhole', title: 'dead path', key: 'b' },
      { id: 'heal', title: 'heal path', key: 'v' },
    ],
    views: ['wire'],
    script: [],
    foreign: true,
    async start(context): Promise<LabSession> {
      const { tap, url } = await open(context);
      const actions: Readonly<Record<string, () => void>> = {
        cut: () => tap.cut(),
        blackhole: () => tap.setConditions({ blackhole: true }),
        heal: () => tap.setConditions({ blackhole: false }),
      };
      return {
        url,
        async perform(action) {
          const act = Object.hasOwn(actions, action) ? actions[action] : undefined;
          if (act === undefined) throw new Error(`a tap has no action '${action}'; it has ${Object.keys(actions).join(', ')}`);
          act();
        },
        setConditions: (change) => tap.setConditions(change),
        [Symbol.asyncDispose]: () => tap[Symbol.asyncDispose](),
      };
    },
    async serve(context) {
      const { tap, url } = await open(context);
      return {
        url,
        tryIt: [],
        setConditions: (change) => tap.setConditions(change),
        [Symbol.asyncDispose]: () => tap[Symbol.asyncDispose](),
      };
    },
  };
}
