// Runs a program of ours in a network namespace of its own, on whose loopback interface the kernel really drops packets: for
// TCP a relay can only pretend that. Linux with user namespaces, `ip` and `nft`; elsewhere it says what is missing.
import { spawn } from 'node:child_process';
import type { Result } from '../lib/problem.ts';

export interface KernelOptions {
  readonly platform: string;
  /** The program and its arguments. What it prints is the result. */
  readonly command: readonly string[];
  /** Percent of packets that are dropped, of all protocols, in both directions. */
  readonly loss: number;
  readonly signal: AbortSignal;
}

/** Said on standard error when the network is ready and the program begins. */
const READY = 'wirewise: the namespace is ready';

/**
 * Loopback packets can have 64 KiB, which would make a whole resource one packet: Ethernet's size is set, and no segment may
 * be joined with others on its way through the kernel.
 */
const SCRIPT = `set -e
PATH="$PATH:/usr/sbin:/sbin"
ip link set lo up mtu 1500
ip link set dev lo gso_max_size 1500 gso_max_segs 1 2>/dev/null || true
if [ "$1" != 0 ]; then
  nft add table inet wirewise
  nft add chain inet wirewise loss '{ type filter hook input priority 0; }'
  nft add rule inet wirewise loss iif lo numgen random mod 1000 '<' "$1" drop
fi
shift
echo '${READY}' >&2
exec "$@"`;

/** The program's standard output, or why it could not be run. The namespace is gone with the program. */
export async function runInNamespace({ platform, command, loss, signal }: KernelOptions): Promise<Result<string>> {
  const fail = (message: string): Result<string> => ({ ok: false, problems: [{ message }] });
  if (platform !== 'linux') return fail('a race with real drops needs Linux, with user namespaces, `ip` and `nft`: leave out --kernel');
  const child = spawn('unshare', ['-Urn', '--', 'sh', '-c', SCRIPT, 'sh', String(Math.round(loss * 10)), ...command], {
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  });
  let out = '';
  let said = '';
  child.stdout.on('data', (bytes) => {
    out += bytes;
  });
  child.stderr.on('data', (bytes) => {
    said += bytes;
  });
  const code = await new Promise<number | string>((resolve) => {
    child.on('error', (problem: NodeJS.ErrnoException) => resolve(problem.code ?? 'failed'));
    child.on('close', (ended) => resolve(ended ?? 'killed'));
  });
  // A race in which something failed ends with 1, and its result tells what.
  if (code === 0 || out !== '') return { ok: true, value: out };
  if (signal.aborted) return fail('the race was stopped');
  const last = said.trim().split('\n').at(-1) ?? '';
  if (!said.includes(READY)) {
    const why = code === 'ENOENT' ? 'there is no `unshare` here' : last;
    return fail(`this machine gives no network namespace with real drops (${why}): leave out --kernel`);
  }
  return fail(`the race in the namespace failed: ${last}`);
}
