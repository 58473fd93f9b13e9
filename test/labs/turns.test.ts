import { expect, it } from 'vitest';
import { createTurns } from '../../src/labs/turns.ts';

it('does one thing after the other, whatever each takes, and goes on after one that failed', async () => {
  const stop = new AbortController();
  const turns = createTurns(stop.signal);
  const done: string[] = [];
  await turns.take(async () => {
    await new Promise((resolve) => setImmediate(resolve));
    done.push('slow');
  });
  await turns.take(() => {
    done.push('fails');
    throw new Error('on purpose');
  });
  await new Promise<void>((resolve) => void turns.take(() => resolve()));
  expect(done).toEqual(['slow', 'fails']);
});

it('lets whoever performs watch first', async () => {
  const turns = createTurns(new AbortController().signal);
  let done = false;
  await turns.take(() => {
    done = true;
  });
  expect(done).toBe(false);
});

it('does nothing more once it is over', async () => {
  const stop = new AbortController();
  const turns = createTurns(stop.signal);
  stop.abort();
  await turns.take(() => expect.unreachable());
  await new Promise((resolve) => setImmediate(resolve));
});
