import { describe, expect, it } from 'vitest';
import { parseHeaderLines } from '../../src/cache/parse-headers.ts';

describe('header lines as typed', () => {
  it('are read from arguments or from what curl -I prints', () => {
    expect(parseHeaderLines(['HTTP/1.1 404 Not Found\r\nETag: "a"\r\nCache-Control:max-age=1\r\n\r\n'])).toEqual({
      ok: true,
      value: {
        status: 404,
        headers: [
          ['ETag', '"a"'],
          ['Cache-Control', 'max-age=1'],
        ],
      },
    });
  });

  it('are refused with the line that is none', () => {
    const parsed = parseHeaderLines(['max-age=60', 'ETag: "a"']);
    expect(parsed.ok ? [] : parsed.problems.map(({ message }) => message)).toEqual([
      "'max-age=60' is no header field: write 'Name: value', for example 'Cache-Control: max-age=60'",
    ]);
    expect(parseHeaderLines(['']).ok).toBe(false);
  });
});
