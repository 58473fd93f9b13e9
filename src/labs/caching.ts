// The caching lab: a browser with a private cache, perhaps a shared cache, and an origin; what each directive of
// Cache-Control and each validator saves on the wire, and which old page a user is shown for it. Time is moved by a key.
import { setMaxListeners } from 'node:events';
import type { Fields } from '../cache/fields.ts';
import { CLEAN } from '../wire/conditions.ts';
import type { Setting } from '../wire/setting.ts';
import { startBehindTap } from './behind-tap.ts';
import { type Asking, createBrowser } from './browser-cache.ts';
import { POLICIES, startCachingServer } from './caching-server.ts';
import { startEdge } from './edge.ts';
import type { Lab, LabContext } from './lab.ts';
import { type MovedClock, movedClock } from './moved-clock.ts';
import { inTurns, tappedServer, tappedSession } from './tapped.ts';
import { createTurns } from './turns.ts';
import { sayClient, sayGot } from './visits.ts';

const settings: readonly Setting[] = [
  { kind: 'choice', name: 'policy', title: 'What Cache-Control says', default: 'max-age', choices: POLICIES },
  { kind: 'number', name: 'maxAge', title: 'max-age or s-maxage', default: 3600, min: 0, max: 31_536_000, step: 600, unit: 's' },
  { kind: 'choice', name: 'validator', title: 'Validator', default: 'strong', choices: ['strong', 'weak', 'last-modified', 'none'] },
  { kind: 'switch', name: 'vary', title: 'Vary: Accept-Language', default: true },
  {
    kind: 'choice',
    name: 'request',
    title: 'What a visit says in Cache-Control',
    default: 'nothing',
    choices: ['nothing', 'max-age=60', 'min-fresh=600', 'max-stale', 'no-cache', 'no-store', 'only-if-cached'],
  },
  { kind: 'switch', name: 'shared', title: 'A shared cache before the origin', default: false },
  { kind: 'number', name: 'size', title: 'Bytes of the page', default: 20_000, min: 100, max: 1_000_000, step: 5000, unit: 'bytes' },
];

/** The origin, with a shared cache in front of it where that is asked for. */
async function startOrigin(context: LabContext, clock: MovedClock) {
  const origin = await startCachingServer(context, clock);
  if (context.params.shared !== true) return { ...parts(origin), port: origin.port };
  const edge = await startEdge({ origin: { host: '127.0.0.1', port: origin.port }, clock, name: 'shared', emit: context.emit });
  return {
    ...parts(origin),
    port: edge.port,
    async [Symbol.asyncDispose]() {
      await edge[Symbol.asyncDispose]();
      await origin[Symbol.asyncDispose]();
    },
  };
}

const parts = (origin: Awaited<ReturnType<typeof startCachingServer>>) => ({
  origin,
  [Symbol.asyncDispose]: () => origin[Symbol.asyncDispose](),
});

export const caching: Lab = {
  id: 'caching',
  title: 'HTTP caching',
  summary: 'A private and a shared cache after RFC 9111: each directive, ETag and Last-Modified, and a clock that you move.',
  settings,
  views: ['timeline', 'sequence'],
  actions: [
    { id: 'visit', title: 'open the page', key: 'c' },
    { id: 'reload', title: 'reload', key: 'r' },
    { id: 'hard-reload', title: 'hard reload', key: 'f' },
    { id: 'visit-german', title: 'open it in German', key: 'd' },
    { id: 'visit-other', title: 'another user opens it', key: 'o' },
    { id: 'change', title: 'page changes', key: 'e' },
    { id: 'change-same-second', title: 'changes again, same second', key: 's' },
    { id: 'minute', title: 'a minute passes', key: 'm' },
    { id: 'hour', title: 'an hour passes', key: 'u' },
    { id: 'day', title: 'a day passes', key: 'y' },
    { id: 'clear', title: 'clear the browser cache', key: 'n' },
    { id: 'cut', title: 'cut', key: 'x' },
    { id: 'heal', title: 'heal path', key: 'v' },
  ],
  script: [
    { do: 'visit' },
    { do: 'visit' },
    { do: 'hour' },
    { do: 'visit' },
    { do: 'change' },
    { do: 'visit' },
    { do: 'reload' },
    { until: { event: 'app:state', where: { actor: 'client', state: 'got' } } },
  ],

  async start(context) {
    const clock = movedClock(context.clock);
    const both = await startBehindTap(context, (given) => startOrigin(given, clock));
    const { tap } = both;
    const { origin } = both.server;
    const { emit } = context;
    const stop = new AbortController();
    setMaxListeners(0, stop.signal); // every request listens to it
    const turns = createTurns(stop.signal);
    const browser = (name: string) => createBrowser({ name, port: tap.port, clock, emit, signal: stop.signal });
    const users = { ann: browser('browser'), bob: browser("bob's browser") };

    const ask = async (who: 'ann' | 'bob', language: 'en' | 'de', asking: Asking = 'visit') => {
      const began = clock.now();
      try {
        const said = String(context.params.request ?? 'nothing');
        const fields: Fields = asking === 'visit' && said !== 'nothing' ? [['Cache-Control', said]] : [];
        const { status, body } = await users[who].get('/page', [['Accept-Language', language], ...fields], asking);
        const content = body.subarray(0, 60).toString('latin1');
        const version = Number(/version=(\d+)/.exec(content)?.[1] ?? 0);
        const got = /language=(\w+)/.exec(content)?.[1] ?? '';
        if (version < origin.version && status === 200)
          sayClient(emit, 'outdated', `${who}: shows version ${version}, the origin has ${origin.version}`);
        if (got !== language && status === 200) sayClient(emit, 'wrong-language', `${who}: asked for ${language}, got ${got}`);
        if (status >= 400) sayClient(emit, 'error', `${who}: ${status}`);
        const milliseconds = clock.now() - began;
        sayGot(emit, { who, target: '/page', status, bytes: body.length, milliseconds, what: `version ${version} ${got}` });
      } catch {
        if (!stop.signal.aborted) sayClient(emit, 'error', `${who}: no answer`);
      }
    };
    const pass = (seconds: number, name: string) => {
      clock.advance(seconds);
      sayClient(emit, 'clock', `${name} passes: the calendar of browser, cache and origin is moved`, 'model');
    };
    const actions = {
      ...inTurns(turns, {
        visit: () => ask('ann', 'en'),
        reload: () => ask('ann', 'en', 'reload'),
        'hard-reload': () => ask('ann', 'en', 'hard-reload'),
        'visit-german': () => ask('ann', 'de'),
        'visit-other': () => ask('bob', 'de'),
        change: () => origin.change(false),
        'change-same-second': () => origin.change(true),
        minute: () => pass(60, 'a minute'),
        hour: () => pass(3600, 'an hour'),
        day: () => pass(86_400, 'a day'),
        clear: () => users.ann.clear(),
      }),
      cut: () => tap.cut(),
      heal: () => tap.setConditions(CLEAN),
    };
    return tappedSession(both, {
      title: 'caching',
      url: `http://127.0.0.1:${tap.port}/page`,
      actions,
      close() {
        stop.abort();
        for (const user of Object.values(users)) user[Symbol.dispose]();
      },
    });
  },

  async serve(context) {
    const clock = movedClock(context.clock);
    const both = await startBehindTap(context, (given) => startOrigin(given, clock));
    const url = `http://127.0.0.1:${both.tap.port}`;
    return tappedServer(both, [
      { command: url, shows: 'in a browser: a page that fetches another one through the cache every two seconds' },
      { command: `curl -i ${url}/page`, shows: 'the page with its Cache-Control and its validator' },
      { command: `curl -i -H 'If-None-Match: *' ${url}/page`, shows: 'a 304: whatever the client has, it is said to be good' },
    ]);
  },
};
