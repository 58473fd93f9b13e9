/**
 * A number as a person reads it: three figures are enough for a fraction, whole numbers stay whole, and thousands are
 * parted by commas. `0.123456` is `0.123`, `12.3456` is `12.3`, `1234.5` is `1,235`.
 */
export function roundedText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  const text = Number.isInteger(value) || size >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
  const [whole = '', fraction] = text.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
