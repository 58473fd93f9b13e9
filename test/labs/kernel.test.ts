import { describe, expect, it } from 'vitest';
import { runInNamespace } from '../../src/labs/kernel.ts';

const signal = new AbortController().signal;

describe('a namespace of its own', () => {
  it('is not to be had on other systems: one sentence says so', async () => {
    const result = await runInNamespace({ platform: 'darwin', command: ['true'], loss: 0, signal });
    expect(result).toMatchObject({ ok: false, problems: [{ message: expect.stringMatching(/needs Linux.*leave out --kernel$/) }] });
  });

  it.skipIf(process.platform !== 'linux')('gives what the program prints, or says what is missing', async () => {
    const result = await runInNamespace({ platform: 'linux', command: ['echo', 'hello'], loss: 0, signal });
    if (result.ok) expect(result.value).toBe('hello\n');
    else expect(result.problems[0]?.message).toMatch(/leave out --kernel$/);
  });

  it.skipIf(process.platform !== 'linux')('says what the program said when it failed', async () => {
    const result = await runInNamespace({ platform: 'linux', command: ['sh', '-c', 'echo broken >&2; exit 3'], loss: 0, signal });
    expect(result.ok).toBe(false);
    if (!result.ok) expect(result.problems[0]?.message).toMatch(/failed: broken$|leave out --kernel$/);
  });
});
