// Servers of labs on this machine: where they listen, and how they end.
import type http from 'node:http';
import type net from 'node:net';
import type { AddressInfo } from 'node:net';

/** Listens on a free port of the loopback interface; resolves with it. */
export async function listenLocally(server: net.Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** Takes no more connections and breaks off those that are open; resolves when the port is free. */
export async function closeHttp(server: http.Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
