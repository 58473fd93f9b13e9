import { describe, expect, it } from 'vitest';
import { parseOutcome } from '../../src/labs/edge-outcome.ts';

const NOTHING = { headers: [], without: [], responseHeaders: [] };

describe('what a function may return', () => {
  it.each([
    [undefined, NOTHING],
    [null, NOTHING],
    [{ target: '/a?b=c' }, { ...NOTHING, target: '/a?b=c' }],
    [{ headers: { 'X-A': 'b', Authorization: null } }, { ...NOTHING, headers: [['X-A', 'b']], without: ['Authorization'] }],
    [
      { status: 302, headers: { Location: '/de' }, responseHeaders: { 'Set-Cookie': 'a=b' } },
      { ...NOTHING, answer: { status: 302, headers: [['Location', '/de']], body: '' }, responseHeaders: [['Set-Cookie', 'a=b']] },
    ],
    [
      { status: 204, body: 'gone' },
      { ...NOTHING, answer: { status: 204, headers: [], body: '' } },
    ],
  ])('%j', (said, value) => {
    expect(parseOutcome(said)).toEqual({ ok: true, value });
  });
});

describe('what it may not', () => {
  it.each([
    ['a number', 5],
    ['a list', []],
    ['a key that means nothing here', { redirect: '/' }],
    ['a status that ends nothing', { status: 101 }],
    ['a status that is none', { status: '200' }],
    ['a body without a status', { body: 'x' }],
    ['both', { status: 200, target: '/' }],
    ['a target elsewhere', { target: 'http://example.com/' }],
    ['a target without a slash', { target: 'x' }],
    ['a target with a line feed', { target: '/a\r\nX: y' }],
    ['a target with a fragment', { target: '/a#b' }],
    ['a field with a line feed', { status: 200, headers: { 'X-A': 'b\r\nSet-Cookie: c' } }],
    ['a field with a name that is none', { status: 200, headers: { 'X A': 'b' } }],
    ['a field that is no text', { status: 200, headers: { 'X-A': 5 } }],
    ['a length of its own', { status: 200, headers: { 'content-length': '0' } }],
    ['another framing', { responseHeaders: { 'Transfer-Encoding': 'chunked' } }],
    ['another host', { headers: { Host: 'example.com' } }],
    ['an endless field', { status: 200, headers: { 'X-A': 'x'.repeat(10_000) } }],
  ])('%s', (_name, said) => {
    const { ok, ...rest } = parseOutcome(said);
    expect(ok).toBe(false);
    expect(JSON.stringify(rest)).not.toMatch(/[\r\n]/);
  });
});
