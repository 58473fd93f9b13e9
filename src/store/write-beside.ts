// Writes a shortcut beside the log without anybody waiting: flushed, then moved into place in one step.
import { readdirSync, rmSync, statSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/** Leftovers of a process that was killed while it wrote are older than this many milliseconds. */
const ABANDONED = 60_000;

/** Writes a file of ours whole or not at all. Resolves to whether it worked; it never rejects. `now` is a calendar time. */
export async function writeBeside(file: string, text: () => string, now: number): Promise<boolean> {
  // Loaded when it is needed: it is large, and every start would pay for it.
  const { randomUUID } = await import('node:crypto');
  const unfinished = `${file}.${randomUUID()}.tmp`;
  try {
    removeAbandoned(file, now);
    const handle = await open(unfinished, 'wx', 0o600);
    try {
      await handle.writeFile(text());
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, file);
    return true;
  } catch {
    await rm(unfinished, { force: true }).catch(() => undefined);
    return false;
  }
}

function removeAbandoned(file: string, now: number): void {
  const folder = path.dirname(file);
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(`${path.basename(file)}.`) || !name.endsWith('.tmp')) continue;
    const full = path.join(folder, name);
    const status = statSync(full, { throwIfNoEntry: false });
    if (status !== undefined && now - status.mtimeMs > ABANDONED) rmSync(full, { force: true });
  }
}
