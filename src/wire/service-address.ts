// Where a service of the user's own listens, as a person writes it: `3000`, `localhost:3000`, `http://[::1]:3000/`. Only
// this machine's own addresses are taken: a tap is for what runs here. Pure; nothing is looked up.
import type { Result } from '../lib/problem.ts';

export interface ServiceAddress {
  /** As it is shown: `127.0.0.1:3000`, `localhost:3000`, `[::1]:3000`. */
  readonly name: string;
  /** The same with its scheme, which reads as the same address. */
  readonly url: string;
  /** Addresses that are tried, in order; `localhost` is both loopback addresses, whatever a resolver says. */
  readonly hosts: readonly string[];
  readonly port: number;
  /** What a URL of it begins with, as far as it was said. */
  readonly scheme: 'http' | 'https';
}

const EXAMPLES = '3000, localhost:3000, 127.0.0.1:3000, [::1]:3000 or http://localhost:3000';
const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, ws: 80, https: 443, wss: 443 };

const fail = (message: string): Result<ServiceAddress> => ({ ok: false, problems: [{ message }] });

/** 127.0.0.0/8 is loopback as a whole (RFC 1122 section 3.2.1.3); of IPv6 it is one address (RFC 4291 section 2.5.3). */
function loopbackOf(host: string): readonly string[] | undefined {
  if (host === 'localhost' || host === '') return ['127.0.0.1', '::1'];
  if (host === '[::1]' || host === '::1') return ['::1'];
  const parts = /^127\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(host)?.slice(1);
  return parts?.every((part) => Number(part) <= 255) ? [host] : undefined;
}

/** Reads an address of a service on this machine. The problem is one sentence that says what can be written instead. */
export function parseServiceAddress(text: string): Result<ServiceAddress> {
  const trimmed = text.trim();
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(trimmed)?.[1]?.toLowerCase();
  if (scheme !== undefined && !Object.hasOwn(DEFAULT_PORTS, scheme))
    return fail(`a tap stands in front of a TCP service, and '${scheme}:' names none that is known here; write ${EXAMPLES}`);
  // A path, a query and a user's name belong to a request and not to the place where a service listens.
  const rest = scheme === undefined ? trimmed : trimmed.slice(scheme.length + 3).replace(/[/?#].*$/s, '');
  const match = scheme === undefined && /^\d+$/.test(rest) ? ['', '', rest] : /^(\[[^\]]*\]|[^:/\s]*)(?::(\d+))?\/?$/.exec(rest);
  if (match === null) return fail(`'${text}' is no address of a service; write ${EXAMPLES}`);
  const host = (match[1] ?? '').toLowerCase();
  const hosts = loopbackOf(host);
  if (hosts === undefined)
    return fail(`'${match[1]}' is not this machine's loopback: a tap stands only in front of services here; write ${EXAMPLES}`);
  if (match[2] === undefined && scheme === undefined) return fail(`'${text}' names no port; write ${EXAMPLES}`);
  const port = match[2] === undefined ? (DEFAULT_PORTS[scheme ?? ''] ?? 0) : Number(match[2]);
  if (port < 1 || port > 65535) return fail(`a port is a number from 1 to 65535, not '${match[2]}'`);
  const shown = host === '' ? 'localhost' : host;
  const secure = scheme === 'https' || scheme === 'wss';
  const [name, known] = [`${shown}:${port}`, secure ? ('https' as const) : ('http' as const)];
  return { ok: true, value: { name, url: `${known}://${name}`, hosts, port, scheme: known } };
}
