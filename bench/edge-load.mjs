// Puts load on the edge: 5,000 requests over 200 connections, an origin that fails every tenth time, limits far below what is
// asked for: `node bench/edge-load.mjs`. Prints what came back, whether anything was mixed up, and what memory it took.
import http from 'node:http';
import { performance } from 'node:perf_hooks';
import { importSource } from '../scripts/import-source.mjs';

const REQUESTS = 5000;
const CONNECTIONS = 200;
const PAGES = 400;
const BODY = 20_000;

const [{ startEdge }, { systemClock }] = await Promise.all([importSource('src/labs/edge.ts'), importSource('src/lib/clock.ts')]);
let asked = 0;
const origin = http.createServer((request, response) => {
  asked += 1;
  // Half of the failures are answers, half are none.
  if (asked % 20 === 10) return void request.socket.destroy();
  if (asked % 20 === 0) return void response.writeHead(503).end('broken');
  const body = `${request.url} ${request.headers.accept} `.padEnd(BODY, '.');
  response.writeHead(200, { 'Cache-Control': asked % 3 === 0 ? 'no-store' : 'max-age=60, stale-if-error=60', Vary: 'Accept' }).end(body);
});
await new Promise((resolve) => origin.listen(0, '127.0.0.1', resolve));
const maxBytes = 2 * 2 ** 20;
const outcomes = new Map();
const edge = await startEdge({
  origin: { host: '127.0.0.1', port: origin.address().port },
  clock: systemClock,
  maxEntries: 100,
  maxBytes,
  onExchange: ({ decision }) => outcomes.set(decision.outcome, (outcomes.get(decision.outcome) ?? 0) + 1),
});
const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS });
const ask = (path, accept) =>
  new Promise((resolve, reject) => {
    http
      .get({ host: '127.0.0.1', port: edge.port, path, headers: { accept }, agent }, (response) => {
        let body = '';
        response.setEncoding('latin1');
        response.on('data', (data) => (body += data));
        response.on('end', () => resolve({ status: response.statusCode, body }));
        response.on('error', reject);
      })
      .on('error', reject);
  });
const statuses = new Map();
const times = [];
let mixed = 0;
let largest = 0;
const watch = setInterval(() => (largest = Math.max(largest, edge.stats().bytes)), 5);
global.gc?.();
const before = process.memoryUsage().rss;
const start = performance.now();
await Promise.all(
  Array.from({ length: REQUESTS }, async (_, at) => {
    // Some pages are wanted by many, most by few.
    const path = `/${Math.floor(PAGES * ((at * 0.618034) % 1) ** 3)}`;
    const accept = `kind/${at % 2}`;
    const began = performance.now();
    const { status, body } = await ask(path, accept);
    times.push(performance.now() - began);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (status === 200 && body !== `${path} ${accept} `.padEnd(BODY, '.')) mixed += 1;
  }),
);
const took = performance.now() - start;
clearInterval(watch);
times.sort((one, other) => one - other);
const list = (map) => [...map].map(([name, count]) => `${name} ${count}`).join(', ');
console.log(`${REQUESTS} requests over ${CONNECTIONS} connections in ${(took / 1000).toFixed(1)} s, all answered`);
console.log(`status     ${list(statuses)}`);
console.log(`outcome    ${list(outcomes)}`);
console.log(`origin     ${asked} requests, every tenth failed`);
console.log(`mixed up   ${mixed}`);
console.log(`store      at most ${(largest / 1024).toFixed(0)} KiB of ${maxBytes / 1024} KiB; now ${JSON.stringify(edge.stats())}`);
console.log(
  `memory     ${((process.memoryUsage().rss - before) / 2 ** 20).toFixed(0)} MiB more than before, clients and origin in the same process`,
);
console.log(`longest    ${times.at(-1).toFixed(0)} ms with its wait for a connection`);
agent.destroy();
await edge[Symbol.asyncDispose]();
origin.closeAllConnections();
origin.close();
process.exitCode = mixed === 0 && edge.stats().flights === 0 ? 0 : 1;
