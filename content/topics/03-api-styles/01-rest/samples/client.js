const known = new Map(); // URL -> { tag, value }

/** Reads a resource; asks only whether it has changed where it is known. */
export async function read(url) {
  const old = known.get(url);
  const headers = old === undefined ? {} : { 'If-None-Match': old.tag };
  const response = await fetch(url, { headers, cache: 'no-store' });
  if (response.status === 304) return old.value;
  const value = await response.json();
  if (!response.ok) throw new Error(`${value.title}: ${value.detail}`);
  const tag = response.headers.get('ETag');
  if (tag !== null) known.set(url, { tag, value });
  return value;
}

/** Sends the same order until an answer comes: one key, one order. */
export async function order(url, body, { key = crypto.randomUUID(), tries = 3 } = {}) {
  const headers = {
    'Content-Type': 'application/json',
    'Idempotency-Key': `"${key}"`,
  };
  for (let left = tries; ; left--) {
    try {
      return await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    } catch (error) {
      if (left <= 1) throw error;
    }
  }
}
