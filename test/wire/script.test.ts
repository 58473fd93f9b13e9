import { expect, it } from 'vitest';
import { matches } from '../../src/wire/script.ts';
import { eventOf } from './event-of.ts';

const response = eventOf(
  'http:response',
  { status: 200, reason: 'OK', version: 'HTTP/1.1', headers: [['Content-Type', 'text/event-stream']] },
  { direction: 'server-to-client', connection: 2 },
);

it.each([
  ['the name', { event: 'http:response' }, true],
  ['another name', { event: 'http:request' }, false],
  ['direction and connection', { event: 'http:response', direction: 'server-to-client', connection: 2 }, true],
  ['another direction', { event: 'http:response', direction: 'client-to-server' }, false],
  ['another connection', { event: 'http:response', connection: 1 }, false],
  ['values', { event: 'http:response', where: { status: 200, reason: 'OK' } }, true],
  ['one wrong value', { event: 'http:response', where: { status: 200, reason: 'ok' } }, false],
  ['a part of a text is not the text', { event: 'http:response', where: { reason: 'O' } }, false],
  ['a number is not its text', { event: 'http:response', where: { status: '200' } }, false],
  ['a pattern', { event: 'http:response', where: { reason: '/^O/' } }, true],
  ['a pattern on what is no text', { event: 'http:response', where: { headers: '/text.event-stream/', status: '/^2/' } }, true],
  ['a pattern that does not fit', { event: 'http:response', where: { reason: '/^K/' } }, false],
  ['what is not there', { event: 'http:response', where: { nothing: 1 } }, false],
  ['a pattern on what is not there', { event: 'http:response', where: { nothing: '/x/' } }, false],
] as const)('%s', (_, match, expected) => {
  expect(matches(response, match)).toBe(expected);
});
