// Which sockets a process holds, from Linux's /proc. Elsewhere a test skips, with this reason.
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

export const NO_PROC = process.platform === 'linux' ? undefined : 'what a process has open is read from /proc, which only Linux has';

/** State of a listening socket in /proc/net/tcp. */
const LISTEN = '0A';

/** The ports on which a process listens, and how many TCP sockets it has in all. */
export function socketsOf(pid: number): { readonly listening: readonly number[]; readonly all: number } {
  const held = new Set<string>();
  for (const descriptor of readdirSync(`/proc/${pid}/fd`)) {
    const inode = /^socket:\[(\d+)\]$/.exec(linkOf(`/proc/${pid}/fd/${descriptor}`))?.[1];
    if (inode !== undefined) held.add(inode);
  }
  const rows = ['tcp', 'tcp6'].flatMap((table) => readFileSync(`/proc/${pid}/net/${table}`, 'utf8').trim().split('\n').slice(1));
  const ours = rows.map((row) => row.trim().split(/\s+/)).filter((fields) => held.has(fields[9] ?? ''));
  return {
    listening: ours.filter((fields) => fields[3] === LISTEN).map((fields) => Number.parseInt(fields[1]?.split(':')[1] ?? '', 16)),
    all: ours.length,
  };
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
