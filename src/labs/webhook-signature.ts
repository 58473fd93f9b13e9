// Signs and checks webhooks as the Standard Webhooks specification 1.0.0 says: HMAC-SHA256 over id, time and the body as it
// was sent. Knows no HTTP; header names are lower-case, as Node hands them over.
import { createHmac, timingSafeEqual } from 'node:crypto';

export interface Signed {
  readonly id: string;
  /** Seconds since the Unix epoch, of this attempt. */
  readonly timestamp: number;
  /** The body, byte for byte: parsed and written again it may differ. */
  readonly body: string;
}

export type SignatureHeaders = Readonly<Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>>;

/** The headers of one attempt. `secret` is `whsec_` and the key in base64. */
export function sign(message: Signed, secret: string): SignatureHeaders {
  return {
    'webhook-id': message.id,
    'webhook-timestamp': String(message.timestamp),
    'webhook-signature': `v1,${signatureOf(message, secret)}`,
  };
}

/**
 * Why these headers do not vouch for this body, or undefined where they do. `now` in seconds since the Unix epoch; a
 * `tolerance` of 0 takes any time.
 */
export function refusal(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  body: string,
  { secret, now, tolerance }: { readonly secret: string; readonly now: number; readonly tolerance: number },
): string | undefined {
  const { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': given } = headers;
  if (typeof id !== 'string' || typeof time !== 'string' || typeof given !== 'string') return 'it is not signed';
  const timestamp = Number(time);
  if (!Number.isInteger(timestamp)) return 'its time is no number of seconds';
  const expected = Buffer.from(signatureOf({ id, timestamp, body }, secret));
  // Several signatures, with spaces between them, while a secret is being changed: one that fits is enough.
  const fits = given.split(' ').some((each) => {
    const signature = Buffer.from(/^v1,(.*)$/.exec(each)?.[1] ?? '');
    // In constant time: how long the comparison takes must not tell how much of a guess was right.
    return signature.length === expected.length && timingSafeEqual(signature, expected);
  });
  if (!fits) return 'its signature does not fit';
  const age = now - timestamp;
  if (tolerance > 0 && Math.abs(age) > tolerance)
    return `it is ${Math.abs(age)} s ${age > 0 ? 'old' : 'ahead'}, and ${tolerance} s are allowed`;
  return undefined;
}

function signatureOf({ id, timestamp, body }: Signed, secret: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
}
