import { describe, expect, it } from 'vitest';
import { readyLines, scriptLines, setupLines, stepText } from '../../../../src/ui/screens/experiment/setup.ts';
import { UNICODE } from '../../../../src/ui/theme.ts';
import { cut } from './experiments.ts';
import { textOf } from './text-of.ts';

const cite = (reference: string) => reference;

describe('stepText', () => {
  it.each([
    [{ do: 'stop-feed' }, 'stop feed'],
    [{ set: { rtt: 80, buffering: true } }, 'path: rtt 80, buffering on'],
    [{ run: 2500 }, 'let 2.5 s go by'],
    [{ until: { event: 'app:deliver' }, count: 8 }, 'wait for 8 deliveries'],
    [{ until: { event: 'tcp:close' } }, 'wait for a closed connection'],
    [{ until: { event: 'ws:message', direction: 'client-to-server' as const }, count: 6 }, 'wait for 6 messages from the client'],
    [{ until: { event: 'ws:frame', where: { kind: 'pong' } } }, 'wait for a frame (kind pong)'],
    [
      { until: { event: 'app:state', where: { actor: 'client', state: '/^(closed|dead)$/' } } },
      'wait for a change of state (actor client, state closed or dead)',
    ],
    [{ until: { event: 'raw:bytes' }, count: 2 }, 'wait for 2 raw:bytes'],
  ])('says %j', (step, text) => expect(stepText(step)).toBe(text));
});

describe('setupLines', () => {
  it('says the situation, what is set and what will be done', () => {
    expect(textOf(setupLines({ experiment: cut, labTitle: 'WebSocket', columns: 50, cite }))).toMatchInlineSnapshot(`
      "What a cut takes with it

      The server publishes, the path is cut, and the
      client comes back.

      Lab     WebSocket, seed 7
      Set     rate 40, reconnect on
      Path    rtt 20
      Script  connect, then wait for 2 deliveries, then
              stop feed, then let 0.2 s go by"
    `);
  });
});

describe('readyLines', () => {
  it('says what is locked, and what enter does', () => {
    const lines = readyLines({
      experiment: cut,
      labTitle: 'WebSocket',
      columns: 50,
      cite,
      prediction: 'They are gone',
      confidence: 'sure',
    });
    expect(textOf(lines)).toMatchInlineSnapshot(`
      "Your prediction is locked

      What becomes of the messages in between?
        They are gone
        you are sure


      Enter starts client and server on this machine and
      plays the script.

      Lab     WebSocket, seed 7
      Set     rate 40, reconnect on
      Path    rtt 20
      Script  connect, then wait for 2 deliveries, then
              stop feed, then let 0.2 s go by"
    `);
  });
});

describe('scriptLines', () => {
  it('marks what is done, what goes on, what waited in vain and what is to come', () => {
    expect(textOf(scriptLines(cut.steps, 2, [1], 40, UNICODE))).toMatchInlineSnapshot(`
      "✓ connect
      ✗ wait for 2 deliveries
      ● stop feed
      ○ let 0.2 s go by"
    `);
  });
});
