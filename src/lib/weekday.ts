// Days as a person reads them, in the one language of this program: loading the rules of all languages costs time.
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `Wed 25 Nov`, always ten cells. `at` in milliseconds since the Unix epoch, the day in the person's own time zone. */
export function shortDay(at: number): string {
  const date = new Date(at);
  return `${WEEKDAYS[date.getDay()]} ${String(date.getDate()).padStart(2)} ${MONTHS[date.getMonth()]}`;
}
