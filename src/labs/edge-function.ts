// A user's function at an edge: handed a request, it answers, changes the request, or leaves it alone. It runs on a thread
// that is ended when it takes too long (function-worker.mjs has the engine and its other limits). Opens no sockets.
import { Worker } from 'node:worker_threads';
import { printable } from '../lib/printable.ts';
import { type Outcome, parseOutcome } from './edge-outcome.ts';

/** Set by the build: worker and engine, seen from the bundle. In the sources the worker is beside this file. */
declare const WIREWISE_FUNCTION_WORKER: string | undefined;
declare const WIREWISE_QUICKJS: string | undefined;

/** What a function is told of a request. */
export interface FunctionRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** By lower-case names; lines of one name joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, string>>;
  /** Two letters, or `ZZ` where it is not known. */
  readonly country: string;
  /** What was read from the database for it. */
  readonly data: readonly unknown[];
}

/** How a function fails: an error of its own, too many steps, too long by the clock, too much memory, an answer that is none. */
export type FailureKind = 'threw' | 'steps' | 'time' | 'memory' | 'answer' | 'engine';

export type FunctionRun = {
  /** Milliseconds that it ran, without its waiting for a turn. */
  readonly milliseconds: number;
  /** Whether thread and engine had to be started for it. */
  readonly cold: boolean;
} & (
  | { readonly outcome: Outcome; readonly failure?: undefined }
  | { readonly failure: FailureKind; readonly because: string; readonly outcome?: undefined }
);

export interface FunctionLimits {
  /** Loops and calls, to the next ten thousand: the same on every machine, where a time is not. @default 1,000,000 */
  readonly steps?: number;
  /** Bytes, those of the engine included. @default 32 MiB */
  readonly memory?: number;
  /** Milliseconds by the clock after which its thread is ended. @default 2000 */
  readonly time?: number;
}

export interface EdgeFunction extends AsyncDisposable {
  /** Runs it for a request; requests wait for each other. Never rejects. */
  run(request: FunctionRequest): Promise<FunctionRun>;
}

/** `broken`: the engine is not to be used again. */
type Told = { readonly id: number; readonly time: number; readonly broken: boolean } & (
  | { readonly done: unknown; readonly kind?: undefined }
  | { readonly kind: FailureKind; readonly message: string }
);

const MIB = 2 ** 20;

/** The function whose module is `code`. It is not looked at before the first request. */
export function createEdgeFunction(code: string, limits: FunctionLimits = {}): EdgeFunction {
  const { steps = 1_000_000, memory = 32 * MIB, time = 2000 } = limits;
  let worker: Worker | undefined;
  let over = false;
  let last = 0;
  let turn: Promise<unknown> = Promise.resolve();

  const started = () => {
    const bundled = typeof WIREWISE_FUNCTION_WORKER === 'string' && typeof WIREWISE_QUICKJS === 'string';
    const file = new URL(bundled ? WIREWISE_FUNCTION_WORKER : './function-worker.mjs', import.meta.url);
    const wasm = bundled ? new URL(WIREWISE_QUICKJS, import.meta.url).href : undefined;
    const thread = new Worker(file, {
      workerData: { code, steps, memory, wasm },
      execArgv: [],
      // A second wall: the thread has no environment, prints nowhere, and cannot grow for ever either.
      env: {},
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
    });
    thread.stdout.resume();
    thread.stderr.resume();
    // One that has not come up yet does not keep the program alive.
    thread.on('error', () => {});
    return thread;
  };
  const drop = async () => {
    const thread = worker;
    worker = undefined;
    await thread?.terminate();
  };
  const ask = async (request: FunctionRequest): Promise<FunctionRun> => {
    if (over) return { failure: 'engine', because: 'the edge has ended', milliseconds: 0, cold: false };
    const cold = worker === undefined;
    worker ??= started();
    const thread = worker;
    last += 1;
    const id = last;
    const told = await new Promise<Told>((resolve) => {
      const end = (answer: Told) => {
        clearTimeout(timer);
        thread.off('message', hear);
        thread.off('exit', ended);
        resolve(answer);
      };
      const hear = (answer: Told) => {
        if (answer.id === id) end(answer);
      };
      const ended = () => end({ id, kind: 'engine', message: 'its thread has ended', broken: true, time: 0 });
      const timer = setTimeout(
        () => end({ id, kind: 'time', message: `it took longer than ${time} ms`, broken: true, time }),
        // Thread and engine take a moment to come up, which is not the function's.
        cold ? time + 3000 : time,
      );
      thread.on('message', hear);
      thread.on('exit', ended);
      thread.postMessage({ id, request });
    });
    const common = { milliseconds: told.time, cold };
    if (told.broken || told.kind === 'engine') await drop();
    // What it threw is text of its author's: it ends up on screens and in Cache-Status.
    if (told.kind !== undefined) return { failure: told.kind, because: printable(told.message), ...common };
    const outcome = parseOutcome(told.done);
    return outcome.ok
      ? { outcome: outcome.value, ...common }
      : { failure: 'answer', because: outcome.problems[0]?.message ?? 'its answer is none', ...common };
  };
  return {
    run(request) {
      const mine = turn.then(() => ask(request));
      turn = mine;
      return mine;
    },
    async [Symbol.asyncDispose]() {
      over = true;
      await drop();
      await turn;
    },
  };
}
