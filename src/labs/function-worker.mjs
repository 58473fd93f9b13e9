// Runs a user's function for an edge, on a thread of its own and in an engine of its own: QuickJS compiled to WebAssembly.
// What the function can reach is the language and nothing else: no modules, files, sockets, timers, process. (node:vm would
// not do: Node itself says that it is no security mechanism.) Each request gets a new context, so nothing is kept between
// two. Plain JavaScript, since a worker is started from a file and not every Node that we run on reads TypeScript.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { brotliDecompressSync } from 'node:zlib';
import variant from '@jitl/quickjs-wasmfile-release-sync';
import { newQuickJSWASMModuleFromVariant, newVariant, Scope } from 'quickjs-emscripten-core';

const { code, steps, memory, wasm } = workerData;
/** The engine asks whether to go on once in so many loops and calls (JS_INTERRUPT_COUNTER_INIT in quickjs.c). */
const STEPS_PER_QUESTION = 10_000;
const STACK = 128 * 1024;
/** Characters of an answer as JSON. */
const LONGEST = 1 << 18;

const bytes =
  wasm === undefined
    ? readFileSync(createRequire(import.meta.url).resolve('@jitl/quickjs-wasmfile-release-sync/wasm'))
    : brotliDecompressSync(readFileSync(new URL(wasm)));
/** The engine's own limit counts calls of malloc here rather than their bytes, so the memory itself is given an end. */
const PAGE = 64 * 1024;
const INITIAL = 16 * 2 ** 20;
const wasmMemory = new WebAssembly.Memory({ initial: INITIAL / PAGE, maximum: memory / PAGE });
const engine = newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmModule: new WebAssembly.Module(bytes), wasmMemory }));

/** A failure of the function's, by its kind. */
class Failed extends Error {
  constructor(kind, message) {
    super(message);
    this.kind = kind;
  }
}

/** What the function makes of a request; both are JSON. Throws Failed. */
function run(quickjs, request) {
  const runtime = quickjs.newRuntime();
  runtime.setMaxStackSize(STACK);
  let questions = 0;
  runtime.setInterruptHandler(() => {
    questions += 1;
    return questions * STEPS_PER_QUESTION > steps;
  });
  const failed = (said) => {
    if (questions * STEPS_PER_QUESTION > steps) return new Failed('steps', `it took more than ${steps.toLocaleString('en')} steps`);
    // Where there is no room for an error either, what is thrown is null.
    if (/out of memory/.test(said) || (said === 'null' && wasmMemory.buffer.byteLength > INITIAL)) {
      broken = true; // memory that has grown does not shrink
      return new Failed('memory', `it wanted more than ${memory / 2 ** 20} MB of memory`);
    }
    return new Failed('threw', said);
  };
  try {
    return Scope.withScope((scope) => {
      const context = scope.manage(runtime.newContext());
      const take = (result) => {
        if (result.error === undefined) return scope.manage(result.value);
        const error = context.dump(scope.manage(result.error));
        throw failed(typeof error === 'object' && error !== null ? `${error.name}: ${error.message}` : String(error));
      };
      const text = (name) => context.dump(scope.manage(context.getProp(context.global, name)));
      const namespace = take(context.evalCode(code, 'function.js', { type: 'module' }));
      const handler = scope.manage(context.getProp(namespace, 'default'));
      if (context.typeof(handler) !== 'function') throw new Failed('threw', 'it has no `export default function`');
      context.setProp(context.global, '__handler', handler);
      take(
        context.evalCode(
          `(async () => JSON.stringify([await __handler(${JSON.stringify(request)})]))().then((done) => { __done = done }, (error) => { __problem = String(error) }); __done = undefined; __problem = undefined;`,
        ),
      );
      const jobs = runtime.executePendingJobs();
      if (jobs.error !== undefined) take({ error: jobs.error });
      const problem = text('__problem');
      if (problem !== undefined) throw failed(String(problem));
      const done = text('__done');
      if (typeof done !== 'string') throw failed('its promise is never kept: nothing here would keep it');
      if (done.length > LONGEST) throw new Failed('answer', `its answer is longer than ${LONGEST} characters`);
      return JSON.parse(done)[0] ?? undefined;
    });
  } finally {
    try {
      runtime.dispose();
    } catch {
      broken = true; // it has found its own books in disorder: not for the next request
    }
  }
}
let broken = false;

parentPort.on('message', async ({ id, request }) => {
  const began = performance.now();
  const time = () => Math.round((performance.now() - began) * 10) / 10;
  try {
    const quickjs = await engine;
    const done = run(quickjs, request);
    parentPort.postMessage({ id, done, broken, time: time() });
  } catch (problem) {
    // What is not the function's own failure has broken the engine: the host starts another one.
    const { kind = 'engine', message } = problem;
    parentPort.postMessage({ id, kind, message: String(message).slice(0, 500), broken, time: time() });
  }
});
