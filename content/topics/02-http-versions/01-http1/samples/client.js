// Node: one agent for the program keeps connections open.
import http from 'node:http';

export const agent = new http.Agent({ keepAlive: true, maxSockets: 6 });

export function get(url) {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { agent }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('error', reject);
      // The connection is free again when the body has been read.
      response.on('end', () => resolve(Buffer.concat(parts)));
    });
    request.on('error', reject);
  });
}
