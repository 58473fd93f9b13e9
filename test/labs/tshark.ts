// An independent view of the loopback interface: tshark, where it is installed and may capture.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Why nothing can be captured here; undefined where it can. */
export async function whyNoCapture(): Promise<string | undefined> {
  const run = (args: readonly string[]) =>
    new Promise<{ readonly code: number | string; readonly out: string }>((resolve) => {
      execFile('tshark', [...args], { timeout: 20_000 }, (problem, stdout, stderr) => {
        resolve({ code: problem === null ? 0 : (problem.code ?? 1), out: `${stdout}${stderr}` });
      });
    });
  const version = await run(['--version']);
  if (version.code === 'ENOENT') return 'tshark is not installed';
  const interfaces = await run(['-D']);
  return /\blo\b/.test(interfaces.out) ? undefined : 'tshark may not capture on the loopback interface';
}

/** Says that a segment was sent again, as a busy machine does now and then: its bytes count once. */
const AGAIN = 'tcp.analysis.retransmission';

/** One captured packet: the values of the fields asked for, by name; lists are joined with commas. */
export type Packet = Readonly<Record<string, string>>;

export interface Capture extends AsyncDisposable {
  readonly packets: readonly Packet[];
  /** Resolves when the claim holds of what was captured; rejects after `patience` milliseconds. */
  until(claim: (packets: readonly Packet[]) => boolean, patience?: number): Promise<void>;
}

/** Captures the packets of one port on the loopback interface. Resolves when the capture runs. */
export async function capture(
  port: number,
  { kind = 'tcp', fields, decodeAs }: { kind?: 'tcp' | 'udp'; fields: readonly string[]; decodeAs?: string },
): Promise<Capture> {
  const child: ChildProcess = spawn(
    'tshark',
    [
      ...['-i', 'lo', '-l', '-n', '-f', `${kind} port ${port}`, '-T', 'fields', '-E', 'separator=|', '-E', 'occurrence=a'],
      ...(decodeAs === undefined ? [] : ['-d', `${kind}.port==${port},${decodeAs}`]),
      ...[...fields, AGAIN].flatMap((field) => ['-e', field]),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const packets: Packet[] = [];
  const waiting = new Set<() => void>();
  createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
    const values = line.split('|');
    if ((values[fields.length] ?? '') !== '') return;
    packets.push(Object.fromEntries(fields.map((field, index) => [field, values[index] ?? ''])));
    for (const look of [...waiting]) look();
  });
  await new Promise<void>((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (chunk) => {
      said += chunk;
      // "Capture started." comes when packets are being taken.
      if (/Capture started/.test(said)) resolve();
    });
    child.on('exit', () => reject(new Error(`tshark ended: ${said}`)));
  });
  return {
    packets,
    until: (claim, patience = 15_000) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`not seen by tshark in time; ${packets.length} packets, at last ${JSON.stringify(packets.slice(-5))}`));
        }, patience);
        const look = () => {
          if (!claim(packets)) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    async [Symbol.asyncDispose]() {
      const gone = new Promise((resolve) => child.on('exit', resolve));
      child.kill('SIGINT');
      await gone;
    },
  };
}
