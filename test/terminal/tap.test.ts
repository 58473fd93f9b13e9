// `wirewise tap` in a real terminal, in front of a real server: what a request looks like there, a cut, and the way out.
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { NO_PROC, socketsOf } from './sockets.ts';
import { nodeCommand, openTerminal, terminalModes } from './terminal.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function serve(port = 0): Promise<number> {
  const server = http.createServer((request, response) => {
    response.writeHead(request.url === '/busy' ? 503 : 200, { 'Content-Type': 'text/plain' });
    response.end(`hello from ${request.url}`);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

const PATIENCE = 20_000;
const tapPort = (screen: string) => Number(/http:\/\/127\.0\.0\.1:(\d+)/.exec(screen)?.[1]);

it('shows a request, filters, saves, cuts, and closes its port when it is left', async (context) => {
  const port = await serve();
  await using terminal = openTerminal({ command: [...nodeCommand(), 'tap', '--to', `127.0.0.1:${port}`] });
  const first = await terminal.until(/Wirewise +http[\s\S]*Point your client at http[\s\S]*curl -i http/, PATIENCE);
  expect(first).toMatch(new RegExp(`Wirewise +http://127\\.0\\.0\\.1:\\d+ +─▶ +127\\.0\\.0\\.1:${port}`));
  const url = `http://127.0.0.1:${tapPort(first)}`;
  expect(await (await fetch(`${url}/prices`)).text()).toBe('hello from /prices');
  await terminal.until(/GET \/prices HTTP\/1\.1[\s\S]*HTTP\/1\.1 200 OK/, PATIENCE);
  expect((await fetch(`${url}/busy`)).status).toBe(503);
  await terminal.until(/503 Service Unavailable/, PATIENCE);

  terminal.press('f5xx\r');
  await terminal.until((screen) => /1 of \d+ shown/.test(screen) && !screen.includes('/prices'), PATIENCE);
  const socket = net.connect(tapPort(first), '127.0.0.1').on('error', () => {});
  closers.push(() => socket.destroy());
  await once(socket, 'connect');
  await terminal.until(/[1-9] connections?/, PATIENCE);
  terminal.press('x');
  await vi.waitFor(() => expect(socket.destroyed).toBe(true), { timeout: PATIENCE });
  await terminal.until(/No connection is open/, PATIENCE);

  terminal.press('S');
  await terminal.until(/events in wirewise-tap-.*\.jsonl/, PATIENCE);
  const [name = ''] = readdirSync(terminal.home).filter((file) => file.endsWith('.jsonl'));
  const lines = readFileSync(path.join(terminal.home, name), 'utf8').trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line).name ?? JSON.parse(line).type)).toContain('http:response');

  if (NO_PROC === undefined) expect(socketsOf(terminal.pid).listening).toEqual([tapPort(first)]);
  terminal.press('q');
  expect((await terminal.exited).code).toBe(0);
  expect(terminalModes(terminal.output())).toEqual({ alternateScreen: false, cursorHidden: false, bracketedPaste: false });
  await expect(fetch(`${url}/`)).rejects.toThrow();
  if (NO_PROC !== undefined) context.skip(NO_PROC);
}, 60_000);

it('waits for a service that is away, says so, and has it when it comes', async () => {
  const port = await serve();
  await closers.pop()?.();
  await using terminal = openTerminal({ columns: 120, rows: 40, command: [...nodeCommand(), 'tap', '--to', String(port)] });
  const url = `http://127.0.0.1:${tapPort(await terminal.until(/Point your client at/, PATIENCE))}`;
  await expect(fetch(url)).rejects.toThrow();
  await terminal.until(new RegExp(`Nothing listens on localhost:${port}[\\s\\S]*connection refused: nothing listens there`), PATIENCE);
  await serve(port);
  expect(await (await fetch(`${url}/back`)).text()).toBe('hello from /back');
  await terminal.until(/GET \/back/, PATIENCE);
  terminal.press('q');
  expect((await terminal.exited).code).toBe(0);
}, 60_000);

it('prints JSON lines in a pipe until it is told to stop, and exits with 0', async () => {
  const port = await serve();
  const [node, bin] = nodeCommand();
  const { spawn } = await import('node:child_process');
  const child = spawn(node, [bin, 'tap', '--to', String(port)], { stdio: ['ignore', 'pipe', 'pipe'] });
  closers.push(() => child.kill('SIGKILL'));
  let out = '';
  child.stdout.on('data', (data) => {
    out += data;
  });
  const seen = (text: string) => vi.waitFor(() => expect(out).toContain(text), { timeout: PATIENCE });
  await seen('\n');
  const { type, url, to } = JSON.parse(out.split('\n')[0] ?? '');
  expect({ type, to }).toEqual({ type: 'tap', to: `localhost:${port}` });
  await (await fetch(`${url}/a`)).text();
  await seen('"target":"/a"');
  await seen('"status":200');
  child.kill('SIGINT');
  const [code] = (await once(child, 'exit')) as [number];
  expect(code).toBe(0);
  for (const line of out.trimEnd().split('\n')) JSON.parse(line);
}, 60_000);
