// Reads the head of one HTTP/1.x message (RFC 9112 sections 2 to 6): start line, fields, and how its body is framed.
// Knows nothing of connections: which request a response answers is told by the caller.
import type { Fact, Field, HeaderList } from '../event.ts';
import { latin1, rawOf } from './bytes.ts';
import type { Flow } from './decoder.ts';
import { listOf } from './header-list.ts';
import { headerMeaning } from './header-meanings.ts';

/** Longest head that is read; RFC 9112 section 3 leaves limits to the recipient. */
export const HEAD_LIMIT = 64 * 1024;
/** Longest method that is believed to be one: the registry's longest has 17 characters. */
const METHOD_LIMIT = 64;

const CR = 0x0d;
const LF = 0x0a;

export interface Head {
  readonly headers: HeaderList;
  readonly fact: Fact;
  /** A request's method; empty in a response. */
  readonly method: string;
  readonly target: string;
  /** A response's status; 0 in a request. */
  readonly status: number;
}

/** How the bytes after a head belong to it (RFC 9112 section 6.3). */
export type Framing =
  | { readonly kind: 'none' }
  | { readonly kind: 'length'; readonly length: number }
  | { readonly kind: 'chunked' }
  | { readonly kind: 'until-close' }
  /** After 2xx to CONNECT the connection is a tunnel. */
  | { readonly kind: 'tunnel' }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Length of the block of lines from `from` up to and with its empty line; -1 where it is not complete. */
export function endOfLines(bytes: Uint8Array, from: number): number {
  let line = from;
  for (;;) {
    const end = bytes.indexOf(LF, line);
    if (end === -1) return -1;
    if (end === line || (end === line + 1 && bytes[line] === CR)) return end + 1;
    line = end + 1;
  }
}

/** Where the start line begins: empty lines before it are ignored (RFC 9112 section 2.2). */
export function startOfHead(bytes: Uint8Array): number {
  let start = 0;
  while (bytes[start] === CR || bytes[start] === LF) start += 1;
  return start;
}

const NO_METHOD = 'not an HTTP/1 request: it does not begin with a method (RFC 9112 section 3.1)';
const NO_STATUS = 'not an HTTP/1 response: it does not begin with HTTP/ (RFC 9112 section 4)';
const TLS = 'a TLS handshake: encrypted, no protocol can be seen in it (RFC 8446 section 5.1)';

const REQUEST_LINE = /^(\S+) (.*) (HTTP\/\d\.\d)$/;
const STATUS_LINE = /^(HTTP\/\d\.\d) (\d{3})(?: (.*))?$/;

function notLine(line: string, flow: Flow): string {
  const what = flow === 'client-to-server' ? 'request line (RFC 9112 section 3)' : 'status line (RFC 9112 section 4)';
  return `not a ${what}: ${line.slice(0, 60)}`;
}

/** Why these first bytes cannot be a message of that direction; undefined while they can. */
export function notHttp(bytes: Uint8Array, flow: Flow): string | undefined {
  if (bytes[0] === 0x16) return TLS;
  const start = startOfHead(bytes);
  const begin = latin1(bytes.subarray(start, start + METHOD_LIMIT));
  if (flow === 'server-to-client') {
    if (!begin.startsWith('HTTP/') && !'HTTP/'.startsWith(begin)) return NO_STATUS;
  } else {
    // A method is a token (RFC 9110 section 5.6.2).
    const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]*/.exec(begin)?.[0].length ?? 0;
    if (token === begin.length && begin.length >= METHOD_LIMIT) return NO_METHOD;
    if (token < begin.length && (token === 0 || begin[token] !== ' ')) return NO_METHOD;
  }
  // What the first line is, is known when it has ended: a protocol that only begins alike is not waited with.
  const end = bytes.indexOf(LF, start);
  if (end <= start) return undefined;
  const line = latin1(bytes.subarray(start, end)).replace(/\r$/, '');
  return (flow === 'client-to-server' ? REQUEST_LINE : STATUS_LINE).test(line) ? undefined : notLine(line, flow);
}

interface Line {
  readonly offset: number;
  readonly text: string;
}

function linesOf(bytes: Uint8Array, from: number): Line[] {
  const lines: Line[] = [];
  let offset = from;
  while (offset < bytes.length) {
    const found = bytes.indexOf(LF, offset);
    const end = found === -1 ? bytes.length : found;
    const text = latin1(bytes.subarray(offset, end)).replace(/\r$/, '');
    if (text === '') break;
    lines.push({ offset, text });
    offset = end + 1;
  }
  return lines;
}

/** Header or trailer fields from `from` to the empty line (RFC 9112 section 5), or a sentence on why they cannot be read. */
export function readFields(bytes: Uint8Array, from: number): { headers: HeaderList; fields: Field[] } | string {
  const headers: [string, string][] = [];
  const fields: Field[] = [];
  for (const { offset, text } of linesOf(bytes, from)) {
    const last = headers.at(-1);
    const field = fields.at(-1);
    if (/^[ \t]/.test(text) && last !== undefined && field !== undefined) {
      // obs-fold: deprecated, read as one space (RFC 9112 section 5.2).
      last[1] = `${last[1]} ${text.trim()}`;
      const length = offset + text.length - field.offset;
      fields[fields.length - 1] = {
        ...field,
        length,
        value: last[1],
        meaning: 'folded over lines: not allowed any more (RFC 9112 section 5.2)',
      };
      continue;
    }
    const colon = text.indexOf(':');
    if (colon <= 0) return `a header line without a name and a colon (RFC 9112 section 5): ${text.slice(0, 40)}`;
    const name = text.slice(0, colon);
    const value = text.slice(colon + 1).trim();
    const spaced = /[ \t]$/.test(name);
    headers.push([name.trimEnd(), value]);
    fields.push({
      name: name.trimEnd(),
      offset,
      length: text.length,
      value,
      meaning: spaced ? 'space before the colon: a server must refuse this (RFC 9112 section 5.1)' : headerMeaning(name, value),
    });
  }
  return { headers, fields };
}

/** Reads a complete head; returns a sentence where it is not one. */
export function readHead(bytes: Uint8Array, flow: Flow): Head | string {
  const start = startOfHead(bytes);
  const line = linesOf(bytes, start)[0]?.text ?? '';
  const rest = bytes.indexOf(LF, start) + 1;
  const block = readFields(bytes, rest);
  if (typeof block === 'string') return block;
  const { headers } = block;
  const raw = rawOf(bytes);
  const part = (name: string, offset: number, value: string, meaning: string): Field => ({
    name,
    offset: start + offset,
    length: value.length,
    value,
    meaning,
  });

  if (flow === 'client-to-server') {
    const match = REQUEST_LINE.exec(line);
    if (match === null) return notLine(line, flow);
    const [, method = '', target = '', version = ''] = match;
    const fields = [
      part('method', 0, method, 'what to do with the target (RFC 9110 section 9)'),
      part('target', method.length + 1, target, 'what it is done to (RFC 9112 section 3.2)'),
      part('version', method.length + target.length + 2, version, 'RFC 9112 section 2.3'),
      ...block.fields,
    ];
    const fact: Fact = {
      name: 'http:request',
      direction: flow,
      size: bytes.length,
      data: { method, target, version, headers },
      raw,
      fields,
    };
    return { headers, method, target, status: 0, fact };
  }
  const match = STATUS_LINE.exec(line);
  if (match === null) return notLine(line, flow);
  const [, version = '', code = '', reason = ''] = match;
  const status = Number(code);
  const fields = [
    part('version', 0, version, 'RFC 9112 section 2.3'),
    part('status', version.length + 1, code, statusMeaning(status)),
    part('reason', version.length + 5, reason, 'for people only, clients ignore it (RFC 9112 section 4)'),
    ...block.fields,
  ];
  const fact: Fact = {
    name: 'http:response',
    direction: flow,
    size: bytes.length,
    data: { status, reason, version, headers },
    raw,
    fields,
  };
  return { headers, method: '', target: '', status, fact };
}

function statusMeaning(status: number): string {
  if (status === 101) return 'from here on the connection speaks the protocol in Upgrade (RFC 9110 section 15.2.2)';
  if (status === 103) return 'hints before the real response (RFC 8297)';
  if (status === 204) return 'no body; to an EventSource: stop reconnecting (WHATWG HTML section 9.2.3)';
  if (status === 304) return 'no body: the stored copy is still good (RFC 9110 section 15.4.5)';
  if (status === 426) return 'the server insists on another protocol (RFC 9110 section 15.5.22)';
  return `${['', 'interim', 'success', 'redirection', 'client error', 'server error'][Math.floor(status / 100)] ?? 'unknown class'} (RFC 9110 section 15)`;
}

/** How the body of a message is framed. `requestMethod` is the method that a response answers (RFC 9112 section 6.3). */
export function framingOf(head: Head, requestMethod: string): Framing {
  const isResponse = head.status !== 0;
  if (isResponse) {
    if (requestMethod === 'HEAD' || head.status < 200 || head.status === 204 || head.status === 304) return { kind: 'none' };
    if (requestMethod === 'CONNECT' && head.status < 300) return { kind: 'tunnel' };
  }
  const codings = listOf(head.headers, 'transfer-encoding');
  if (codings.length > 0) {
    // Transfer-Encoding overrides Content-Length (RFC 9112 section 6.3, item 3).
    if (codings.at(-1) === 'chunked') return { kind: 'chunked' };
    return isResponse
      ? { kind: 'until-close' }
      : {
          kind: 'unreadable',
          reason: 'the request ends in a transfer coding other than chunked: its length cannot be known (RFC 9112 section 6.3)',
        };
  }
  const lengths = [...new Set(listOf(head.headers, 'content-length'))];
  const [length] = lengths;
  if (length === undefined) return isResponse ? { kind: 'until-close' } : { kind: 'none' };
  if (lengths.length > 1 || !/^\d{1,15}$/.test(length))
    return { kind: 'unreadable', reason: `Content-Length is not one number: ${lengths.join(', ').slice(0, 60)} (RFC 9112 section 6.3)` };
  return length === '0' ? { kind: 'none' } : { kind: 'length', length: Number(length) };
}
