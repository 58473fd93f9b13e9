// Sends one event until it is taken: at least once, so maybe twice.
import { createHmac } from 'node:crypto';

export async function deliver(url, secret, { id, body }, options = {}) {
  const { attempts = 8, base = 5000, patience = 20_000 } = options;
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  for (let attempt = 1; ; attempt++) {
    const time = Math.floor(Date.now() / 1000); // of this attempt
    const content = `${id}.${time}.${body}`;
    const mac = createHmac('sha256', key).update(content).digest('base64');
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'webhook-id': id, // the same at each attempt
        'webhook-timestamp': String(time),
        'webhook-signature': `v1,${mac}`,
      },
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    }).catch(() => undefined); // no answer: it may have arrived
    await response?.body?.cancel();
    if (response?.ok) return true;
    if (response?.status === 410 || attempt === attempts) return false;
    const wait = base * 2 ** (attempt - 1) * (0.5 + Math.random() / 2);
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}
