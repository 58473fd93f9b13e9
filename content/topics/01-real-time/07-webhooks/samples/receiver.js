// Takes webhooks: checks the body as it came, keeps it, answers.
import { createHmac, timingSafeEqual } from 'node:crypto';
import http from 'node:http';
import { text } from 'node:stream/consumers';

export function startReceiver({ secret, enqueue, tolerance = 300 }) {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const seen = new Set(); // keep it in a store, and drop ids in time
  const server = http.createServer(async (request, response) => {
    const body = await text(request); // not parsed yet
    const { 'webhook-id': id, 'webhook-timestamp': time } = request.headers;
    const given = request.headers['webhook-signature'] ?? '';
    const content = `${id}.${time}.${body}`;
    const mac = createHmac('sha256', key).update(content).digest('base64');
    const fits = given.split(' ').some((each) => same(each, `v1,${mac}`));
    const age = Math.abs(Date.now() / 1000 - Number(time));
    if (!fits || !(age <= tolerance)) {
      return response.writeHead(403).end();
    }
    if (!seen.has(id)) await enqueue(JSON.parse(body)); // work comes later
    seen.add(id);
    response.writeHead(204).end();
  });
  return server.listen(0, '127.0.0.1');
}

function same(one, other) {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
