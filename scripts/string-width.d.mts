/** Cells of a text. */
export default function stringWidth(
  text: string,
  options?: { readonly countAnsiEscapeCodes?: boolean; readonly ambiguousIsNarrow?: boolean },
): number;
