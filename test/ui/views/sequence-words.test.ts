import { describe, expect, it } from 'vitest';
import type { SequenceRow, Told } from '../../../src/ui/views/sequence-rows.ts';
import { shortNote, sideOf, timeText, toldText, wordsOf } from '../../../src/ui/views/sequence-words.ts';
import { eventOf } from '../../wire/event-of.ts';

const told = (more: Partial<Told> = {}): Told => ({ what: 'published', from: 12, to: 12, count: 1, client: undefined, ...more });

describe('the words of a sequence diagram', () => {
  it('times are seconds', () => {
    expect([timeText(0), timeText(117.04), timeText(61_234.5)]).toEqual(['0.000', '0.117', '61.234']);
  });

  it('ids are as exact as their column allows', () => {
    expect(toldText(told(), 9)).toBe('#12');
    expect(toldText(told({ to: 40, count: 29 }), 9)).toBe('#12–40');
    expect(toldText(told({ from: 101, to: 2100, count: 2000 }), 6)).toBe('×2000');
    expect(toldText(told({ count: 6 }), 9)).toBe('#12 ×6');
    expect(toldText(told({ client: 'client 3' }), 9)).toBe('3: #12');
    expect(toldText(told({ client: 'client 3' }), 4)).toBe('#12');
  });

  it('a message says which stream of the connection it is on', () => {
    const data = eventOf('http2:frame', { type: 'DATA', stream: 7, flags: [], length: 9, detail: '' }, { size: 18 });
    const means = eventOf('sse:event', { type: 'update', data: 'x', lastEventId: '4' });
    const row: SequenceRow = { kind: 'arrow', event: data, covers: [0], lanes: [], told: {} };
    expect(wordsOf(row)).toMatch(/^DATA stream 7/);
    expect(wordsOf({ ...row, means })).toMatch(/^s7 event #4 update/);
  });

  it('of the HEADERS of a call the method is said, and how long its caller waits', () => {
    const frame = (headers: readonly (readonly [string, string])[]): SequenceRow => {
      const data = { type: 'HEADERS', stream: 7, flags: [], length: 9, headers, detail: '' };
      return { kind: 'arrow', event: eventOf('http2:frame', data, { size: 18 }), covers: [0], lanes: [], told: {} };
    };
    const type = ['content-type', 'application/grpc+proto'] as const;
    expect(wordsOf(frame([[':path', '/wirewise.Shop/GetStats'], type, ['grpc-timeout', '197m']]))).toBe('s7 HEADERS GetStats within 197m');
    expect(wordsOf(frame([[':status', '200'], type]))).toBe('s7 HEADERS :status 200');
    expect(wordsOf(frame([[':path', '/x']]))).toMatch(/^HEADERS stream 7/);
  });

  it('a note with little room begins with what came of it', () => {
    const screen = { api: 'rest', screen: 'list', phase: 'end', calls: 2, rounds: 1, fields: 244, unused: 150, reads: 2 } as const;
    expect(shortNote(eventOf('app:screen', screen))).toBe('rest list: 2 calls, 1 round, 150 unused');
    expect(shortNote(eventOf('app:state', { actor: 'client', state: 'answered', detail: 'order: 201' }))).toBe('order: 201');
    expect(shortNote(eventOf('app:state', { actor: 'client', state: 'failed', detail: 'order: 409' }))).toBeUndefined();
  });

  it('notes stand at the side that says them, what is on the way in between', () => {
    expect(sideOf(eventOf('app:state', { actor: 'server', state: 'gone', detail: '' }))).toBe('server');
    expect(sideOf(eventOf('app:resource', { protocol: 'h3', id: 1, phase: 'sent', bytes: 0, gap: 0 }))).toBe('client');
    const response = eventOf(
      'http:response',
      { status: 200, reason: '', version: 'HTTP/3', headers: [] },
      { direction: 'server-to-client' },
    );
    expect(sideOf(response)).toBe('server');
  });
});
