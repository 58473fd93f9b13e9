import { Writable } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { createPriorityQueue, parsePriority } from '../../src/labs/priority-queue.ts';

describe('the priority header (RFC 9218 section 4)', () => {
  it.each([
    ['', 3, false],
    ['u=0', 0, false],
    ['u=5, i', 5, true],
    ['i', 3, true],
    ['i=?1', 3, true],
    ['i=?0, u=1', 1, false],
    ['u=9', 3, false],
    ['foo, u=2', 2, false],
  ])('%j is urgency %i, incremental %s', (value, urgency, incremental) => {
    expect(parsePriority(value)).toEqual({ urgency, incremental });
  });
});

describe('the queue of a connection', () => {
  function streams(
    queue: ReturnType<typeof createPriorityQueue>,
    jobs: readonly (readonly [name: string, size: number, priority: string])[],
  ) {
    const written: string[] = [];
    const ended: string[] = [];
    const made = jobs.map(([name, size, priority]) => {
      const stream = new Writable({
        write(_chunk, _encoding, done) {
          written.push(name);
          setImmediate(done);
        },
      });
      stream.on('finish', () => ended.push(name));
      queue.add(stream, Buffer.alloc(size), priority);
      return stream;
    });
    return { written, ended, made };
  }

  it('writes the urgent first, whenever it came', async () => {
    const { ended } = streams(createPriorityQueue(), [
      ['a', 9000, 'u=5'],
      ['b', 9000, 'u=5'],
      ['c', 9000, 'u=0'],
    ]);
    await vi.waitFor(() => expect(ended).toEqual(['c', 'a', 'b']));
  });

  it('lets those that are useful in parts take turns', async () => {
    const { written, ended } = streams(createPriorityQueue(), [
      ['a', 9000, 'u=5, i'],
      ['b', 9000, 'u=5, i'],
    ]);
    await vi.waitFor(() => expect(ended).toHaveLength(2));
    expect(written).toEqual(['a', 'b', 'a', 'b', 'a', 'b']);
  });

  it('goes on when a stream is gone', async () => {
    const { ended, made } = streams(createPriorityQueue(), [
      ['a', 90_000, ''],
      ['b', 9000, ''],
    ]);
    await new Promise((resolve) => setImmediate(resolve));
    made[0]?.destroy();
    await vi.waitFor(() => expect(ended).toEqual(['b']));
  });
});
