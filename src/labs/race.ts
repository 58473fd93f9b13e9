// The race lab: the same page over HTTP/1.1 with six connections, over HTTP/2 with one, and over HTTP/3, all with TLS, under
// the same delay, bandwidth and loss. What a lost packet holds up is what it is about, not whose program is faster.
import { CLEAN } from '../wire/conditions.ts';
import type { Setting } from '../wire/setting.ts';
import { startBehindTap } from './behind-tap.ts';
import { startHttp1Server } from './http1-server.ts';
import type { Lab } from './lab.ts';
import { type Loader, type Protocol, resourceReporter } from './loader.ts';
import { openRaceSite, PROTOCOLS } from './race-site.ts';
import { resourcePath } from './site.ts';

const settings: readonly Setting[] = [
  { kind: 'number', name: 'resources', title: 'Resources of the page', default: 30, min: 1, max: 100, step: 10, unit: '' },
  { kind: 'number', name: 'size', title: 'Bytes of a resource', default: 6000, min: 0, max: 60_000, step: 2000, unit: 'bytes' },
  { kind: 'choice', name: 'start', title: 'The three start', default: 'together', choices: ['together', 'in turn'] },
  { kind: 'choice', name: 'path', title: 'Between client and server', default: 'tap', choices: ['tap', 'direct'] },
];

export const race: Lab = {
  id: 'race',
  title: 'The race',
  summary: 'One page over HTTP/1.1, 2 and 3 at once: what a round trip, a narrow path and a lost packet do to each.',
  settings,
  actions: [
    { id: 'race', title: 'race', key: 'o' },
    { id: 'race-one-loss', title: 'race, one loss each', key: 'n' },
    { id: 'heal', title: 'heal path', key: 'v' },
  ],
  views: ['waterfall', 'sequence'],
  // A hundred resources three times over: the waterfall is of all of them.
  keep: 10_000,
  script: [{ do: 'race' }, { until: { event: 'app:state', where: { state: 'over' } } }],

  async start(context) {
    const { params, emit, signal, clock } = context;
    const site = await openRaceSite(context, params.path === 'direct' || context.untapped === true);
    const say = (state: string, detail: string) =>
      emit({ name: 'app:state', direction: 'none', size: 0, data: { actor: 'client', state, detail } }, { connection: 0, source: 'hook' });
    const clients = new Set<Loader>();
    let next = 1;
    let running = false;

    /** The whole page over one protocol, on fresh connections. */
    const lap = async (protocol: Protocol, ids: readonly number[]) => {
      const report = resourceReporter(emit, protocol);
      const client = site.client(protocol);
      clients.add(client);
      const began = clock.now();
      for (const id of ids) report(id, 'queued');
      await Promise.all(ids.map((id) => client.load(id, resourcePath(id, { size: Number(params.size) }))));
      if (signal.aborted) return;
      say('finished', `${protocol} after ${Math.round(clock.now() - began)} ms`);
      clients.delete(client);
      await client[Symbol.asyncDispose]();
    };
    const run = async (loss: boolean) => {
      if (running) return say('busy', 'a race is under way');
      running = true;
      const ids = Array.from({ length: Number(params.resources) }, () => next++);
      say('begins', `${ids.length} resources of ${Number(params.size)} bytes`);
      if (loss) site.loseOne();
      if (params.start === 'in turn') for (const protocol of PROTOCOLS) await lap(protocol, ids);
      else await Promise.all(PROTOCOLS.map((protocol) => lap(protocol, ids)));
      running = false;
      say('over', 'all three are through');
    };

    const actions: Readonly<Record<string, () => unknown>> = {
      race: () => run(false),
      'race-one-loss': () => run(true),
      heal: () => site.setConditions(CLEAN),
    };
    return {
      url: `${site.url}${resourcePath(1, { size: 200 })}`,
      async perform(action) {
        const act = Object.hasOwn(actions, action) ? actions[action] : undefined;
        if (act === undefined) throw new Error(`the race lab has no action '${action}'; it has ${Object.keys(actions).join(', ')}`);
        void act();
      },
      setConditions: (change) => site.setConditions(change),
      async [Symbol.asyncDispose]() {
        await Promise.all([...clients].map((client) => client[Symbol.asyncDispose]()));
        await site[Symbol.asyncDispose]();
      },
    };
  },

  async serve(context) {
    const behind = await startBehindTap(context, (given) => startHttp1Server(given, { page: PAGE }), { handshake: true });
    const url = `http://127.0.0.1:${behind.tap.port}`;
    return {
      url,
      tryIt: [
        { command: url, shows: 'in a browser: the page that is raced, over HTTP/1.1; for HTTP/2 and HTTP/3 serve those labs' },
        { command: `curl -s -o /dev/null '${url}${resourcePath(1, { size: 6000 })}'`, shows: 'one of its resources' },
      ],
      setConditions: (change) => behind.tap.setConditions(change),
      [Symbol.asyncDispose]: () => behind[Symbol.asyncDispose](),
    };
  },
};

const PAGE = {
  title: 'Wirewise: the race',
  lead: 'This page loads thirty resources, as the race does, over the version of HTTP that the browser has chosen.',
  script: `const began = performance.now();
for (let id = 1; id <= 30; id++)
  fetch('/r/' + id + '?size=6000').then((response) => response.text()).then(() => show('#' + id + ' after ' + Math.round(performance.now() - began) + ' ms'));`,
} as const;
