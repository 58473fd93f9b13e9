// The CDN lab: visitors, edges that cache after RFC 9111, and an origin behind a path. The tap is between edges and origin,
// so that what is seen is what reaches the origin; the way from visitor to edge takes no time here.
import { setMaxListeners } from 'node:events';
import { CLEAN } from '../wire/conditions.ts';
import type { Setting } from '../wire/setting.ts';
import { startBehindTap } from './behind-tap.ts';
import { REFLECTED, startCdnSite } from './cdn-site.ts';
import { createVisitors } from './cdn-visitors.ts';
import { type Edge, startEdge } from './edge.ts';
import type { Lab, LabContext } from './lab.ts';
import { type MovedClock, movedClock } from './moved-clock.ts';
import { inTurns, tappedSession } from './tapped.ts';
import { createTurns } from './turns.ts';
import { sayClient } from './visits.ts';

const settings: readonly Setting[] = [
  { kind: 'number', name: 'edges', title: 'Edges', default: 2, min: 1, max: 5, step: 1, unit: '' },
  { kind: 'number', name: 'visitors', title: 'Visitors of a herd or a crowd', default: 20, min: 1, max: 200, step: 10, unit: '' },
  {
    kind: 'choice',
    name: 'html',
    title: 'The page may be kept',
    default: 's-maxage',
    choices: ['no-cache', 'max-age', 's-maxage', 'stale'],
  },
  { kind: 'choice', name: 'assets', title: 'Names of scripts', default: 'plain', choices: ['plain', 'hashed'] },
  { kind: 'switch', name: 'keepOld', title: 'Old files stay after a deploy', default: false },
  {
    kind: 'choice',
    name: 'account',
    title: "A user's page says",
    default: 'private',
    choices: ['private', 'no-store', 'vary-cookie', 'max-age'],
  },
  {
    kind: 'choice',
    name: 'header',
    title: 'X-Script-Host, which the page repeats',
    default: 'ignored',
    choices: ['ignored', 'repeated', 'vary', 'stripped', 'no-store'],
  },
  { kind: 'choice', name: 'variety', title: 'Visitors of a crowd differ in', default: 'none', choices: ['none', 'query', 'user-agent'] },
  { kind: 'switch', name: 'collapse', title: 'One request for all who wait', default: true },
  { kind: 'number', name: 'serverTime', title: 'Time of the origin for an answer', default: 100, min: 0, max: 5000, step: 50, unit: 'ms' },
  { kind: 'number', name: 'size', title: 'Bytes of the page', default: 20_000, min: 500, max: 1_000_000, step: 5000, unit: 'bytes' },
];

/** The origin behind a tap, and the edges before it. Rejects if the wished port cannot be had; nothing stays open then. */
async function startCdn(context: LabContext, count: number) {
  const { port, ...rest } = context;
  const clock: MovedClock = movedClock(context.clock);
  const { params, emit } = context;
  const both = await startBehindTap(rest, (given) => startCdnSite(given, clock));
  const edges: Edge[] = [];
  const close = async () => {
    for (const edge of edges) await edge[Symbol.asyncDispose]();
    await both[Symbol.asyncDispose]();
  };
  try {
    for (let index = 0; index < count; index++) {
      const edge = await startEdge({
        origin: { host: '127.0.0.1', port: both.tap.port },
        clock,
        name: `edge-${index + 1}`,
        collapse: params.collapse !== false,
        strip: params.header === 'stripped' ? [REFLECTED] : [],
        // Its connections are not the tap's, whose numbers stand for those that are seen.
        emit: (fact, observed) => emit(fact, { ...observed, connection: 0 }),
        ...(index === 0 ? { port } : {}),
      });
      edges.push(edge);
    }
  } catch (problem) {
    await close();
    throw problem;
  }
  return { clock, tap: both.tap, site: both.server, edges, [Symbol.asyncDispose]: close };
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;

export const cdn: Lab = {
  id: 'cdn',
  title: 'CDN and edge',
  summary: 'Edges near the visitors and an origin far away: hits, deploys, purges, herds, an origin that is down, a leak.',
  settings,
  views: ['map', 'sequence'],
  // The map is of the whole run.
  keep: 10_000,
  actions: [
    { id: 'visit', title: 'somebody new', key: 'c' },
    { id: 'come-back', title: 'first visitor comes back', key: 'r' },
    { id: 'click', title: 'first visitor opens the chat', key: 'o' },
    { id: 'crowd', title: 'many, one by one', key: 'a' },
    { id: 'herd', title: 'many at once', key: 'e' },
    { id: 'accounts', title: 'two users, two accounts', key: 'n' },
    { id: 'attack', title: 'an attacker, then a visitor', key: 'b' },
    { id: 'deploy', title: 'deploy', key: 'd' },
    { id: 'purge', title: 'purge the edges', key: 'p' },
    { id: 'purge-page', title: 'purge the tag page', key: 't' },
    { id: 'origin-down', title: 'origin down', key: 'w' },
    { id: 'origin-up', title: 'origin up', key: 'i' },
    { id: 'minute', title: 'a minute passes', key: 'm' },
    { id: 'hour', title: 'an hour passes', key: 'u' },
    { id: 'cut', title: 'cut', key: 'x' },
    { id: 'heal', title: 'heal path', key: 'v' },
  ],
  script: [
    { do: 'visit' },
    { do: 'visit' },
    { do: 'visit' },
    { do: 'deploy' },
    { do: 'come-back' },
    { do: 'purge' },
    { do: 'crowd' },
    { until: { event: 'app:state', where: { actor: 'client', state: 'all-served' } } },
  ],

  async start(context) {
    const { emit, params } = context;
    const parts = await startCdn(context, Number(params.edges));
    const { clock, tap, site, edges } = parts;
    sayClient(emit, 'edges', edges.map((_, index) => `edge-${index + 1}`).join(' '));
    const stop = new AbortController();
    setMaxListeners(0, stop.signal); // every request listens to it
    const turns = createTurns(stop.signal);
    const visitors = createVisitors({ ports: edges.map(({ port }) => port), site, params, clock, emit, signal: stop.signal });
    const pass = (seconds: number, name: string) => {
      clock.advance(seconds);
      sayClient(emit, 'clock', `${name} passes: the calendar of visitors, edges and origin is moved`, 'model');
    };
    const actions = {
      ...inTurns(turns, {
        visit: () => visitors.visit(),
        'come-back': () => visitors.comeBack(),
        click: () => visitors.click(),
        crowd: () => visitors.crowd(),
        herd: () => visitors.herd(),
        accounts: () => visitors.accounts(),
        attack: () => visitors.attack(),
        deploy: () => site.deploy(),
        purge() {
          const gone = edges.reduce((sum, edge) => sum + edge.purge(), 0);
          sayClient(emit, 'purged', `${counted(gone, 'response')} removed from ${counted(edges.length, 'edge')}`);
        },
        'purge-page'() {
          const gone = edges.reduce((sum, edge) => sum + edge.purgeTag('page'), 0);
          sayClient(emit, 'purged', `${counted(gone, 'response')} with the tag page removed from ${counted(edges.length, 'edge')}`);
        },
        'origin-down': () => site.setDown(true),
        'origin-up': () => site.setDown(false),
        minute: () => pass(60, 'a minute'),
        hour: () => pass(3600, 'an hour'),
      }),
      cut: () => tap.cut(),
      heal: () => tap.setConditions(CLEAN),
    };
    return tappedSession(parts, {
      title: 'cdn',
      url: `${edges[0]?.url}/site`,
      actions,
      close() {
        stop.abort();
        visitors[Symbol.dispose]();
      },
    });
  },

  async serve(context) {
    const parts = await startCdn(context, 1);
    const url = parts.edges[0]?.url ?? '';
    return {
      url,
      tryIt: [
        { command: url, shows: 'in a browser: a page that asks the edge for another one every two seconds' },
        { command: `curl -i ${url}/site`, shows: 'the page, and in Cache-Status what the edge did; twice, and it is a hit' },
        { command: `curl -i -H 'Cookie: user=ann' ${url}/account`, shows: 'a page for one user, which the edge must not keep' },
      ],
      setConditions: (change) => parts.tap.setConditions(change),
      [Symbol.asyncDispose]: () => parts[Symbol.asyncDispose](),
    };
  },
};
