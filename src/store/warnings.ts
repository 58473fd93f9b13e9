// What a person is told when progress cannot be read or kept: what happened, where, and what to do. Touches no file.
import { printable } from '../lib/printable.ts';
import type { Contents } from './contents.ts';

/** The file is from a newer version. */
export const NEWER =
  'Your progress was written by a newer Wirewise: it is shown as far as this version understands it, and this session is not recorded. Install the newer version to go on.';

/** Lines were found that are no events; `keptAs` is the name under which the log as it was is kept. */
export function damageWarning({ text, events }: Contents, keptAs: string | undefined): string {
  const lines = text.damaged === 0 ? 'A part' : text.damaged === 1 ? 'One line' : `${text.damaged} lines`;
  const kept = keptAs === undefined ? 'the file is left as it is' : `the file as it was is kept as ${printable(keptAs)}`;
  return `${lines} of your progress could not be read; ${kept}, and ${events.length} records were read.`;
}

/** The folder cannot be written. */
export function unwritable(directory: string, error: unknown): string {
  return `Progress cannot be saved in ${printable(directory)} (${reason(error)}): this session is kept in memory only. Set WIREWISE_HOME to a folder that can be written.`;
}

/** An append failed. */
export function unsavable(log: string, error: unknown): string {
  return `Your last steps could not be saved in ${printable(log)} (${reason(error)}); they are kept in memory, and the next step tries again.`;
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota is used up',
  ENOTDIR: 'a file stands where the folder should be',
  EEXIST: 'a file stands where the folder should be',
  EISDIR: 'a folder stands where the file should be',
};

function reason(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? String(error);
  return REASONS[code] ?? printable(code);
}
