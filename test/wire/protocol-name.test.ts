import { expect, it } from 'vitest';
import { protocolName } from '../../src/wire/protocol-name.ts';

it.each([
  ['http/1.1', 'HTTP/1.1'],
  ['h2', 'HTTP/2'],
  ['h3', 'HTTP/3'],
  ['spdy/3', 'spdy/3'],
])('%s is written %s', (id, name) => expect(protocolName(id)).toBe(name));
