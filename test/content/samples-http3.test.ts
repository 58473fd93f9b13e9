// The sample of the HTTP/3 lesson: reading Alt-Svc (RFC 7838 section 3).
import { expect, it } from 'vitest';

const sample = '../../content/topics/02-http-versions/03-http3/samples/alt-svc.js';

it.each([
  ['h3=":443"; ma=86400', [{ host: '', port: 443, seconds: 86_400 }]],
  ['h3="alt.example.com:8443"', [{ host: 'alt.example.com', port: 8443, seconds: 86_400 }]],
  ['h2=":8000", h3=":443"; ma=60; persist=1', [{ host: '', port: 443, seconds: 60 }]],
  [
    'h3=":443", h3=":50781"; ma=30',
    [
      { host: '', port: 443, seconds: 86_400 },
      { host: '', port: 50_781, seconds: 30 },
    ],
  ],
  ['h3-29=":443"', []],
  ['clear', []],
])('alt-svc.js reads %j', async (value, wanted) => {
  const { findHttp3 } = (await import(/* @vite-ignore */ sample)) as { findHttp3(value: string): unknown };
  expect(findHttp3(value)).toEqual(wanted);
});
