// Header blocks of one direction of an HTTP/2 connection into header lists (RFC 7541), through hpack.js, driven
// synchronously. A block that cannot be read ends it for that direction: the compression state is shared by all streams.
import hpack from 'hpack.js';
import type { HeaderList } from '../event.ts';

/** Size of the dynamic table until an encoder changes it (RFC 9113 section 6.5.2). */
const DEFAULT_TABLE = 4096;
/** The largest table that is kept; a decoder that agrees to more than this is not found in practice. */
const LARGEST_TABLE = 1024 * 1024;
/** Most fields and characters that are reported of one block: a few bytes can refer to long entries many times. */
const FIELD_LIMIT = 1000;
const CHARACTER_LIMIT = 256 * 1024;

/** What an encoder and its decoder remember (RFC 7541 section 2.3.2). */
export interface DynamicTable {
  /** Newest first, as they are indexed from 62 on. */
  readonly entries: HeaderList;
  /** Bytes as HPACK counts them: name, value and 32 for each entry (RFC 7541 section 4.1). */
  readonly size: number;
}

export interface HeaderReader {
  /** The fields of a complete block, or a sentence on why it cannot be read. */
  read(block: Uint8Array): HeaderList | string;
  /** The dynamic table after what was read. */
  table(): DynamicTable;
  /** A block was not seen whole. */
  lose(): void;
}

/** A reader with the compression state of one direction. */
export function createHeaderReader(): HeaderReader {
  const decompressor = hpack.decompressor.create({ table: { maxSize: LARGEST_TABLE } });
  decompressor.updateTableSize(DEFAULT_TABLE);
  let failure: string | undefined;
  decompressor.on('error', (problem) => {
    failure ??= problem.message;
  });
  let lost = false;

  return {
    read(block) {
      if (lost) return 'header block not read: an earlier one was not, and they share their compression state (RFC 7541 section 2.2)';
      if (block.length === 0) return [];
      const headers: [string, string][] = [];
      let characters = 0;
      try {
        decompressor.write(Buffer.from(block));
        decompressor.execute();
        for (let field = decompressor.read(); field !== null; field = decompressor.read()) {
          characters += field.name.length + field.value.length;
          if (headers.length < FIELD_LIMIT && characters < CHARACTER_LIMIT) headers.push([field.name, field.value]);
        }
      } catch (problem) {
        failure ??= String(problem);
      }
      if (failure === undefined) return headers;
      lost = true;
      return `header block not read: ${failure} (RFC 9113 section 4.3: COMPRESSION_ERROR)`;
    },
    table() {
      const { dynamic, size } = decompressor._table;
      return { entries: dynamic.toReversed().map(({ name, value }) => [name, value] as const), size };
    },
    lose() {
      lost = true;
    },
  };
}
