// The one option that stands before or behind any command: `--content DIR`, whose files lie over the course. Knows no files.
import { UsageError } from './command.ts';

export interface OwnContent {
  /** The folder; undefined where the course is as it ships. */
  readonly folder: string | undefined;
  /** The command line without the option. */
  readonly argv: readonly string[];
}

/** Takes `--content DIR` out of a command line; where it is not said, `fallback` (an environment variable) counts. Throws UsageError. */
export function takeOwnContent(argv: readonly string[], fallback: string | undefined): OwnContent {
  const rest: string[] = [];
  let folder: string | undefined;
  for (let index = 0; index < argv.length; index++) {
    const word = argv[index] as string;
    if (word === '--') {
      rest.push(...argv.slice(index));
      break;
    }
    if (word !== '--content' && !word.startsWith('--content=')) {
      rest.push(word);
      continue;
    }
    const value = word === '--content' ? argv[++index] : word.slice('--content='.length);
    if (value === undefined || value === '' || value.startsWith('--')) throw new UsageError('--content needs a value: --content DIR');
    if (folder !== undefined) throw new UsageError('--content is given twice; once is enough');
    folder = value;
  }
  return { folder: folder ?? (fallback === '' ? undefined : fallback), argv: rest };
}
