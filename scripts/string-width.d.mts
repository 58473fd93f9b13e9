/** Cells of a text. */
export default function stringWidth(text: string): number;
