import { describe, expect, it } from 'vitest';
import { parseServiceAddress } from '../../src/wire/service-address.ts';

const read = (text: string) => {
  const parsed = parseServiceAddress(text);
  return parsed.ok ? parsed.value : parsed.problems.map(({ message }) => message).join('; ');
};

describe('parseServiceAddress', () => {
  it.each([
    ['3000', 'localhost:3000', ['127.0.0.1', '::1']],
    [':3000', 'localhost:3000', ['127.0.0.1', '::1']],
    ['localhost:3000', 'localhost:3000', ['127.0.0.1', '::1']],
    ['LOCALHOST:3000', 'localhost:3000', ['127.0.0.1', '::1']],
    ['127.0.0.1:3000', '127.0.0.1:3000', ['127.0.0.1']],
    ['127.1.2.3:3000', '127.1.2.3:3000', ['127.1.2.3']],
    ['[::1]:3000', '[::1]:3000', ['::1']],
    ['http://localhost:3000', 'localhost:3000', ['127.0.0.1', '::1']],
    ['http://127.0.0.1:3000/api?x=1#y', '127.0.0.1:3000', ['127.0.0.1']],
    ['http://localhost/', 'localhost:80', ['127.0.0.1', '::1']],
    ['ws://[::1]:65535/feed', '[::1]:65535', ['::1']],
    [' 3000 ', 'localhost:3000', ['127.0.0.1', '::1']],
  ])('%s is %s', (text, name, hosts) => {
    expect(read(text)).toEqual({ name, url: `http://${name}`, hosts, port: Number(name.split(':').at(-1)), scheme: 'http' });
  });

  it('remembers that a service speaks TLS, where that was said', () => {
    expect(read('https://localhost')).toMatchObject({ name: 'localhost:443', scheme: 'https' });
    expect(read('wss://localhost:8443/feed')).toMatchObject({ name: 'localhost:8443', scheme: 'https' });
  });

  it.each([
    '10.0.0.1:80',
    'example.com:80',
    '0.0.0.0:80',
    '[::]:80',
    '[fe80::1]:80',
    'http://example.com',
    '127.0.0.1.example.com:80',
    '127.0.0.999:80',
  ])('%s is not on the loopback', (text) => {
    expect(read(text)).toMatch(/is not this machine's loopback/);
  });

  it('takes nobody else for localhost by what stands before an @', () => {
    expect(read('http://localhost@example.com:80/')).toMatch(/is not this machine's loopback/);
    expect(read('http://localhost:80@example.com/')).toMatch(/is no address/);
  });

  it.each([
    ['', /is no address|names no port/],
    ['localhost', /names no port/],
    ['0', /from 1 to 65535, not '0'/],
    ['70000', /from 1 to 65535, not '70000'/],
    ['localhost:abc', /is no address/],
    ['ftp://localhost:21', /'ftp:' names none/],
    ['local host:3000', /is no address/],
  ])('%s is refused in one sentence', (text, sentence) => {
    expect(read(text)).toMatch(sentence);
  });
});
