import { describe, expect, it } from 'vitest';
import { measureConnectionMemory } from '../../src/labs/memory.ts';
import { serveMemory } from '../../src/labs/memory-server.ts';

describe('the process that is measured', () => {
  it('says where it serves, and what it takes each time that it is asked', async () => {
    const sent: unknown[] = [];
    let ask = () => {};
    const answered = new Promise<void>((resolve) => {
      void serveMemory({
        lab: 'sse',
        resident: () => 4711,
        send(message) {
          sent.push(message);
          if ('port' in message) ask();
          else resolve();
        },
        onAsk: (listener) => {
          ask = listener;
        },
      });
    });
    await answered;
    expect(sent).toEqual([{ port: expect.any(Number) }, { resident: 4711 }]);
  });
});

// What it measures in the built program is in test/transcripts/compare.txt: that process loads what was built.
describe('measureConnectionMemory', () => {
  const { signal } = new AbortController();
  it('has no figure where no process can be started, or none is known', async () => {
    expect(await measureConnectionMemory('sse', { execPath: '/does/not/exist', signal })).toBeUndefined();
    expect(await measureConnectionMemory('webhook', { execPath: process.execPath, signal })).toBeUndefined();
  });
  it('ends when it is told to', async () => {
    const stop = new AbortController();
    const measuring = measureConnectionMemory('sse', { execPath: process.execPath, signal: stop.signal });
    stop.abort();
    expect(await measuring).toBeUndefined();
  });
});
