/** Intl.Segmenter for graphemes, with the same answers. */
export class Segmenter {
  constructor(locales?: string, options?: Intl.SegmenterOptions);
  segment(text: string): Intl.Segments;
}
