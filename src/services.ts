// The composition root: what the two faces are handed. Only this file and main.ts know which implementation is behind it.
import { fileURLToPath } from 'node:url';
import { planRow, withoutFeed } from './compare/plan.ts';
import type { Comparison } from './compare/schema.ts';
import type { CompareSettings } from './compare/settings.ts';
import { type Catalog, createCatalog } from './content/catalog.ts';
import type { Planned, Scaffold } from './content/scaffold.ts';
import type { Content } from './content/schema.ts';
import { SHAPE_FILES } from './content/shape-names.ts';
import type { WatchOptions } from './content/watch.ts';
import type { CompareOptions, RowResult } from './labs/compare.ts';
import type { Edge } from './labs/edge.ts';
import type { ServeEdgeOptions } from './labs/edge-serve.ts';
import { LABS } from './labs/index.ts';
import type { Lab, LabServer } from './labs/lab.ts';
import type { Run, RunOptions } from './labs/run.ts';
import type { TapTarget } from './labs/service.ts';
import { type Clock, systemClock } from './lib/clock.ts';
import type { Problem, Result } from './lib/problem.ts';
import { freshSeed } from './lib/random.ts';
import { createMemoryKeeper, type MemoryKeeper } from './progress/memory-keeper.ts';
import type { ProgressStore } from './store/store.ts';
import type { SavedTrace } from './store/trace-file.ts';
import { watchedStore } from './store/watched.ts';
import type { Trace } from './wire/trace.ts';

export interface LabSummary {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
}

export interface Services {
  readonly version: string;
  readonly catalog: Catalog;
  readonly labs: {
    readonly list: readonly LabSummary[];
    /** Loads a lab's code, with the libraries that it needs, when it is first wanted. */
    load(id: string): Promise<Lab | undefined>;
    /** Starts a lab with its own client and records it. */
    run(lab: Lab, options: RunOptions): Promise<Run>;
    /** Starts a lab's server for clients that are not ours. */
    serve(lab: Lab, options: RunOptions & { readonly port?: number }): Promise<LabServer>;
    /** A tap on a service of the user's own, as a lab that `run` starts. */
    tap(target: TapTarget): Promise<Lab>;
  };
  /** Runs every row of a comparison over the same feed; resolves when all are over. */
  compare(comparison: Comparison, settings: CompareSettings, options: Omit<CompareOptions, 'rows'>): Promise<readonly RowResult[]>;
  /** Resident bytes of one idle connection in a lab's server, measured in a process of its own; undefined where it cannot be. */
  connectionMemory(lab: string, signal: AbortSignal): Promise<number | undefined>;
  /** Starts a caching proxy in front of a server of the user's own. */
  edge(options: ServeEdgeOptions): Promise<Edge>;
  /** Runs this program with other arguments in a network namespace where the kernel drops packets; what it prints. */
  inNamespace(options: { readonly args: readonly string[]; readonly loss: number; readonly signal: AbortSignal }): Promise<Result<string>>;
  /** Writes a run to a new file in the current folder. Rejects with one sentence. */
  saveTrace(trace: Trace): Promise<SavedTrace>;
  /** Writes the report of an interview, as Markdown, to a new file in the current folder; its name. Rejects with one sentence. */
  saveReport(interview: string, text: string): Promise<string>;
  /** Writes a decision record to a new file in the current folder; its name. Rejects with one sentence. */
  saveRecord(name: string, text: string): Promise<string>;
  readonly progress: ProgressStore;
  /** What is remembered of everything that was asked; it goes with what is appended to `progress`. */
  readonly memory: Omit<MemoryKeeper, 'heard'>;
  readonly clock: Clock;
  /** A seed for a run or a shuffle whose caller named none. */
  readonly seed: () => number;
  /** Reads and checks a content folder of the user's own, as it would lie over the course. */
  checkContent(folder: string): Promise<{ readonly problems: readonly Problem[]; readonly counts: Readonly<Record<string, number>> }>;
  /** Calls `changed` at once and after each change in a content folder, until `signal` is aborted. */
  watchContent(folder: string, options: WatchOptions): Promise<void>;
  /** New files for a content folder of the user's own. */
  readonly newContent: {
    /** Where they go and what stands in them, or why not; the folder need not be there yet. */
    plan(folder: string | undefined, asked: Scaffold): Promise<Planned | { readonly problem: string; readonly usage: boolean }>;
    /** Makes the folder and writes them; rejects with EEXIST, before anything is written, where one is there already. */
    write(folder: string, files: ReadonlyMap<string, string>): Promise<void>;
  };
  /** The JSON Schemas of content files that the package holds. */
  readonly schemas: {
    readonly folder: string;
    /** Kind of file to the files that have it, as a glob. */
    readonly files: Readonly<Record<string, string>>;
    url(name: string): string;
    read(name: string): Promise<string>;
  };
}

export interface ServiceOptions {
  readonly version: string;
  readonly content: Content;
  readonly progress: ProgressStore;
  /** The folder of the JSON Schemas; ends with a slash. */
  readonly schemas: URL;
}

/** The services of the running product: the machine's clock, real labs. */
export function createServices({ version, content, progress, schemas }: ServiceOptions): Services {
  const load = async (id: string) => (Object.hasOwn(LABS, id) ? LABS[id as keyof typeof LABS].load() : undefined);
  const memory = createMemoryKeeper(progress);
  return {
    version,
    catalog: createCatalog(content),
    labs: {
      list: Object.entries(LABS).map(([id, { title, summary }]) => ({ id, title, summary })),
      load,
      run: async (lab, options) => (await import('./labs/run.ts')).runLab(lab, options),
      serve: async (lab, options) => (await import('./labs/serve.ts')).serveLab(lab, options),
      tap: async (target) => (await import('./labs/service.ts')).serviceLab(target),
    },
    async compare(comparison, settings, options) {
      const { runComparison } = await import('./labs/compare.ts');
      const rows = await Promise.all(
        comparison.rows.map(async (row) => {
          const lab = await load(row.lab);
          if (lab === undefined) throw new Error(`the comparison ${comparison.id} names a lab '${row.lab}' that is not there`);
          const plan = planRow(row, settings, lab.settings);
          return { lab, plan: comparison.feed ? plan : withoutFeed(plan) };
        }),
      );
      // Without a feed nothing has to be seen at once, and a row that is alone has the processor to itself.
      return runComparison({ ...options, rows, sequential: options.sequential === true || !comparison.feed });
    },
    connectionMemory: async (lab, signal) =>
      (await import('./labs/memory.ts')).measureConnectionMemory(lab, { execPath: process.execPath, signal }),
    edge: async (options) => (await import('./labs/edge-serve.ts')).serveEdge(options),
    async inNamespace({ args, loss, signal }) {
      const { runInNamespace } = await import('./labs/kernel.ts');
      const program = [process.execPath, process.argv[1] ?? ''];
      return runInNamespace({ platform: process.platform, command: [...program, ...args], loss, signal });
    },
    saveRecord: async (name, text) => (await import('./store/record-file.ts')).saveRecord(name, text, { mark: String(process.pid) }),
    saveTrace: async (trace) =>
      (await import('./store/trace-file.ts')).saveTrace(trace, { at: systemClock.date(), mark: String(process.pid) }),
    progress: watchedStore(progress, memory.heard),
    memory,
    saveReport: async (interview, text) =>
      (await import('./store/numbered-file.ts')).writeNumberedFile({
        base: `wirewise-interview-${interview}`,
        extension: '.md',
        text,
        at: systemClock.date(),
        mark: String(process.pid),
      }),
    clock: systemClock,
    seed: freshSeed,
    async checkContent(folder) {
      const { checkFolder, knownToFiles } = await loadReader();
      return checkFolder(folder, (files) => knownToFiles(LABS, files), content);
    },
    watchContent: async (folder, options) => (await import('./content/watch.ts')).watchFolder(folder, options),
    newContent: {
      async plan(folder, asked) {
        const [{ planScaffold }, { readContentFolder }] = await Promise.all([import('./content/scaffold.ts'), import('./content/read.ts')]);
        const paths = folder === undefined ? [] : [...(await readContentFolder(folder)).files.keys()];
        const families = content.decisions.map(({ family }) => family);
        return planScaffold(asked, { paths, topics: content.topics, families, folder: folder ?? '' });
      },
      write: async (folder, files) => (await import('./store/write-files.ts')).writeNewFiles(folder, files, { mark: String(process.pid) }),
    },
    schemas: {
      folder: fileURLToPath(schemas),
      files: SHAPE_FILES,
      url: (name) => new URL(`${name}.json`, schemas).href,
      read: async (name) => (await import('./content/read.ts')).readTextFile(fileURLToPath(new URL(`${name}.json`, schemas))),
    },
  };
}

/** The course with a folder of the user's own over it, or everything that is wrong with that folder. */
export async function layOwnContent(content: Content, folder: string): Promise<Result<Content>> {
  const { readOwnContent, knownToFiles } = await loadReader();
  return readOwnContent(folder, (files) => knownToFiles(LABS, files), content);
}

/** The parsers of YAML and Markdown and the schemas: not before somebody brings content along. */
async function loadReader() {
  const [check, known] = await Promise.all([import('./content/check.ts'), import('./content/known.ts')]);
  return { ...check, ...known };
}
