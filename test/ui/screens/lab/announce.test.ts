import { describe, expect, it } from 'vitest';
import { announce } from '../../../../src/ui/screens/lab/announce.ts';
import { eventOf, runOf } from '../../../wire/event-of.ts';
import { conversation } from '../../views/conversation.ts';

describe('announce', () => {
  it('reads what happened, from whom to whom, and who says so', () => {
    expect(announce(conversation.slice(0, 4))).toEqual([
      '0.0 s, client connecting, hook',
      '0.0 s, client to server: connection opened, port 41461 to 39919, live',
      '0.0 s, client to server: GET /feed HTTP/1.1, live',
      '0.0 s, server accepted: 1 connected, hook',
    ]);
  });
  it('counts many of a kind instead of reading them all', () => {
    const said = announce(
      runOf(...Array.from({ length: 50 }, (_, id) => eventOf('app:publish', { id }, { connection: 0, source: 'hook' }))),
    );
    expect(said).toEqual(['0.0 s, publishes #0, hook', '0.0 s, publishes #1, hook', 'and 48 more publishes']);
  });
  it('never reads more at once than one can listen to', () => {
    expect(announce(conversation).length).toBeLessThan(24);
    expect(announce([])).toEqual([]);
  });
});
