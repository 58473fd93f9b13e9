// Parses a text/event-stream as WHATWG HTML section 9.2.6 says. Works on bytes: lines end in ASCII, and a line decoded
// alone gives the same text as the stream decoded whole. Facts have size 0, the body beneath has counted the bytes.
// An event that is not finished when the stream ends is discarded, as the standard says; a `raw:bytes` of size 0 says so.
import type { Fact, Field } from '../event.ts';
import { createCollector, elide, HOLD_LIMIT, preview, rawOf, utf8, utf8Bytes } from './bytes.ts';
import type { Flow } from './decoder.ts';

const CR = 0x0d;
const LF = 0x0a;
const BOM = [0xef, 0xbb, 0xbf];
/** Stands, before its line feed, where data was too long to hold. */
const CUT = '… (longer than is kept)\n';
const SECTION = 'WHATWG HTML section 9.2.6';

export interface SseParser {
  /** Feeds bytes (or text) of the stream; returns what they complete. */
  push(input: Uint8Array | string): Fact[];
  /** The stream ended. */
  end(): Fact[];
}

/** The parts of a field line: text before the first colon, and after it with one leading space taken away. */
function splitLine(line: string): { readonly field: string; readonly value: string } {
  const colon = line.indexOf(':');
  if (colon === -1) return { field: line, value: '' };
  const value = line.slice(colon + 1);
  return { field: line.slice(0, colon), value: value.startsWith(' ') ? value.slice(1) : value };
}

function meaningOf(field: string, value: string): string {
  switch (field) {
    case 'data':
      return 'a line of the event; several are joined by line feeds';
    case 'event':
      return 'type of the event; without it the type is message';
    case 'id':
      return value.includes('\0') ? 'contains NUL: ignored' : 'kept, and sent as Last-Event-ID after a reconnection';
    case 'retry':
      return /^[0-9]+$/.test(value) ? 'milliseconds to wait before reconnecting' : 'not only digits: ignored';
    case '':
      return 'a comment: ignored, but it keeps the connection from being idle';
    default:
      return 'unknown field: ignored';
  }
}

/** A parser for one stream. Its last event id persists from event to event. */
export function createSseParser(direction: Flow = 'server-to-client'): SseParser {
  let matchedBom: number | 'done' = 0;
  let afterCr = false;
  let line = createCollector(HOLD_LIMIT);
  let block = createCollector(HOLD_LIMIT);
  let fields: Field[] = [];
  let data = '';
  let hasData = false;
  let type = '';
  let idBuffer = '';

  const endLine = (terminator: number): Fact[] => {
    const bytes = line.kept();
    const cut = line.length() > bytes.length;
    const text = utf8(bytes);
    const offset = block.length();
    block.add(bytes);
    block.add(Uint8Array.of(terminator));
    line = createCollector(HOLD_LIMIT);
    if (text === '') return dispatch();

    const { field, value } = splitLine(text);
    const meaning = `${meaningOf(field, value)} (${SECTION})${cut ? '; longer than is kept' : ''}`;
    const entry: Field = { name: field === '' ? 'comment' : field, offset, length: bytes.length, value: elide(value), meaning };
    if (fields.length < 1000) fields.push(entry);
    const own = { direction, size: 0, raw: rawOf(bytes), fields: [{ ...entry, offset: 0 }] } as const;
    switch (field) {
      case '':
        return [{ name: 'sse:comment', ...own, data: { text: value } }];
      case 'event':
        type = value;
        return [];
      case 'data':
        // Beyond the limit the event is still dispatched; its data ends in a mark.
        if (data.length + value.length < HOLD_LIMIT) data += `${value}\n`;
        else if (!data.endsWith(CUT)) data += CUT;
        hasData = true;
        return [];
      case 'id':
        if (!value.includes('\0')) idBuffer = value;
        return [];
      case 'retry':
        return /^[0-9]+$/.test(value) ? [{ name: 'sse:retry', ...own, data: { milliseconds: Number(value) } }] : [];
      default:
        return [];
    }
  };

  const dispatch = (): Fact[] => {
    const bytes = block.kept();
    const event: Fact = {
      name: 'sse:event',
      direction,
      size: 0,
      // The last line feed of the data buffer is removed.
      data: { type: type === '' ? 'message' : type, data: data.slice(0, -1), lastEventId: idBuffer },
      raw: rawOf(bytes),
      fields: [
        ...fields,
        { name: 'end', offset: block.length() - 1, length: 1, value: 'empty line', meaning: `dispatches the event (${SECTION})` },
      ],
    };
    const dispatched = hasData;
    block = createCollector(HOLD_LIMIT);
    fields = [];
    data = '';
    hasData = false;
    type = '';
    return dispatched ? [event] : [];
  };

  const feed = (bytes: Uint8Array): Fact[] => {
    const facts: Fact[] = [];
    let from = 0;
    while (from < bytes.length) {
      if (afterCr) {
        afterCr = false;
        if (bytes[from] === LF) {
          // The second half of a CRLF: part of the block it stands in, of none where the CR ended the block.
          if (block.length() > 0) block.add(bytes.subarray(from, from + 1));
          from += 1;
          continue;
        }
      }
      let end = from;
      while (end < bytes.length && bytes[end] !== CR && bytes[end] !== LF) end += 1;
      line.add(bytes.subarray(from, end));
      if (end === bytes.length) break;
      afterCr = bytes[end] === CR;
      facts.push(...endLine(bytes[end] as number));
      from = end + 1;
    }
    return facts;
  };

  /** Takes one leading byte order mark away, however it is split. */
  const withoutBom = (bytes: Uint8Array): Fact[] => {
    let at = 0;
    while (matchedBom !== 'done' && at < bytes.length) {
      if (bytes[at] !== BOM[matchedBom]) {
        const held = Uint8Array.from(BOM.slice(0, matchedBom));
        matchedBom = 'done';
        return [...feed(held), ...feed(bytes.subarray(at))];
      }
      matchedBom = matchedBom === 2 ? 'done' : matchedBom + 1;
      at += 1;
    }
    return feed(bytes.subarray(at));
  };

  return {
    push: (input) => withoutBom(typeof input === 'string' ? utf8Bytes(input) : input),
    end() {
      block.add(line.kept());
      const left = block.kept();
      line = createCollector(HOLD_LIMIT);
      block = createCollector(HOLD_LIMIT);
      fields = [];
      if (left.length === 0) return [];
      const reason = `the stream ended before the empty line: this event is discarded (${SECTION})`;
      return [{ name: 'raw:bytes', direction, size: 0, data: { reason, preview: preview(left) }, raw: rawOf(left), fields: [] }];
    },
  };
}
