// One event as one line for people: elided, safe for a terminal, never throws. Knows no colours and no width of a screen.
import { printable } from '../lib/printable.ts';
import { badgeOf, type Direction, type WireEvent } from './event.ts';
import { STYLE_NAMES } from './style-name.ts';

/** Longest line that `describe` gives. */
const LIMIT = 100;
const VALUE_LIMIT = 48;

const RESOURCE = { queued: 'waits for a connection', sent: 'is asked for', 'first-byte': 'begins', failed: 'failed' } as const;

const CONTRACT = {
  works: 'works',
  wrong: 'is wrong and does not notice',
  refused: 'is refused',
  builds: 'builds',
  'build-error': 'does not build',
} as const;

const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;
const quote = (text: string) => `"${cut(text, VALUE_LIMIT)}"`;
const cut = (text: string, limit: number) => (text.length <= limit ? text : `${text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`);

/** What happened, without time and direction: `GET /feed HTTP/1.1`, `PING "…" masked`. */
export function describe(event: WireEvent): string {
  try {
    return cut(printable(words(event)).trim(), LIMIT);
  } catch {
    // A recording that was edited by hand: the line is lost, the screen is not.
    return `an event that cannot be read: ${printable(String(event.name))}`;
  }
}

function words(event: WireEvent): string {
  switch (event.name) {
    case 'tcp:open':
      return `connection opened, port ${event.data.clientPort} to ${event.data.serverPort}`;
    case 'tcp:close': {
      // Connections are refused by a machine on which nothing listens there (RFC 9293 section 3.10.7.1).
      if (event.data.how === 'refused') return 'connection refused: nothing listens there';
      const how = { fin: 'closed (FIN)', reset: 'reset (RST)', cut: 'cut', idle: 'closed for being idle' }[event.data.how];
      return `connection ${how} by ${event.data.by}${event.data.lostBytes > 0 ? `, ${event.data.lostBytes} B lost on the way` : ''}`;
    }
    case 'http:request':
      return `${event.data.method} ${cut(event.data.target, 60)} ${event.data.version}`;
    case 'http:response':
      return `${event.data.version} ${event.data.status} ${event.data.reason}`;
    case 'http:chunk':
      return event.data.last ? 'last chunk' : `chunk ${event.data.length} B ${quote(event.data.preview)}`;
    case 'http:body':
      return `body ${event.data.length} B ${quote(event.data.preview)}`;
    case 'sse:event': {
      const { type, data, lastEventId } = event.data;
      return `event${lastEventId === '' ? '' : ` #${cut(lastEventId, 24)}`} ${cut(type, 24)} ${quote(data)} ${Buffer.byteLength(data)} B`;
    }
    case 'sse:comment':
      return `comment ${quote(event.data.text)}`;
    case 'sse:retry':
      return `retry after ${event.data.milliseconds} ms`;
    case 'ws:open': {
      const { accept, expected, protocol, extensions } = event.data;
      const agreed = [protocol, extensions].filter((part) => part !== '').join(', ');
      return `WebSocket open, accept ${accept === expected ? 'is right' : 'is WRONG'}${agreed === '' ? '' : `, ${agreed}`}`;
    }
    case 'ws:frame': {
      const { kind, length, fin, rsv1, masked, preview, closeCode, closeReason } = event.data;
      const marks = `${fin ? ' fin' : ''}${rsv1 ? ' rsv1' : ''}${masked ? ' masked' : ''}`;
      if (kind === 'ping' || kind === 'pong') return `${kind.toUpperCase()} ${quote(preview)}${masked ? ' masked' : ''}`;
      if (closeCode !== undefined) return `CLOSE ${closeCode}${closeReason ? ` ${quote(closeReason)}` : ''}${masked ? ' masked' : ''}`;
      return `${kind.toUpperCase()} ${length} B${marks}${preview === '' ? '' : ` ${quote(preview)}`}`;
    }
    case 'ws:message': {
      const { kind, text, length, wireLength, frames, compressed } = event.data;
      const how = `${frames === 1 ? '' : ` in ${frames} frames`}${compressed ? `, ${wireLength} B compressed` : ''}`;
      return `message ${kind} ${length} B${how} ${quote(text)}`;
    }
    case 'http2:frame': {
      const { type, stream, flags, length, headers, detail } = event.data;
      const about = headers === undefined ? detail : [detail, pseudo(headers)].filter((part) => part !== '').join(' ');
      const where = stream === 0 ? '' : ` stream ${stream}`;
      return `${type}${where} ${length} B${flags.length === 0 ? '' : ` ${flags.join(' ')}`} ${cut(about, 60)}`;
    }
    case 'grpc:message': {
      const { type, length, compressed, text } = event.data;
      return `message ${type === '' ? 'of unknown type' : shortName(type)} ${length} B${compressed ? ' compressed' : ''} ${cut(text, 60)}`;
    }
    case 'grpc:status': {
      const { code, status, message } = event.data;
      return `status ${code} ${status}${message === '' || message === status ? '' : ` ${quote(message)}`}`;
    }
    case 'tls:record': {
      const { type, length, detail } = event.data;
      return `TLS ${type} ${length} B${detail === '' ? ' encrypted' : ` ${detail}`}`;
    }
    case 'quic:datagram':
      return `datagram ${event.data.length} B with ${event.data.packets} packets`;
    case 'quic:packet': {
      const { type, length, destination, detail } = event.data;
      return `${type} ${length} B${destination === '' ? '' : ` to id ${cut(destination, 12)}`}${detail === '' ? '' : ` ${detail}`}`;
    }
    case 'raw:bytes':
      return `${event.size} B unread: ${event.data.reason}`;
    case 'app:publish':
      return `${event.data.actor === undefined ? '' : `${event.data.actor} `}publishes #${event.data.id}`;
    case 'app:deliver':
      return `${event.data.client} gets #${event.data.id}`;
    case 'app:state':
      return `${event.data.actor} ${event.data.state}${event.data.detail === '' ? '' : `: ${event.data.detail}`}`;
    case 'app:resource': {
      const { protocol, id, phase, bytes } = event.data;
      return `${protocol} #${id} ${phase === 'end' ? `is complete, ${bytes} B` : RESOURCE[phase]}`;
    }
    case 'app:screen': {
      const { api, screen, phase, calls, rounds, fields, unused, reads } = event.data;
      if (phase !== 'end') return `${api}: ${screen} ${phase === 'begin' ? 'is wanted' : 'failed'}`;
      const [made, waited, read] = [plural(calls, 'call'), plural(rounds, 'round'), plural(reads, 'read')];
      return `${api}: ${screen} is drawn: ${made} in ${waited}, ${unused} of ${fields} fields unused, ${read}`;
    }
    case 'app:picture': {
      const { who, format, width, height, bytes } = event.data;
      return `${who} shows ${format} ${width}x${height}, ${bytes} B`;
    }
    case 'app:contract': {
      const { api, change, client, outcome, words } = event.data;
      return `${STYLE_NAMES[api]} after ${change}: the ${client} client ${CONTRACT[outcome]}${words === '' ? '' : `: ${words}`}`;
    }
    case 'app:buffered':
      return `${event.data.actor} has ${event.data.bytes} B waiting to be sent`;
    case 'cache:decision': {
      const { cache, outcome, method, target, because } = event.data;
      return `${cache} ${outcome}: ${method} ${cut(target, 30)}: ${because}`;
    }
    case 'path:hold':
      return `path holds ${event.data.bytes} B for ${Math.round(event.data.milliseconds)} ms (${event.data.reason})`;
    case 'path:change':
      return `path: ${event.data.detail}`;
    case 'path:drop':
      return `path drops ${event.data.bytes} B: ${event.data.reason}`;
    default:
      return unknown(event);
  }
}

/** The last part of a full name: `Quote` of `wirewise.Quote`. */
function shortName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** An event of a recording by another version; the compiler sees that there is none of ours. */
function unknown(event: never): string {
  return `unknown event ${String((event as { readonly name?: unknown }).name)}`;
}

/** The request or response line that an HTTP/2 header list stands for. */
function pseudo(headers: readonly (readonly [string, string])[]): string {
  const wanted = [':method', ':protocol', ':path', ':status'];
  const timeout = headers.find(([name]) => name === 'grpc-timeout')?.[1];
  const said = wanted.flatMap((wantedName) => headers.find(([name]) => name === wantedName)?.[1] ?? []);
  return [...said, ...(timeout === undefined ? [] : [`grpc-timeout ${timeout}`])].join(' ');
}

const ARROWS: Readonly<Record<Direction, string>> = {
  'client-to-server': 'client ──▶ server',
  'server-to-client': 'client ◀── server',
  none: 'client ··  server',
};

/** One line of a printed conversation: time, connection, arrow, words; and the badge where it was not seen as bytes. */
export function arrowLine(event: WireEvent): string {
  const badge = badgeOf(event.source);
  const connection = event.connection === 0 ? '·' : String(event.connection);
  const mark = badge === 'live' ? '' : `  [${badge}]`;
  return `${event.time.toFixed(3).padStart(10)} ms ${connection.padStart(2)}  ${ARROWS[event.direction]}  ${describe(event)}${mark}`;
}
