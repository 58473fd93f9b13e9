// Writes a text file whole or not at all, and over nothing that is there unless told so.
import { link, open, rename, rm } from 'node:fs/promises';

/**
 * Writes beside the place, flushes, then puts the file there in one step. Rejects with Node's own error: EEXIST where
 * there is a file already and `replace` was not said. A half-written file is never seen and none is left behind.
 */
export async function writeNewFile(
  file: string,
  text: string,
  { replace = false, mark }: { readonly replace?: boolean; readonly mark: string },
) {
  const unfinished = `${file}.${mark}.tmp`;
  try {
    const handle = await open(unfinished, 'wx', 0o644);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (replace) await rename(unfinished, file);
    // Unlike a rename, a link does not take the place of a file that came there meanwhile.
    else await link(unfinished, file).catch((error) => (canLink(error) ? Promise.reject(error) : create(file, text)));
  } catch (error) {
    // What failed at the unfinished file is told of the file that was asked for.
    throw Object.assign(error as Error, { path: file });
  } finally {
    await rm(unfinished, { force: true }).catch(() => undefined);
  }
}

/** Whether a link failed for another reason than that this file system has none. */
const canLink = (error: NodeJS.ErrnoException) => error.code !== 'EPERM' && error.code !== 'ENOTSUP' && error.code !== 'ENOSYS';

/** Without links: made only where there is nothing yet, and taken away again when it could not be filled. */
async function create(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o644);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
}
