// What every lab must hold to, whatever its protocol. Runs a lab as the product does, and sees the sockets beneath it: Node
// tells of each one on a diagnostics channel, so that what the events account for can be held against what was carried.

import dgram from 'node:dgram';
import diagnostics from 'node:diagnostics_channel';
import net, { type AddressInfo, type Socket } from 'node:net';
import type { Lab } from '../../src/labs/lab.ts';
import { type Run, runLab, type StepOutcome } from '../../src/labs/run.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { CLEAN, type Conditions } from '../../src/wire/conditions.ts';
import type { EventData, Fact, Source } from '../../src/wire/event.ts';
import { defaultsOf, type Settings } from '../../src/wire/setting.ts';

/** A fact that a lab emitted, also one that came too late for the run's trace. */
export interface Emitted {
  readonly fact: Fact;
  readonly connection: number;
  readonly source: Source;
}

/** The two sockets of one connection through a tap. */
export interface Carried {
  readonly connection: number;
  readonly client: Socket;
  readonly upstream: Socket;
}

export interface Observed extends AsyncDisposable {
  readonly run: Run;
  readonly emitted: readonly Emitted[];
  readonly carried: readonly Carried[];
  /** Addresses on which something listened, also what is closed again. */
  readonly listened: readonly string[];
}

/** Starts a lab and watches it, its listeners and the sockets of its taps, until it is disposed. */
export async function observe(
  lab: Lab,
  { params = {}, conditions = {}, seed = 1 }: { params?: Settings; conditions?: Partial<Conditions>; seed?: number } = {},
): Promise<Observed> {
  const emitted: Emitted[] = [];
  const carried: Carried[] = [];
  const listened: string[] = [];
  const opened: { readonly connection: number; readonly clientPort: number; readonly serverPort: number; readonly upstream: Socket }[] = [];
  let newest: Socket | undefined;
  const onConnect = (message: unknown) => {
    newest = (message as { socket: Socket }).socket;
  };
  // Node tells of an accepted socket after the tap has seen it.
  const onAccept = (message: unknown) => {
    const { socket: client } = message as { socket: Socket };
    const mine = opened.find(({ clientPort, serverPort }) => client.remotePort === clientPort && client.localPort === serverPort);
    if (mine !== undefined) carried.push({ connection: mine.connection, client, upstream: mine.upstream });
  };
  diagnostics.subscribe('net.server.socket', onAccept);
  diagnostics.subscribe('net.client.socket', onConnect);
  const stopListening = watchListeners((address) => listened.push(address));

  // A tap opens its own connection to the server right before it says that one was opened to it.
  const pair = (connection: number, ports: EventData['tcp:open']) => {
    if (newest !== undefined) opened.push({ connection, ...ports, upstream: newest });
  };
  const watched: Lab = {
    ...lab,
    start: (context) =>
      lab.start({
        ...context,
        emit(fact, place) {
          emitted.push({ fact, connection: place.connection, source: place.source });
          if (fact.name === 'tcp:open') pair(place.connection, fact.data);
          context.emit(fact, place);
        },
      }),
  };
  const stop = () => {
    diagnostics.unsubscribe('net.server.socket', onAccept);
    diagnostics.unsubscribe('net.client.socket', onConnect);
    stopListening();
  };
  try {
    const run = await runLab(watched, {
      params: { ...defaultsOf(lab.settings), ...params },
      conditions: { ...CLEAN, ...conditions },
      seed,
      clock: systemClock,
      version: 'test',
      signal: new AbortController().signal,
    });
    return {
      run,
      emitted,
      carried,
      listened,
      async [Symbol.asyncDispose]() {
        await run[Symbol.asyncDispose]();
        stop();
      },
    };
  } catch (problem) {
    stop();
    throw problem;
  }
}

/** Calls back with the address of every TCP server and UDP socket that begins to listen. */
function watchListeners(onListening: (address: string) => void): () => void {
  const { listen } = net.Server.prototype;
  const { bind } = dgram.Socket.prototype;
  net.Server.prototype.listen = function (this: net.Server, ...given: unknown[]) {
    this.once('listening', () => onListening((this.address() as AddressInfo).address));
    return (listen as (...given: unknown[]) => net.Server).apply(this, given);
  } as typeof listen;
  dgram.Socket.prototype.bind = function (this: dgram.Socket, ...given: unknown[]) {
    this.once('listening', () => onListening(this.address().address));
    return (bind as (...given: unknown[]) => dgram.Socket).apply(this, given);
  } as typeof bind;
  return () => {
    net.Server.prototype.listen = listen;
    dgram.Socket.prototype.bind = bind;
  };
}

/** Performs a lab's default run; what became of each step. */
export async function performScript(lab: Lab, run: Run): Promise<readonly StepOutcome[]> {
  const outcomes: StepOutcome[] = [];
  for (const step of lab.script) outcomes.push(await run.step('until' in step ? { ...step, within: 15_000 } : step));
  return outcomes;
}

/** Performs the script up to and with the first thing that it waits for: the lab is at work. */
export async function getGoing(lab: Lab, run: Run): Promise<void> {
  for (const step of lab.script) {
    await run.step('until' in step ? { ...step, count: 1, within: 15_000 } : step);
    if ('until' in step) return;
  }
}

/** Bytes that the events of one connection account for, in both directions, and what they say was lost on the way. */
export function accountOf(emitted: readonly Emitted[], connection: number) {
  const mine = emitted.filter((each) => each.connection === connection && each.source === 'tap').map(({ fact }) => fact);
  const sum = (direction: string) => mine.filter((fact) => fact.direction === direction).reduce((total, { size }) => total + size, 0);
  const close = emitted.find((each) => each.connection === connection && each.fact.name === 'tcp:close')?.fact;
  return {
    up: sum('client-to-server'),
    down: sum('server-to-client'),
    lost: close?.name === 'tcp:close' ? close.data.lostBytes : 0,
  };
}

/** The messages of the seeded feed by id, wherever in what was decoded they stand: the part that every preview has. */
export function feedContent(emitted: readonly Emitted[]): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  const look = (value: unknown): void => {
    if (typeof value === 'string') {
      for (const [text, id] of value.matchAll(/\{"id":(\d+),"at":\d+,"symbol":"\w+","price":[\d.]+,/g)) found.set(Number(id), text);
      // The same as fields of a protobuf message.
      for (const [text, id] of value.matchAll(/\bid: (\d+) at: \d+ instrument \{ symbol: "\w+" \} price: [\d.]+ /g))
        found.set(Number(id), text);
    } else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) look(inner);
  };
  for (const { fact } of emitted) look(fact.data);
  return found;
}

/** What was asked and answered, whatever the order: for a lab that does not publish the feed. */
export function exchanges(emitted: readonly Emitted[]): readonly string[] {
  const words = emitted.flatMap(({ fact }) => {
    if (fact.name === 'http:request') return [`${fact.data.method} ${fact.data.target}`];
    if (fact.name === 'http:response') return [`${fact.data.status}`];
    return [];
  });
  return [...new Set(words)].sort();
}

/** What keeps the process alive beyond what did so at first: handles, requests, timers. */
export function openBeyond(first: readonly string[]): readonly string[] {
  const rest = [...first];
  return openHandles().filter((name) => {
    const at = rest.indexOf(name);
    if (at !== -1) rest.splice(at, 1);
    return at === -1;
  });
}

/** What keeps the process alive now. */
export function openHandles(): readonly string[] {
  return process.getActiveResourcesInfo().filter((name) => name !== 'Immediate');
}

/** Lets the event loop turn, without a timer of its own, until the claim holds; false after `patience` milliseconds. */
export async function settles(claim: () => boolean, patience = 10_000): Promise<boolean> {
  const until = systemClock.now() + patience;
  while (!claim()) {
    if (systemClock.now() > until) return false;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return true;
}
