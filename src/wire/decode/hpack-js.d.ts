// The part of hpack.js that is used here. The package declares no types.
declare module 'hpack.js' {
  interface HeaderField {
    readonly name: string;
    readonly value: string;
  }
  interface Decompressor {
    write(block: Uint8Array): boolean;
    /** Decodes what was written, at once; emits 'error' where it cannot. */
    execute(): void;
    read(): HeaderField | null;
    updateTableSize(size: number): void;
    /** Newest last. */
    readonly _table: { readonly dynamic: readonly HeaderField[]; readonly size: number };
    on(event: 'error', listener: (problem: Error) => void): void;
  }
  interface Compressor {
    write(headers: readonly (HeaderField & { readonly incremental?: boolean; readonly huffman?: boolean })[]): boolean;
    read(): Buffer | null;
  }
  const hpack: {
    readonly decompressor: { create(options: { readonly table: { readonly maxSize: number } }): Decompressor };
    readonly compressor: { create(options: { readonly table: { readonly maxSize: number } }): Compressor };
  };
  export default hpack;
}
