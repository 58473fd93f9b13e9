// How much memory one idle connection takes in a lab's server: measured in a process of its own, which nothing else grows.
// What the kernel keeps for the socket comes on top and is not seen here.
import { type ChildProcess, spawn } from 'node:child_process';
import { createIdleClients, hasIdleClients, type IdleClients } from './idle-clients.ts';

/** Connections that pay for what a first connection loads, and those that are counted. */
const WARM = 100;
const COUNTED = 400;
/** Milliseconds after which it is given up. */
const PATIENCE = 30_000;

/** The line that a process runs: it may speak of its own process, this house may not. */
const PROGRAM = `
const [, url, lab] = process.argv;
process.on('disconnect', () => process.exit());
const { serveMemory } = await import(url);
await serveMemory({
  lab,
  resident() { gc(); gc(); return process.memoryUsage().rss; },
  send: (message) => process.send(message),
  onAsk: (listener) => process.on('message', listener),
});`;

export interface MemoryOptions {
  /** The program that runs JavaScript. */
  readonly execPath: string;
  readonly signal: AbortSignal;
}

/**
 * Resident bytes that a lab's server takes for one idle connection, from `COUNTED` of them; undefined where it cannot be
 * measured here, or was aborted.
 */
export async function measureConnectionMemory(lab: string, { execPath, signal }: MemoryOptions): Promise<number | undefined> {
  if (!hasIdleClients(lab) || signal.aborted) return undefined;
  const { MEMORY_SERVER } = await import('./memory-server.ts');
  const child = spawn(execPath, ['--expose-gc', '--input-type=module', '-e', PROGRAM, MEMORY_SERVER, lab], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const ended = new AbortController();
  const stop = AbortSignal.any([signal, ended.signal, AbortSignal.timeout(PATIENCE)]);
  let clients: IdleClients | undefined;
  try {
    const { port } = await next<{ port: number }>(child, stop);
    clients = createIdleClients(lab, port);
    await clients.open(WARM);
    const before = await ask(child, stop);
    await clients.open(COUNTED);
    const after = await ask(child, stop);
    return Math.max(0, Math.round((after - before) / COUNTED));
  } catch {
    return undefined;
  } finally {
    ended.abort();
    clients?.[Symbol.dispose]();
    child.kill();
  }
}

async function ask(child: ChildProcess, signal: AbortSignal): Promise<number> {
  const answer = next<{ resident: number }>(child, signal);
  child.send('memory');
  return (await answer).resident;
}

/** The next message of the process; rejects when it ends, or when it is not waited for any more. */
function next<Message>(child: ChildProcess, signal: AbortSignal): Promise<Message> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      child.off('message', onMessage);
      child.off('error', onEnd);
      child.off('exit', onEnd);
      signal.removeEventListener('abort', onEnd);
      act();
    };
    const onMessage = (message: unknown) => settle(() => resolve(message as Message));
    const onEnd = () => settle(() => reject(new Error('the process that is measured has ended')));
    child.on('message', onMessage);
    child.on('error', onEnd);
    child.on('exit', onEnd);
    signal.addEventListener('abort', onEnd);
    if (signal.aborted) onEnd();
  });
}
