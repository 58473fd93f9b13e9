// Node: one resource that says whether it changed. No library is needed.
import http from 'node:http';

export function startServer({ port = 0 }) {
  let version = 0;
  let content = JSON.stringify(null);

  const server = http.createServer((request, response) => {
    const etag = `"${version}"`; // any text that changes when the content does
    const fields = { ETag: etag, 'Cache-Control': 'no-cache' }; // may be kept, must be checked
    const known = (request.headers['if-none-match'] ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
    if (known.includes(etag) || known.includes('*')) {
      response.writeHead(304, fields).end(); // the client has it: no content
    } else {
      response.writeHead(200, { ...fields, 'Content-Type': 'application/json' }).end(content);
    }
  });
  server.listen(port, '127.0.0.1');

  const set = (value) => {
    version += 1;
    content = JSON.stringify(value);
  };
  return { server, set };
}
