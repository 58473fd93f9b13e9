import { describe, expect, it } from 'vitest';
import { invalidated } from '../../src/cache/invalidate.ts';
import { fields } from './exchange.ts';

const of = (method: string, status: number, ...lines: string[]) =>
  invalidated({ method, target: '/a?b=1', headers: [] }, { status, headers: fields(...lines) }, 'http://127.0.0.1:3000');

describe('what an unsafe method makes unusable (RFC 9111 section 4.4)', () => {
  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'M-SEARCH'])('its own target after %s', (method) =>
    expect(of(method, 204)).toEqual(['/a?b=1']),
  );
  it.each(['GET', 'HEAD', 'OPTIONS'])('nothing after %s', (method) => expect(of(method, 200)).toEqual([]));
  it.each([400, 404, 500])('nothing after a failure, %i', (status) => expect(of('POST', status)).toEqual([]));

  it('what Location and Content-Location name here, and nothing elsewhere', () => {
    expect(of('POST', 201, 'Location: /new', 'Content-Location: list?p=2')).toEqual(['/a?b=1', '/new', '/list?p=2']);
    expect(of('POST', 201, 'Location: http://127.0.0.1:3000/abs')).toEqual(['/a?b=1', '/abs']);
    expect(of('POST', 201, 'Location: http://127.0.0.1:4000/other', 'Content-Location: http://[')).toEqual(['/a?b=1']);
  });
});
