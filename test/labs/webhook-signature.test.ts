import { describe, expect, it } from 'vitest';
import { refusal, sign } from '../../src/labs/webhook-signature.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const body = '{"test": 2432232314}';
const now = 1614265330;
const headers = sign({ id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: now, body }, secret);
const refused = (change: Readonly<Record<string, string>> = {}, { text = body, at = now, tolerance = 300 } = {}) =>
  refusal({ ...headers, ...change }, text, { secret, now: at, tolerance });

describe('the signature', () => {
  it("is that of the specification's own example", () => {
    expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
    expect(refused()).toBeUndefined();
  });

  it('covers id, time and body', () => {
    expect(refused({ 'webhook-id': 'msg_other' })).toBe('its signature does not fit');
    expect(refused({ 'webhook-timestamp': String(now + 1) })).toBe('its signature does not fit');
    expect(refused({}, { text: '{"test":2432232314}' })).toBe('its signature does not fit');
    expect(refusal(headers, body, { secret: 'whsec_AAAA', now, tolerance: 300 })).toBe('its signature does not fit');
  });

  it('may be one of several, while a secret is being changed', () => {
    const old = 'v1,AAAAsSE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
    expect(refused({ 'webhook-signature': `${old} ${headers['webhook-signature']}` })).toBeUndefined();
    expect(refused({ 'webhook-signature': old })).toBe('its signature does not fit');
    // Of a kind that this receiver does not know.
    expect(refused({ 'webhook-signature': headers['webhook-signature'].replace('v1,', 'v1a,') })).toBe('its signature does not fit');
  });

  it('has an age', () => {
    expect(refused({}, { at: now + 300 })).toBeUndefined();
    expect(refused({}, { at: now + 301 })).toBe('it is 301 s old, and 300 s are allowed');
    expect(refused({}, { at: now - 301 })).toBe('it is 301 s ahead, and 300 s are allowed');
    expect(refused({}, { at: now + 9999, tolerance: 0 })).toBeUndefined();
  });

  it('is asked for', () => {
    expect(refusal({}, body, { secret, now, tolerance: 300 })).toBe('it is not signed');
    expect(refused({ 'webhook-timestamp': 'noon' })).toBe('its time is no number of seconds');
  });
});
