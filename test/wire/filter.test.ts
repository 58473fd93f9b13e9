import { describe, expect, it } from 'vitest';
import { filterOf } from '../../src/wire/filter.ts';
import { eventOf, runOf } from './event-of.ts';

const HTTP = { version: 'HTTP/1.1', headers: [['Content-Type', 'application/json']] as const };
const events = runOf(
  eventOf('tcp:open', { clientPort: 1, serverPort: 2 }, { direction: 'client-to-server' }),
  eventOf('http:request', { method: 'GET', target: '/Users?id=7', ...HTTP, headers: [] }, { direction: 'client-to-server' }),
  eventOf('http:response', { status: 200, reason: 'OK', ...HTTP }, { direction: 'server-to-client' }),
  eventOf('http:response', { status: 503, reason: 'Busy', ...HTTP }, { direction: 'server-to-client', connection: 2 }),
  eventOf(
    'http2:frame',
    { type: 'HEADERS', stream: 1, flags: [], length: 3, headers: [[':status', '504']], detail: '' },
    { direction: 'server-to-client', connection: 3 },
  ),
  eventOf('sse:event', { type: 'price', data: '{"id":9}', lastEventId: '' }, { direction: 'server-to-client', connection: 12 }),
  eventOf('app:state', { actor: 'client', state: 'open', detail: '' }, { connection: 0, source: 'hook' }),
);
/** The places of the events that are shown. */
const shown = (text: string) => {
  const filter = filterOf(text);
  return events.filter((event) => filter?.(event) ?? true).map(({ seq }) => seq);
};

describe('filterOf', () => {
  it.each([
    ['', [0, 1, 2, 3, 4, 5, 6]],
    ['  ', [0, 1, 2, 3, 4, 5, 6]],
    ['!', [0, 1, 2, 3, 4, 5, 6]],
    ['http', [1, 2, 3, 4]],
    ['http1', [1, 2, 3]],
    ['h2', [4]],
    ['HTTP', [1, 2, 3, 4]],
    ['sse', [5]],
    ['app', [6]],
    ['up', [0, 1]],
    ['<', [2, 3, 4, 5]],
    ['#2', [3]],
    ['#1 http', [1, 2]],
    ['5xx', [3, 4]],
    ['2xx', [2]],
    ['http !5xx', [1, 2]],
    ['/users', [1]],
    ['"id":9', [5]],
    ['content-type: application/json', [2, 3]],
    ['json busy', [3]],
    ['nothing of that kind', []],
  ])('%s', (text, seqs) => {
    expect(shown(text)).toEqual(seqs);
  });

  it('is nothing where nothing is asked, so that nobody filters for nothing', () => {
    expect(filterOf('')).toBeUndefined();
    expect(filterOf(' ! ')).toBeUndefined();
  });

  it('takes words that are names of an object for text', () => {
    expect(shown('constructor')).toEqual([]);
  });
});
