// The tap's own connection to the server behind it. Loopback only, and no resolver is asked.
import net, { type Socket } from 'node:net';

/** Opens a connection to the first of these addresses that takes one; `error` tells where none does. */
export function connectUpstream(hosts: readonly string[], port: number): Socket {
  const shared = { port, allowHalfOpen: true, noDelay: true };
  const [only] = hosts;
  if (hosts.length === 1 && only !== undefined) return net.connect({ ...shared, host: only });
  const addresses = hosts.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  return net.connect({
    ...shared,
    host: 'localhost',
    // A server that listens on one family only is found whichever it is (RFC 8305): the second is tried when the first refuses.
    autoSelectFamily: true,
    lookup: (_name, _options, done) => done(null, addresses),
  });
}
