// The HTTP/1.1 lab (RFC 9112): what a connection can do at a time, what a browser makes of that, and what was tried.
import { CLEAN } from '../wire/conditions.ts';
import type { Setting } from '../wire/setting.ts';
import { startBehindTap } from './behind-tap.ts';
import { CONNECTION_LIMIT } from './connection-pool.ts';
import { createHttp1Client, pipeline } from './http1-client.ts';
import { startHttp1Server } from './http1-server.ts';
import type { Lab } from './lab.ts';
import { resourcePath } from './site.ts';
import { tappedServer, tappedSession } from './tapped.ts';

const settings: readonly Setting[] = [
  { kind: 'number', name: 'requests', title: 'Resources of the page', default: 12, min: 1, max: 40, step: 1, unit: '' },
  { kind: 'number', name: 'size', title: 'Bytes of a resource', default: 2000, min: 0, max: 1_000_000, step: 1000, unit: 'bytes' },
  { kind: 'number', name: 'delay', title: 'Time the server thinks', default: 100, min: 0, max: 10_000, step: 50, unit: 'ms' },
  { kind: 'number', name: 'slow', title: 'More of it for the first resource', default: 0, min: 0, max: 10_000, step: 250, unit: 'ms' },
  { kind: 'number', name: 'limit', title: 'Connections to one origin', default: CONNECTION_LIMIT, min: 1, max: 40, step: 1, unit: '' },
  { kind: 'number', name: 'origins', title: 'Origins it is spread over (sharding)', default: 1, min: 1, max: 4, step: 1, unit: '' },
  { kind: 'switch', name: 'keepAlive', title: 'Connections are used again', default: true },
];

export const http1: Lab = {
  id: 'http1',
  title: 'HTTP/1.1',
  summary: 'One request at a time on a connection, six connections, the queue behind them, and pipelining, which failed.',
  settings,
  actions: [
    { id: 'load', title: 'load the page', key: 'o' },
    { id: 'request', title: 'one more', key: 'r' },
    { id: 'pipeline', title: 'pipeline', key: 'p' },
    { id: 'cut', title: 'cut', key: 'x' },
    { id: 'heal', title: 'heal path', key: 'v' },
  ],
  views: ['sequence', 'waterfall'],
  script: [{ do: 'load' }, { until: { event: 'app:resource', where: { phase: 'end' } }, count: 12 }],

  async start(context) {
    const { params } = context;
    const behind = await startBehindTap(context, (given) => startHttp1Server(given, { page: PAGE }), { handshake: true });
    const { tap } = behind;
    const client = createHttp1Client(context, {
      port: tap.port,
      limit: Number(params.limit),
      origins: Number(params.origins),
      keepAlive: params.keepAlive === true,
    });
    let next = 1;
    const take = (slow: number) => {
      const path = resourcePath(next, { size: Number(params.size), delay: Number(params.delay) + slow });
      return { id: next++, path };
    };
    const page = () => Array.from({ length: Number(params.requests) }, (_, index) => take(index === 0 ? Number(params.slow) : 0));
    const actions: Readonly<Record<string, () => void>> = {
      load() {
        for (const { id, path } of page()) void client.load(id, path);
      },
      request() {
        const { id, path } = take(0);
        void client.load(id, path);
      },
      pipeline: () => void pipeline(context, tap.port, page()),
      cut: () => tap.cut(),
      heal: () => tap.setConditions(CLEAN),
    };
    return tappedSession(behind, {
      title: 'HTTP/1.1',
      url: `http://127.0.0.1:${tap.port}${resourcePath(1, { size: 200 })}`,
      actions,
      close: () => client[Symbol.asyncDispose](),
    });
  },

  async serve(context) {
    const behind = await startBehindTap(context, (given) => startHttp1Server(given, { page: PAGE }), { handshake: true });
    const { tap } = behind;
    const url = `http://127.0.0.1:${tap.port}`;
    const one = (id: number, delay: number) => `'${url}${resourcePath(id, { size: 2000, delay })}'`;
    return tappedServer(behind, [
      { command: url, shows: "in a browser: twenty resources, and the browser's own limit of connections" },
      { command: `curl -sv -o /dev/null -o /dev/null ${one(1, 0)} ${one(2, 0)}`, shows: 'two requests on one connection' },
      { command: `curl -sZ -o /dev/null -o /dev/null ${one(1, 500)} ${one(2, 500)}`, shows: 'two at once: a connection each' },
    ]);
  },
};

const PAGE = {
  title: 'Wirewise: HTTP/1.1',
  lead: 'This page fetches twenty resources at once, each of which takes the server half a second. Watch in the terminal how many connections the browser opens.',
  script: `const began = performance.now();
for (let id = 1; id <= 20; id++)
  fetch('/r/' + id + '?size=2000&delay=500').then((response) => response.text()).then(() => show('#' + id + ' after ' + Math.round(performance.now() - began) + ' ms'));`,
} as const;
