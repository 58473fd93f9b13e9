// Reads an Alt-Svc header: where HTTP/3 is offered, and for how long.
export function findHttp3(value) {
  if (value.trim() === 'clear') return []; // forget what was said before
  const found = [];
  for (const part of value.matchAll(/(\w[\w%-]*)="([^"]*)"((?:;[^,]*)?)/g)) {
    const [, protocol, authority, parameters] = part;
    if (protocol !== 'h3') continue;
    const at = authority.lastIndexOf(':');
    const maxAge = /;\s*ma=(\d+)/.exec(parameters)?.[1];
    found.push({
      host: authority.slice(0, at), // empty: the same host
      port: Number(authority.slice(at + 1)),
      seconds: Number(maxAge ?? 86_400), // a day, if it says nothing
    });
  }
  return found;
}
