// Node: an ETag from the content itself, and 304 where it fits.
import { createHash } from 'node:crypto';
import http from 'node:http';

export function startServer({ read, port = 0 }) {
  const server = http.createServer((request, response) => {
    const content = read();
    const hash = createHash('sha256').update(content).digest('base64url');
    const etag = `"${hash}"`; // the same on every server
    const fields = { ETag: etag, 'Cache-Control': 'no-cache' };
    const known = request.headers['if-none-match'] ?? '';
    const tags = known.split(',').map((tag) => tag.trim());
    // If-None-Match compares weakly: W/ does not count.
    if (tags.some((tag) => tag === '*' || tag.replace(/^W\//, '') === etag))
      response.writeHead(304, fields).end();
    else response.writeHead(200, fields).end(content);
  });
  return server.listen(port, '127.0.0.1');
}
