// The contract of a CLI command. Options are data, so that `--help`, the parser and the unknown-flag sentence agree.
import type { ServedFunction } from '../labs/edge-serve.ts';
import { describeProblem, type Problem } from '../lib/problem.ts';
import type { Place } from '../progress/event.ts';
import type { Services } from '../services.ts';
import type { Conditions } from '../wire/conditions.ts';
import type { Settings } from '../wire/setting.ts';

export interface Option {
  readonly name: string;
  readonly kind: 'flag' | 'text' | 'number';
  /** May be given more than once. */
  readonly many?: boolean;
  /** What stands for the value in the usage line: `MS`. */
  readonly value?: string;
  readonly help: string;
}

/** Parsed options by name: true, text, number, or a list where `many`. */
export interface Arguments {
  readonly positionals: readonly string[];
  flag(name: string): boolean;
  text(name: string): string | undefined;
  number(name: string): number | undefined;
  list(name: string): readonly string[];
}

/** Where the full-screen course opens, and what a lab there is started with; or a tool, which is no place of it. */
export type Opening =
  | { readonly place: Place; readonly lab?: { readonly params: Settings; readonly conditions: Conditions; readonly seed?: number } }
  | { readonly tap: TapOpening }
  | { readonly edge: EdgeOpening };

export interface TapOpening {
  /** A service on this machine, as `parseServiceAddress` reads it. */
  readonly to: string;
  /** Where the tap listens; any free port where it is not said. */
  readonly port?: number | undefined;
  readonly conditions: Conditions;
}

export interface EdgeOpening {
  /** A server on this machine. */
  readonly origin: { readonly host: string; readonly port: number };
  /** Where the edge listens; any free port where it is not said. */
  readonly port?: number | undefined;
  /** A function of the user's own before its cache. */
  readonly fn?: ServedFunction | undefined;
}

export interface Io {
  /** Writes one line to standard output; resolves when the reader has taken it, so that `| head` ends the run. */
  out(line: string): void;
  error(line: string): void;
  readStdin(): Promise<string>;
  /** Reads a text file; rejects with Node's own error. */
  readFile(path: string): Promise<string>;
  /** Writes a text file whole or not at all; rejects with EEXIST where there is one and `replace` was not said. */
  readonly writeFile?: (path: string, text: string, options: { readonly replace: boolean }) => Promise<void>;
  readonly width: number;
  /** Lines of the terminal that `out` writes to; undefined where that is none. */
  readonly rows?: number | undefined;
  /** The content folder that goes with the course in this run, from --content or the environment. */
  readonly ownContent?: string | undefined;
  /** Opens the course full-screen and resolves with its exit code; undefined where there is no terminal to draw in. */
  readonly open?: (services: Services, opening: Opening) => Promise<number>;
  readonly colour: boolean;
  /** Aborted on Ctrl-C, SIGTERM and when the reader of standard output has gone. */
  readonly signal: AbortSignal;
}

export interface Command {
  readonly name: string;
  readonly summary: string;
  /** Positionals, as in a usage line: `ID`. */
  readonly usage: string;
  readonly positionals: { readonly min: number; readonly max: number };
  readonly options: readonly Option[];
  readonly examples: readonly string[];
  /** What `--help` adds in any case, as lines. */
  readonly notes?: readonly string[];
  /** What `--help` adds when a positional is given: what can be set in that lab or family. Throws UsageError. */
  details?(args: Arguments, services: Services): Promise<readonly string[]>;
  /** Exit code: 0, 1 failure, 2 usage. Throw UsageError for a usage problem. */
  run(args: Arguments, services: Services, io: Io): Promise<number>;
}

/** Mistakes in content that was brought along: a sentence each, exit code 1. */
export class ContentError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(describeProblem).join('\n'));
    this.problems = problems;
  }
}

/** A mistake in what was typed: shown as one sentence, exit code 2. */
export class UsageError extends Error {}
