// One place that decides what caches may do with a response.
export function cacheControlFor(kind) {
  switch (kind) {
    case 'hashed-file': // app.3f2a91c0.js: its name changes with it
      return 'public, max-age=31536000, immutable';
    case 'page': // the same for all, must be current
      return 'no-cache';
    case 'list': // the same for all, a minute late is agreed to
      return 'max-age=0, s-maxage=60';
    case 'account': // one user's: their browser alone, asked each time
      return 'private, no-cache';
    case 'secret': // nothing on a disk anywhere
      return 'no-store';
    default: // whoever forgets to choose shares nothing
      return 'private, no-cache';
  }
}
