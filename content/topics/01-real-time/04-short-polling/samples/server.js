// Node: one resource that can say that nothing changed.
import http from 'node:http';

export function startServer({ port = 0 }) {
  let version = 0;
  let content = JSON.stringify(null);

  const server = http.createServer((request, response) => {
    const etag = `"${version}"`; // any text that changes with the content
    const known = request.headers['if-none-match'] ?? '';
    const tags = known.split(',').map((tag) => tag.trim());
    // May be kept, must be checked before it is used.
    const fields = { ETag: etag, 'Cache-Control': 'no-cache' };
    if (tags.includes(etag) || tags.includes(`W/${etag}`)) {
      response.writeHead(304, fields).end(); // no content
    } else {
      fields['Content-Type'] = 'application/json';
      response.writeHead(200, fields).end(content);
    }
  });
  server.listen(port, '127.0.0.1');

  const set = (value) => {
    version += 1;
    content = JSON.stringify(value);
  };
  return { server, set };
}
