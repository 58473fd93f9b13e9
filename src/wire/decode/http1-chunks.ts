// Reads a chunked body (RFC 9112 section 7.1), one fact a chunk. Hands the data on, for a stream inside it, and reports
// what that stream gives after the chunk that carried it.
import type { Fact, Field } from '../event.ts';
import { type ByteQueue, createCollector, latin1, PIECE, preview, rawOf } from './bytes.ts';
import type { Flow } from './decoder.ts';
import { endOfLines, HEAD_LIMIT, readFields } from './http1-head.ts';
import { rawFact } from './raw.ts';

const LF = 0x0a;
/** Longest chunk-size line that is read. Extensions are nobody's in practice. */
const LINE_LIMIT = 4096;

export interface ChunkReader {
  /** Takes what it can: `more` needs bytes, `done` is the last chunk; anything else is why the body cannot be read on. */
  read(input: ByteQueue, facts: Fact[]): 'more' | 'done' | { readonly unreadable: string };
  /** The connection ended: what is left of an unfinished chunk. */
  end(input: ByteQueue): Fact[];
}

interface Chunk {
  readonly length: number;
  readonly fields: readonly Field[];
  readonly lineLength: number;
}

/** The chunk-size line (without its line end) at the start of a chunk. */
function readSizeLine(line: string, lineLength: number): Chunk | undefined {
  const match = /^([0-9a-fA-F]{1,13})([ \t]*)(;.*)?$/.exec(line);
  if (match === null) return undefined;
  const [, digits = '', space = '', extension] = match;
  const length = Number.parseInt(digits, 16);
  const meaning = length === 0 ? 'zero: the last chunk (RFC 9112 section 7.1)' : 'bytes of data, in hexadecimal (RFC 9112 section 7.1)';
  const fields: Field[] = [{ name: 'chunk-size', offset: 0, length: digits.length, value: `${digits} = ${length} bytes`, meaning }];
  if (extension !== undefined) {
    const offset = digits.length + space.length;
    const meaning = 'for the recipient of this hop, ignored when unknown (RFC 9112 section 7.1.1)';
    fields.push({ name: 'chunk-ext', offset, length: extension.length, value: extension, meaning });
  }
  fields.push({ name: 'CRLF', offset: line.length, length: lineLength - line.length, value: 'CRLF', meaning: 'ends the size line' });
  return { length, fields, lineLength };
}

/** A reader for one body. `onData` is given the data as it comes and returns the facts of the stream inside it. */
export function createChunkReader(direction: Flow, onData: (data: Uint8Array) => Fact[]): ChunkReader {
  let chunk: Chunk | undefined;
  let collected = createCollector(PIECE);
  let inner: Fact[] = [];

  const finish = (current: Chunk, end: Field[]): Fact[] => {
    const kept = collected.kept();
    const data = kept.subarray(current.lineLength, current.lineLength + current.length);
    const shown = preview(data, current.length);
    const field: Field = { name: 'chunk-data', offset: current.lineLength, length: current.length, value: shown, meaning: '' };
    const facts: Fact[] = [
      {
        name: 'http:chunk',
        direction,
        size: collected.length(),
        data: { length: current.length, preview: shown, last: current.length === 0 },
        raw: rawOf(kept),
        fields: [...current.fields, ...(current.length === 0 ? [] : [field]), ...end],
      },
      ...inner,
    ];
    chunk = undefined;
    collected = createCollector(PIECE);
    inner = [];
    return facts;
  };

  const giveUp = (facts: Fact[], unreadable: string) => {
    if (collected.length() > 0) facts.push(rawFact(direction, unreadable, collected.kept(), collected.length()));
    facts.push(...inner);
    return { unreadable };
  };

  const readSize = (input: ByteQueue): string | Chunk | undefined => {
    const view = input.view().subarray(0, LINE_LIMIT);
    const end = view.indexOf(LF);
    if (end === -1)
      return view.length < LINE_LIMIT ? undefined : 'a chunk-size line longer than 4096 bytes (RFC 9112 section 7.1.1 wants a limit)';
    const line = latin1(view.subarray(0, end)).replace(/\r$/, '');
    const read = readSizeLine(line, end + 1);
    if (read === undefined) return `not a chunk size: ${line.slice(0, 40)} (RFC 9112 section 7.1)`;
    collected.add(input.take(end + 1));
    return read;
  };

  /** The trailer section after the last chunk, up to and with its empty line. */
  const readTrailers = (input: ByteQueue, current: Chunk, facts: Fact[]) => {
    const view = input.view().subarray(0, HEAD_LIMIT);
    const end = endOfLines(view, 0);
    if (end === -1) return view.length < HEAD_LIMIT ? 'more' : giveUp(facts, 'trailers longer than 64 KiB');
    const block = readFields(view.subarray(0, end), 0);
    if (typeof block === 'string') return giveUp(facts, block);
    collected.add(input.take(end));
    const trailers = block.fields.map((field) => ({ ...field, name: `trailer ${field.name}`, offset: field.offset + current.lineLength }));
    const close: Field = { name: 'CRLF', offset: collected.length() - 2, length: 2, value: 'CRLF', meaning: 'ends the body' };
    facts.push(...finish(current, [...trailers, close]));
    return 'done';
  };

  return {
    read(input, facts) {
      for (;;) {
        if (chunk === undefined) {
          const read = readSize(input);
          if (read === undefined) return 'more';
          if (typeof read === 'string') return giveUp(facts, read);
          chunk = read;
        }
        if (chunk.length === 0) return readTrailers(input, chunk, facts);
        const left = chunk.lineLength + chunk.length - collected.length();
        if (left > 0) {
          const data = input.take(left);
          collected.add(data);
          inner.push(...onData(data));
          if (data.length < left) return 'more';
        }
        const after = input.view();
        if (after.length < 2) return 'more';
        if (after[0] !== 0x0d || after[1] !== LF)
          return giveUp(facts, 'the data of a chunk is not followed by CRLF (RFC 9112 section 7.1)');
        collected.add(input.take(2));
        const close: Field = { name: 'CRLF', offset: chunk.lineLength + chunk.length, length: 2, value: 'CRLF', meaning: 'ends the chunk' };
        facts.push(...finish(chunk, [close]));
      }
    },
    end(input) {
      const facts: Fact[] = [];
      collected.add(input.take(input.length()));
      giveUp(facts, 'the connection ended inside a chunked body: the message is incomplete (RFC 9112 section 8)');
      return facts;
    },
  };
}
