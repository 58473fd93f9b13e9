import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { guideLines } from '../../../../src/ui/screens/tap/guide.ts';
import { parseServiceAddress } from '../../../../src/wire/service-address.ts';

function drawn(url: string, to: string, columns: number) {
  const address = parseServiceAddress(to);
  if (!address.ok) throw new Error(to);
  return guideLines(url, address.value, columns).map((line) => line.map(({ text }) => text).join(''));
}

describe('guideLines', () => {
  it('say what to do, with lines to copy', () => {
    expect(drawn('http://127.0.0.1:4000', '3000', 72)).toMatchInlineSnapshot(`
      [
        "",
        "  Point your client at http://127.0.0.1:4000 instead of localhost:3000.",
        "  What passes then stands here.",
        "",
        "    curl -i http://127.0.0.1:4000/",
        "    new WebSocket('ws://127.0.0.1:4000/')",
        "",
        "  Every byte passes unchanged, so the Host header names this port: a",
        "  server that looks at it or at a page's Origin sees another one.",
      ]
    `);
  });

  it('say of TLS what can be seen of it', () => {
    const text = drawn('https://127.0.0.1:4000', 'https://localhost:8443', 84).join(' ').replace(/ +/g, ' ');
    expect(text).toContain('curl -i -k https://127.0.0.1:4000/');
    expect(text).toContain("new WebSocket('wss://127.0.0.1:4000/')");
    expect(text).toMatch(/TLS stays between the two ends/);
  });

  it('fit where they are drawn', () => {
    for (const columns of [56, 72, 116])
      for (const line of drawn('http://127.0.0.1:40000', '3000', columns)) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
  });
});
