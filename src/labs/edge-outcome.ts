// What a user's function may say, checked: nothing of it reaches a socket that could be read as something else there. Pure.
import type { Fields } from '../cache/fields.ts';
import type { Result } from '../lib/problem.ts';

export interface FunctionAnswer {
  readonly status: number;
  readonly headers: Fields;
  readonly body: string;
}

/** It answers; or the request goes on, with another target and other fields where it says so. */
export interface Outcome {
  readonly answer?: FunctionAnswer;
  readonly target?: string;
  /** Set in the request that goes on. */
  readonly headers: Fields;
  /** Names of fields that it goes on without. */
  readonly without: readonly string[];
  /** Added to the response, whoever gives it. */
  readonly responseHeaders: Fields;
}

const KEYS = ['status', 'headers', 'body', 'target', 'responseHeaders'];
/** Fields of the connection and of the message's framing: not a function's business (RFC 9110 sections 7.6.1 and 8.6). */
const FRAMING = [
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
];
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** A field value (RFC 9110 section 5.5): no control characters but a tab, nothing beyond Latin-1. */
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
const LONGEST_VALUE = 8192;

const NOTHING: Outcome = { headers: [], without: [], responseHeaders: [] };

/** Reads what a function returned, as JSON gives it. Problems are said to its author. */
export function parseOutcome(value: unknown): Result<Outcome> {
  if (value === undefined || value === null) return { ok: true, value: NOTHING };
  if (typeof value !== 'object' || Array.isArray(value)) return no('it must return nothing or an object');
  const said = value as Readonly<Record<string, unknown>>;
  const unknown = Object.keys(said).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) return no(`it returned '${unknown.slice(0, 40)}'; it may return ${KEYS.join(', ')}`);
  const given = said.headers;
  const gone = typeof given === 'object' && given !== null ? Object.entries(given).filter(([, text]) => text === null) : [];
  const headers = parseFields(said.headers, 'headers');
  const responseHeaders = parseFields(said.responseHeaders, 'responseHeaders');
  if (!headers.ok) return headers;
  if (!responseHeaders.ok) return responseHeaders;
  const { status, body, target } = said;
  if (status !== undefined) {
    if (!(typeof status === 'number' && Number.isInteger(status) && status >= 200 && status <= 599))
      return no('status must be a whole number from 200 to 599');
    if (target !== undefined) return no('status and target exclude each other: it answers, or the request goes on');
    if (gone.length > 0) return no('a header of an answer must be text');
    if (body !== undefined && typeof body !== 'string') return no('body must be text');
    const answer = { status, headers: headers.value, body: status === 204 || status === 304 ? '' : (body ?? '') };
    return { ok: true, value: { ...NOTHING, answer, responseHeaders: responseHeaders.value } };
  }
  if (body !== undefined) return no('a body needs a status');
  if (target !== undefined && !(typeof target === 'string' && /^\/[\x21-\x7e]*$/.test(target) && !/[#\\]/.test(target)))
    return no('target must be a path of this origin: it begins with / and has no spaces');
  return {
    ok: true,
    value: {
      headers: headers.value,
      without: gone.map(([name]) => name),
      responseHeaders: responseHeaders.value,
      ...(typeof target === 'string' ? { target } : {}),
    },
  };
}

function parseFields(value: unknown, where: string): Result<Fields> {
  if (value === undefined || value === null) return { ok: true, value: [] };
  if (typeof value !== 'object' || Array.isArray(value)) return no(`${where} must be an object of names and texts`);
  const fields: [string, string][] = [];
  for (const [name, text] of Object.entries(value)) {
    if (!TOKEN.test(name) || name.length > 100) return no(`${where} has a name that is none of a header`);
    if (FRAMING.includes(name.toLowerCase())) return no(`${where} may not set ${name}: it belongs to the connection`);
    if (text === null && where === 'headers') continue; // it goes on without
    if (typeof text !== 'string' || text.length > LONGEST_VALUE || !VALUE.test(text))
      return no(`${where} has a value for ${name} that is no text of a header`);
    fields.push([name, text]);
  }
  return { ok: true, value: fields };
}

const no = (message: string): { readonly ok: false; readonly problems: readonly [{ readonly message: string }] } => ({
  ok: false,
  problems: [{ message }],
});
