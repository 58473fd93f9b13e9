// How an edge answers: from what it has stored, whole, as a range or as a 304; or with what comes from the origin, kept on
// its way where it may be.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ageToSend } from '../cache/age.ts';
import type { CacheRequest } from '../cache/cache.ts';
import { type Fields, fieldOf, withField, withoutFields } from '../cache/fields.ts';
import { ifRangeHolds, parseRange, resolveRange } from '../cache/ranges.ts';
import { isNotModified, notModifiedFields } from '../cache/validate.ts';
import { rawOf, towardsClient } from './edge-fields.ts';
import type { Entry } from './edge-store.ts';

const NO_CONTENT = [204, 205, 304];

/** Sends a stored response, of a part only what it has; the status that the client gets. */
export function replyFromStore(
  response: ServerResponse,
  request: CacheRequest,
  { stored, body, part }: Entry,
  { cacheStatus, withheld, now }: { readonly cacheStatus: string; readonly withheld: readonly string[]; readonly now: number },
): number {
  const { status } = stored.response;
  const fields = withoutFields(stored.response.headers, withheld);
  const age = ageToSend(stored, now);
  const send = (code: number, headers: Fields, content?: Buffer) => {
    response.writeHead(code, rawOf(headers));
    response.end(request.method === 'HEAD' ? undefined : content);
    return code;
  };
  if (isNotModified(request, stored.response, now)) return send(304, towardsClient(notModifiedFields(fields), { cacheStatus, age }));
  const wanted = status === 200 ? parseRange(request) : undefined;
  if (wanted !== undefined && ifRangeHolds(request, stored, now)) {
    const length = part?.length ?? body.length;
    const range = resolveRange(wanted, length);
    if (range === 'unsatisfiable')
      return send(416, towardsClient(withField([], 'Content-Range', `bytes */${length}`), { cacheStatus, age, length: 0 }));
    const skipped = part?.first ?? 0;
    const piece = body.subarray(range.first - skipped, range.last + 1 - skipped);
    const headers = withField(fields, 'Content-Range', `bytes ${range.first}-${range.last}/${length}`);
    return send(206, towardsClient(headers, { cacheStatus, age, length: piece.length }), piece);
  }
  return send(status, towardsClient(fields, { cacheStatus, age, ...(NO_CONTENT.includes(status) ? {} : { length: body.length }) }), body);
}

/** Sends a text of the edge's own. */
export function replyWithText(response: ServerResponse, status: number, cacheStatus: string, text: string, fields: Fields = []): void {
  const body = Buffer.from(`${text}\n`);
  const headers: Fields = [['Content-Type', 'text/plain; charset=utf-8'], ...fields];
  response.writeHead(status, rawOf(towardsClient(headers, { cacheStatus, length: body.length })));
  response.end(body);
}

/** Sends what a user's function said, as text where it does not say what it is. */
export function replyWithContent(
  response: ServerResponse,
  { status, headers, body, head }: { readonly status: number; readonly headers: Fields; readonly body: string; readonly head: boolean },
  cacheStatus: string,
): void {
  const content = Buffer.from(body);
  const typed = fieldOf(headers, 'Content-Type') === undefined && content.length > 0;
  const fields: Fields = typed ? [...headers, ['Content-Type', 'text/plain; charset=utf-8']] : headers;
  response.writeHead(
    status,
    rawOf(towardsClient(fields, { cacheStatus, ...(NO_CONTENT.includes(status) ? {} : { length: content.length }) })),
  );
  response.end(head || NO_CONTENT.includes(status) ? undefined : content);
}

/**
 * Passes the origin's content on to the client, where there is one, and resolves when it has ended: with the whole of it where
 * it came whole and within `keep` bytes, with undefined otherwise. A client that is slow slows the origin, unless the content
 * is kept: then it is needed here whatever the client does, and `keep` bounds it.
 */
export function passOn(body: IncomingMessage, client: ServerResponse | undefined, keep: number): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    let chunks: Buffer[] | undefined = keep > 0 ? [] : undefined;
    let length = 0;
    client?.on('error', () => {});
    body.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > keep) chunks = undefined;
      chunks?.push(chunk);
      if (chunks === undefined && client?.destroyed !== false) return void body.destroy();
      if (client?.destroyed === false && !client.write(chunk) && chunks === undefined) {
        body.pause();
        client.once('drain', () => body.resume());
      }
    });
    // A client that has gone needs no more; what is to be kept is read to its end.
    client?.on('close', () => {
      if (chunks === undefined) body.destroy();
    });
    body.on('close', () => {
      const whole = body.complete && chunks !== undefined;
      // Cut off the client as the origin cut off us: ended properly, half a response would look like a whole one.
      if (body.complete) client?.end();
      else client?.destroy();
      resolve(whole ? Buffer.concat(chunks ?? []) : undefined);
    });
  });
}

/** Sends the head of what comes from the origin. */
export function startReply(response: ServerResponse, status: number, reason: string, fields: Fields, cacheStatus: string): void {
  const length = fieldOf(fields, 'Content-Length');
  const headers = rawOf(towardsClient(fields, { cacheStatus, ...(length === undefined ? {} : { length: Number(length) }) }));
  response.writeHead(status, /^[\t\x20-\x7e]*$/.test(reason) ? reason : '', headers);
  // Sends the head at once, as the bytes that came: flushHeaders would write it as UTF-8, and change each byte above 127.
  response.write(Buffer.alloc(0));
}
