// Runs the public HTTP cache test suite (npm http-cache-tests, by the editor of RFC 9111) against our edge and, where they are
// installed, nginx and Varnish, in one run, and prints the three side by side by group: `node bench/cache-tests.mjs`.
// `--failures` names what our edge does not pass, `--only edge` runs that one alone. The suite is installed into a temporary
// folder: with its dependencies it is 39 MB, too much for a development dependency.
import { execFileSync, fork, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { importSource } from '../scripts/import-source.mjs';

const SUITE = 'http-cache-tests@0.4.5';
const args = process.argv.slice(2);
const only = args.includes('--only') ? args[args.indexOf('--only') + 1] : undefined;

if (process.env.WIREWISE_SUITE_BASE !== undefined) await runSuite();
else await compare();

/** In a process of its own for each cache: the suite keeps its results in a module. */
async function runSuite() {
  const folder = process.env.WIREWISE_SUITE_FOLDER;
  const load = (file) => import(pathToFileURL(path.join(folder, 'node_modules', file)).href);
  const { runTests, getResults } = await load('http-cache-tests/client/runner.mjs');
  const { default: tests } = await load('http-cache-tests/tests/index.mjs');
  const { default: surrogate } = await load('http-cache-tests/tests/surrogate-control.mjs');
  const { default: fetch } = await load('node-fetch/lib/index.js');
  const groups = [...tests, surrogate];
  await runTests(groups, fetch, false, process.env.WIREWISE_SUITE_BASE, 25);
  const results = getResults();
  const byId = new Map(groups.flatMap((group) => group.tests.map((test) => [test.id, test])));
  // As the suite's own display does it: a test counts only where those that it depends on pass.
  const passes = (id) => results[id] === true && (byId.get(id).depends_on ?? []).every(passes);
  const verdict = (test) => {
    if (!(test.id in results)) return 'untested';
    if (!(test.depends_on ?? []).every(passes)) return 'dependency';
    if (results[test.id] === true) return 'pass';
    return results[test.id][0] === 'Setup' ? 'setup' : 'fail';
  };
  process.send(
    groups.map((group) => ({
      name: group.name,
      tests: group.tests.map((test) => ({
        id: test.id,
        name: test.name,
        kind: test.kind ?? 'required',
        verdict: verdict(test),
        message: results[test.id]?.[1] ?? '',
      })),
    })),
  );
}

async function compare() {
  const folder = mkdtempSync(path.join(tmpdir(), 'wirewise-cache-tests-'));
  const closers = [() => rmSync(folder, { recursive: true, force: true })];
  try {
    installSuite(folder);
    const originPort = await freePort();
    const origin = startOrigin(folder, originPort);
    closers.push(() => origin.kill());
    await accepting(originPort);
    const caches = [];
    for (const [name, start] of Object.entries({ edge: startOurs, nginx: startNginx, varnish: startVarnish })) {
      if (only !== undefined && only !== name) continue;
      const cache = await start(originPort, folder);
      if (cache === undefined) console.log(`${name} is not installed here: left out`);
      else {
        closers.push(cache.close);
        caches.push({ name, ...cache, groups: await suiteAgainst(folder, cache.port) });
      }
    }
    print(caches);
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

function installSuite(folder) {
  writeFileSync(path.join(folder, 'package.json'), '{"private":true}');
  execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', SUITE], { cwd: folder, stdio: 'ignore' });
}

function startOrigin(folder, port) {
  return spawn(process.execPath, [path.join(folder, 'node_modules/http-cache-tests/server/server.mjs')], {
    cwd: path.join(folder, 'node_modules/http-cache-tests'),
    env: {
      ...process.env,
      npm_config_protocol: 'http',
      npm_config_port: String(port),
      npm_config_pidfile: path.join(folder, 'origin.pid'),
    },
    stdio: 'ignore',
  });
}

function suiteAgainst(folder, port) {
  return new Promise((resolve, reject) => {
    const child = fork(import.meta.filename, {
      env: { ...process.env, WIREWISE_SUITE_BASE: `http://127.0.0.1:${port}`, WIREWISE_SUITE_FOLDER: folder },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child.on('message', (groups) => {
      resolve(groups);
      child.disconnect();
    });
    child.on('exit', (code) => reject(new Error(`the suite ended with ${code} before it had results`)));
  });
}

async function startOurs(originPort) {
  const [{ startEdge }, { systemClock }] = await Promise.all([importSource('src/labs/edge.ts'), importSource('src/lib/clock.ts')]);
  const edge = await startEdge({ origin: { host: '127.0.0.1', port: originPort }, clock: systemClock });
  return { port: edge.port, version: 'this one', close: () => edge[Symbol.asyncDispose]() };
}

/** The configuration that the suite itself uses for nginx, with paths of our own. */
async function startNginx(originPort, folder) {
  const version = versionOf('nginx', ['-v']);
  if (version === undefined) return undefined;
  const port = await freePort();
  const home = path.join(folder, 'nginx');
  mkdirSync(path.join(home, 'cache'), { recursive: true });
  writeFileSync(
    path.join(home, 'nginx.conf'),
    `daemon off; pid ${home}/pid; error_log ${home}/error.log; worker_processes 1; ${process.getuid?.() === 0 ? 'user root;' : ''}
events { worker_connections 1024; }
http {
  access_log off;
  client_body_temp_path ${home}/body; proxy_temp_path ${home}/temp; fastcgi_temp_path ${home}/f; uwsgi_temp_path ${home}/u; scgi_temp_path ${home}/s;
  proxy_cache_path ${home}/cache levels=1:2 keys_zone=tests:8m max_size=1000m inactive=600m use_temp_path=off;
  server {
    listen 127.0.0.1:${port};
    location / { proxy_pass http://127.0.0.1:${originPort}; proxy_cache tests; proxy_cache_revalidate on; }
  }
}`,
  );
  return started(
    spawn('nginx', ['-c', path.join(home, 'nginx.conf'), '-e', path.join(home, 'error.log')], { stdio: 'ignore' }),
    port,
    version,
  );
}

/**
 * With its built-in VCL. Out of the box it keeps what says nothing of freshness for two minutes, which the suite takes for a
 * cache that it cannot test: default_ttl=0 and no grace, and a keep so that there is something to revalidate.
 */
async function startVarnish(originPort, folder) {
  const version = versionOf('varnishd', ['-V']);
  if (version === undefined) return undefined;
  const port = await freePort();
  const options = [
    '-F',
    '-a',
    `127.0.0.1:${port}`,
    '-b',
    `127.0.0.1:${originPort}`,
    '-n',
    path.join(folder, 'varnish'),
    '-s',
    'malloc,256m',
    ...['default_ttl=0', 'default_grace=0', 'default_keep=3600'].flatMap((setting) => ['-p', setting]),
  ];
  return started(spawn('varnishd', options, { stdio: 'ignore' }), port, version);
}

async function started(child, port, version) {
  await accepting(port);
  const close = () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill();
    return ended;
  };
  return { port, version, close };
}

function versionOf(command, options) {
  try {
    const text = execFileSync('sh', ['-c', `${command} ${options.join(' ')} 2>&1`], { encoding: 'utf8' });
    return /\d+\.\d+\.\d+/.exec(text)?.[0] ?? '';
  } catch {
    return undefined;
  }
}

function freePort() {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function accepting(port) {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const open = await new Promise((resolve) => {
      const socket = net.connect(port, '127.0.0.1');
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`nothing listens on port ${port}`);
}

function print(caches) {
  const count = (groups, kind) => {
    const tests = groups.flatMap((group) => group.tests).filter((test) => test.kind === kind && test.verdict !== 'untested');
    return `${tests.filter((test) => test.verdict === 'pass').length}/${tests.length}`;
  };
  const cell = (groups) =>
    ['required', 'optimal', 'check']
      .map((kind) => count(groups, kind))
      .map((text) => (text === '0/0' ? '·' : text))
      .join('  ');
  const row = (cells) => console.log(`| ${cells.map((text, at) => (at === 0 ? text.padEnd(42) : text.padEnd(24))).join(' | ')} |`);
  console.log(
    `\n${SUITE}, ${process.platform} ${process.arch}, Node ${process.versions.node}: passed of all, required  optional  behaviour\n`,
  );
  row(['Group', ...caches.map(({ name, version }) => `${name} ${version}`)]);
  row(['---', ...caches.map(() => '---')]);
  for (const [at, group] of caches[0].groups.entries()) row([group.name, ...caches.map(({ groups }) => cell([groups[at]]))]);
  row(['All', ...caches.map(({ groups }) => cell(groups))]);
  if (!args.includes('--failures')) return;
  for (const { kind, id, verdict, message, name } of caches[0].groups.flatMap((group) => group.tests)) {
    if (verdict !== 'pass' && verdict !== 'untested') console.log(`${kind} ${verdict} ${id}: ${name}\n    ${message}`);
  }
}
