// What the origin says of each file of a built site.
const HASHED = /\.[0-9a-f]{8,}\.\w+$/; // app.3f2a91c0.js

export function cacheHeaders(path) {
  // The name changes with the content: nobody need ever ask again.
  if (HASHED.test(path))
    return { 'Cache-Control': 'public, max-age=31536000, immutable' };
  // All else has a name that stays: keep it, and ask at each use.
  return { 'Cache-Control': 'no-cache' }; // and an ETag
}

// After a deploy: which old files may go. `releases`: newest first,
// each { deployedAt, files }. A file of any recent release stays.
export function filesToDelete(releases, { now, keepFor }) {
  const isRecent = ({ deployedAt }, index) =>
    // It was live until the next one came.
    index === 0 || now - releases[index - 1].deployedAt < keepFor;
  const recent = releases.filter(isRecent);
  const wanted = new Set(recent.flatMap(({ files }) => files));
  const all = new Set(releases.flatMap(({ files }) => files));
  return [...all].filter((file) => !wanted.has(file));
}
