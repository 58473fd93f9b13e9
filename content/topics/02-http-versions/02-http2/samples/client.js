// Node: one session for a host, many requests on it.
import http2 from 'node:http2';

export function connect(url, options) {
  const session = http2.connect(url, options);
  session.on('error', () => {}); // each request reports it
  const get = (path) =>
    new Promise((resolve, reject) => {
      if (session.closed) return reject(new Error('connect again'));
      const stream = session.request({ ':path': path });
      const parts = [];
      stream.on('data', (part) => parts.push(part));
      stream.on('end', () => resolve(Buffer.concat(parts)));
      stream.on('error', reject);
    });
  return { get, close: () => session.close() };
}
