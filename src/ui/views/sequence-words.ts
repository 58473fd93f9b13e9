// What a sequence diagram says on its rows, as text. Pure; where it stands is sequence-paint's.
import stringWidth from 'string-width';
import { printable } from '../../lib/printable.ts';
import { describe } from '../../wire/describe.ts';
import type { WireEvent } from '../../wire/event.ts';
import { elide } from '../components/elide.ts';
import type { SequenceRow, Side, Told } from './sequence-rows.ts';

/** Seconds with milliseconds: `0.117`. */
export function timeText(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

/** What an application was handed or has published, in so many cells. */
export function toldText({ from, to, count, client }: Told, cells: number): string {
  const number = /(\d+)$/.exec(client ?? '')?.[1];
  const ids = from === to ? `#${from}` : `#${from}–${to}`;
  const candidates = [
    ...(number === undefined ? [] : [`${number}: ${ids}`]),
    ...(from === to && count > 1 ? [`${ids} ×${count}`] : []),
    ids,
    ...(count > 1 ? [`×${count}`] : []),
  ];
  return candidates.find((text) => stringWidth(text) <= cells) ?? elide(ids, cells, '');
}

/** A call of gRPC begins with HEADERS; of those, on a narrow arrow, the method is the news. */
function callText(event: WireEvent): string | undefined {
  if (event.name !== 'http2:frame' || event.data.type !== 'HEADERS' || event.data.headers === undefined) return undefined;
  const header = (name: string) => event.data.headers?.find(([key]) => key === name)?.[1];
  if (header('content-type')?.startsWith('application/grpc') !== true) return undefined;
  const path = header(':path');
  const timeout = header('grpc-timeout');
  const said =
    path === undefined ? `:status ${header(':status')}` : `${path.split('/').at(-1)}${timeout === undefined ? '' : ` within ${timeout}`}`;
  return `s${event.data.stream} HEADERS ${printable(said)}`;
}

/** What an arrow says: the layer above says it best, but on one connection for many streams it leaves out which. */
export function wordsOf({ event, means }: SequenceRow): string {
  if (means === undefined) return callText(event) ?? describe(event);
  const stream = event.name === 'http2:frame' && event.data.stream > 0 ? `s${event.data.stream} ` : '';
  return `${stream}${describe(means)}`;
}

/** A note where its words have little room: what came of it comes first, and that it is an answer is seen. */
export function shortNote(event: WireEvent): string | undefined {
  if (event.name === 'app:screen' && event.data.phase === 'end') {
    const { api, screen, calls, rounds, unused } = event.data;
    return `${api} ${screen}: ${calls} calls, ${rounds} rounds, ${unused} unused`.replace(/\b1 (\w+)s\b/g, '1 $1');
  }
  return event.name === 'app:state' && event.data.state === 'answered' && event.data.detail !== ''
    ? printable(event.data.detail)
    : undefined;
}

/** Who says a note: a side, or something on the way between them. */
export function sideOf(event: WireEvent): Side | undefined {
  if (event.name === 'app:state' || event.name === 'app:buffered') return event.data.actor;
  if (event.name === 'cache:decision') return undefined;
  // Requests and responses that were not seen are what the server's library says.
  return event.name === 'http:request' || event.name === 'http:response' ? 'server' : 'client';
}
