// Reading header fields by name, whichever version of HTTP carried them.
import type { HeaderList } from '../event.ts';

/** The first value of a field, by case-insensitive name. */
export function headerOf(headers: HeaderList, name: string): string | undefined {
  return headers.find(([key]) => key.toLowerCase() === name)?.[1];
}

/** All values of a field that is a comma-separated list, in lower case. */
export function listOf(headers: HeaderList, name: string): readonly string[] {
  return headers
    .filter(([key]) => key.toLowerCase() === name)
    .flatMap(([, value]) => value.split(','))
    .map((item) => item.trim().toLowerCase())
    .filter((item) => item !== '');
}

/** Whether the body is an event stream that can be read as it is (WHATWG HTML section 9.2.3). */
export function isEventStream(headers: HeaderList): boolean {
  const isStream = /^text\/event-stream\s*(;|$)/i.test(headerOf(headers, 'content-type') ?? '');
  // `none` is no registered coding; some servers write it so that no proxy compresses the stream.
  return isStream && listOf(headers, 'content-encoding').every((coding) => coding === 'identity' || coding === 'none');
}
