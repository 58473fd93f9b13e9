// The edge functions lab: a function before the edge's cache, or the same one at the origin. The tap is between edge and
// origin, so that what is seen is what a decision at the edge saves, and what it costs where its data is at the origin.
import http from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { CacheRequest } from '../cache/cache.ts';
import { fieldOf, withField } from '../cache/fields.ts';
import { CLEAN } from '../wire/conditions.ts';
import type { Setting } from '../wire/setting.ts';
import { startBehindTap } from './behind-tap.ts';
import { startEdge } from './edge.ts';
import { type Before, createBefore } from './edge-before.ts';
import { createEdgeFunction } from './edge-function.ts';
import { FUNCTIONS, type FunctionName } from './edge-function-code.ts';
import { browserPath, COUNTRY, startFunctionSite } from './function-site.ts';
import { countryOf, createFunctionVisitors, VISITOR } from './function-visitors.ts';
import { sayRun } from './function-words.ts';
import type { Lab, LabContext } from './lab.ts';
import { inTurns, tappedSession } from './tapped.ts';
import { createTurns } from './turns.ts';
import { sayClient } from './visits.ts';

const settings: readonly Setting[] = [
  { kind: 'choice', name: 'function', title: 'The function', default: 'geo', choices: Object.keys(FUNCTIONS) },
  { kind: 'choice', name: 'where', title: 'It runs at the', default: 'edge', choices: ['edge', 'origin'] },
  { kind: 'choice', name: 'onError', title: 'Where it fails', default: 'fail-closed', choices: ['fail-closed', 'fail-open'] },
  { kind: 'number', name: 'reads', title: 'Reads of the database for it', default: 0, min: 0, max: 10, step: 1, unit: '' },
  { kind: 'number', name: 'visitors', title: 'Visitors of a crowd', default: 12, min: 1, max: 100, step: 4, unit: '' },
  { kind: 'number', name: 'serverTime', title: 'Time of the origin for an answer', default: 20, min: 0, max: 5000, step: 20, unit: 'ms' },
  { kind: 'number', name: 'size', title: 'Bytes of the page', default: 5000, min: 500, max: 500_000, step: 5000, unit: 'bytes' },
];

/** Site, tap and edge, with the function at its place. Rejects if the wished port cannot be had; nothing stays open then. */
async function startFunctions(context: LabContext) {
  const { port, ...rest } = context;
  const { params, emit, clock } = context;
  const fn = createEdgeFunction(FUNCTIONS[params.function as FunctionName] ?? FUNCTIONS.geo);
  const atEdge = params.where !== 'origin';
  const open: AsyncDisposable[] = [fn];
  const close = async () => {
    for (const each of open.reverse()) await each[Symbol.asyncDispose]();
  };
  try {
    const both = await startBehindTap(rest, (given) => startFunctionSite(given, atEdge ? undefined : fn));
    open.push(both);
    const agent = new http.Agent({ keepAlive: true });
    open.push({ [Symbol.asyncDispose]: async () => agent.destroy() });
    const readOne = async (id: number): Promise<unknown> => {
      const message = await new Promise<http.IncomingMessage>((resolve, reject) => {
        http
          .get({ host: '127.0.0.1', port: both.tap.port, path: `/data/${id}`, agent, signal: context.signal, timeout: 15_000 }, resolve)
          .on('timeout', function stop(this: http.ClientRequest) {
            this.destroy(new Error('the database did not answer'));
          })
          .on('error', reject);
      });
      return JSON.parse((await buffer(message)).toString());
    };
    const edge = await startEdge({
      origin: { host: '127.0.0.1', port: both.tap.port },
      clock,
      name: 'edge-1',
      ...(port === undefined ? {} : { port }),
      emit: (fact, observed) => emit(fact, { ...observed, connection: 0 }),
      // A client cannot say where it comes from: the edge does, over whatever it said.
      normalise: (request) => ({
        ...request,
        headers: withField(request.headers, COUNTRY, countryOf(fieldOf(request.headers, VISITOR))),
      }),
      before: atEdge
        ? boundTo(
            browserPath(context),
            createBefore({
              run: fn.run,
              country: ({ headers }) => fieldOf(headers, COUNTRY) ?? 'ZZ',
              onError: params.onError === 'fail-open' ? 'fail-open' : 'fail-closed',
              // One after the other, each a round trip: as code is written that reads what the last read told it to.
              async data() {
                const rows: unknown[] = [];
                for (let id = 1; id <= Number(params.reads); id++) rows.push(await readOne(id).catch(() => undefined));
                return rows;
              },
              tell: (what, run) => sayRun(emit, 'edge', what, run),
            }),
          )
        : undefined,
    });
    open.push(edge);
    return { edge, tap: both.tap, [Symbol.asyncDispose]: close };
  } catch (problem) {
    await close();
    throw problem;
  }
}

/** A function runs on every path but one, as a CDN binds functions to routes. */
const boundTo =
  (except: string, before: (request: CacheRequest) => Promise<Before>) =>
  async (request: CacheRequest): Promise<Before> =>
    request.target === except ? { request, responseHeaders: [], because: 'no function is bound to this path', note: '' } : before(request);

export const edgeFunctions: Lab = {
  id: 'edge-functions',
  title: 'Edge functions',
  summary: 'A small function for each request, at the edge or at the origin: round trips saved and spent, limits, and failures.',
  settings,
  actions: [
    { id: 'visit', title: 'somebody comes', key: 'c' },
    { id: 'crowd', title: 'many, one by one', key: 'a' },
    { id: 'purge', title: 'purge the edge', key: 'p' },
    { id: 'cut', title: 'cut', key: 'x' },
    { id: 'heal', title: 'heal path', key: 'v' },
  ],
  script: [{ do: 'crowd' }, { until: { event: 'app:state', where: { actor: 'client', state: 'all-served' } } }],

  async start(context) {
    const { emit, params, clock } = context;
    const parts = await startFunctions(context);
    const { edge, tap } = parts;
    const stop = new AbortController();
    const turns = createTurns(stop.signal);
    const visitors = createFunctionVisitors({ port: edge.port, params, clock, emit, signal: stop.signal });
    const actions = {
      ...inTurns(turns, {
        visit: () => visitors.visit(),
        crowd: () => visitors.crowd(),
        purge: () => sayClient(emit, 'purged', `${edge.purge()} responses removed from the edge`),
      }),
      cut: () => tap.cut(),
      heal: () => tap.setConditions(CLEAN),
    };
    return tappedSession(parts, { title: 'edge-functions', url: `${edge.url}/page`, actions, close: () => stop.abort() });
  },

  async serve(context) {
    const parts = await startFunctions(context);
    const { url } = parts.edge;
    return {
      url,
      tryIt: [
        {
          command: `${url}${browserPath(context)}`,
          shows: 'in a browser: a page that asks for another one every two seconds, through the function',
        },
        { command: `curl -si -H 'X-Visitor: 2' ${url}/page`, shows: 'the page as visitor 2, who comes from France, gets it' },
        { command: `curl -si -H 'X-Visitor: 2' ${url}/`, shows: 'with --set function=redirect: a redirect that never saw the origin' },
      ],
      setConditions: (change) => parts.tap.setConditions(change),
      [Symbol.asyncDispose]: () => parts[Symbol.asyncDispose](),
    };
  },
};
