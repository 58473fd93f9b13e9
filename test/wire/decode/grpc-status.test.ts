import { expect, it } from 'vitest';
import { decodeMessage, statusCode, statusName } from '../../../src/wire/decode/grpc-status.ts';

it('names the codes of the gRPC documentation, and numbers others', () => {
  expect([0, 1, 4, 5, 14, 16].map(statusName)).toEqual([
    'OK',
    'CANCELLED',
    'DEADLINE_EXCEEDED',
    'NOT_FOUND',
    'UNAVAILABLE',
    'UNAUTHENTICATED',
  ]);
  expect(statusName(99)).toBe('code 99');
});

it('reads the names that Connect writes', () => {
  expect(['not_found', 'canceled', 'nonsense'].map(statusCode)).toEqual([5, 1, 2]);
});

it('undoes percent-encoding, and leaves what is malformed', () => {
  expect(decodeMessage('caf%C3%A9 100%25')).toBe('café 100%');
  expect(decodeMessage('100%')).toBe('100%');
});
