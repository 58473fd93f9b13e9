import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { headerLines, whyLines } from '../../../../src/ui/screens/edge/detail.ts';
import { UNICODE } from '../../../../src/ui/theme.ts';
import { rowOf } from './rows.ts';

const options = { columns: 60, symbols: UNICODE, cite: (source: string) => source.replace('rfc', 'RFC ').replace('#', ' §') };
const textOf = (lines: readonly (readonly { text: string }[])[]) => lines.map((line) => line.map(({ text }) => text).join('')).join('\n');

describe('one exchange in full', () => {
  it('says what was done and why, what to mend, and what it means to a CDN and to a browser', () => {
    const row = rowOf({
      headers: [
        ['Cache-Control', 'max-age=60, stale-while-revalidate=600'],
        ['Set-Cookie', 'a=1'],
        ['Cache-Tag', 'x, y'],
      ],
    });
    const text = textOf(whyLines(row, options));
    expect(text).toMatch(
      /^○ miss {2}200 {2}1\.2 kB {2}12 ms\nnothing is stored for this target \[RFC\u00a09111\u00a0§4\]\nstored: max-age=60/,
    );
    expect(text).toContain('tags: x  y');
    expect(text).toMatch(/To mend: 2\nharm {3}Set-Cookie in a response/);
    expect(text).toMatch(/Any cache {2}fresh for 1 min; then stale for 10 min, used\n/);
    for (const line of text.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(60);
  });

  it('says of what is good that it is', () => {
    const row = rowOf({
      headers: [
        ['Cache-Control', 'no-cache'],
        ['ETag', '"1"'],
      ],
    });
    expect(textOf(whyLines(row, options))).toMatch(/✓ nothing to mend[\s\S]*Any cache {2}kept, and asked about each time/);
  });

  it('says why a response is not kept by whom', () => {
    const row = rowOf({
      headers: [
        ['Cache-Control', 'private, max-age=60'],
        ['ETag', '"1"'],
      ],
      decision: { storing: 'not stored' },
    });
    expect(textOf(whyLines(row, options))).toMatch(/A CDN {6}not kept: private in Cache-Control[\s\S]*A browser {2}fresh for 1 min/);
  });

  it('has the headers of both sides, or says that there was no response', () => {
    expect(textOf(headerLines(rowOf(), options))).toBe(
      'From the origin: 200\nCache-Control: max-age=60\n\nFrom the client: GET /\nHost: localhost',
    );
    expect(textOf(headerLines(rowOf({ response: undefined }), options))).toContain('No response of the origin.');
    expect(textOf(headerLines(rowOf({ decision: { storing: '', outcome: 'hit' } }), options))).toContain('Stored: 200');
  });
});
