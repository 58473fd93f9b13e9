/** How people write a protocol: `HTTP/2` for `h2`. Other ids stay as they are. */
export function protocolName(id: string): string {
  return { 'http/1.1': 'HTTP/1.1', h2: 'HTTP/2', h3: 'HTTP/3' }[id] ?? id;
}
