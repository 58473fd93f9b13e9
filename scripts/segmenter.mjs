// In the bundle this stands in for Intl.Segmenter, which Ink and its helpers ask for the graphemes of every line that they
// draw. Creating one loads Unicode's rules: 4 ms of every start; and asking it costs more than drawing. Where a text has only
// characters that join with no neighbour, its graphemes are its characters.

const Real = globalThis.Intl.Segmenter;

/** Escape and line feed, and what scripts/string-width.mjs lists: none of them joins with another of them. */
const SINGLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences stand in every coloured line
  /^[\n\u001b\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u2500-\u25fc\u2713\u2717\u276f]*$/;

class Singles {
  constructor(text) {
    this.text = text;
  }
  *[Symbol.iterator]() {
    const input = this.text;
    for (let index = 0; index < input.length; index++) yield { segment: input[index], index, input };
  }
  containing(at = 0) {
    const index = Math.trunc(at) || 0;
    return index < 0 || index >= this.text.length ? undefined : { segment: this.text[index], index, input: this.text };
  }
}

/** Intl.Segmenter for graphemes, with the same answers. Other granularities go to the real one. */
export class Segmenter {
  #arguments;
  #graphemes;
  #real;
  constructor(locales, options) {
    this.#arguments = [locales, options];
    this.#graphemes = (options?.granularity ?? 'grapheme') === 'grapheme';
  }
  segment(text) {
    const string = String(text);
    if (this.#graphemes && SINGLE.test(string)) return new Singles(string);
    this.#real ??= new Real(...this.#arguments);
    return this.#real.segment(string);
  }
}
