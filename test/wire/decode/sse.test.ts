import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSseParser } from '../../../src/wire/decode/sse.ts';
import type { Fact } from '../../../src/wire/event.ts';
import { named } from './feed.ts';

function parse(...pieces: readonly (string | Uint8Array)[]): Fact[] {
  const parser = createSseParser();
  return [...pieces.flatMap((piece) => parser.push(piece)), ...parser.end()];
}
const events = (...pieces: readonly (string | Uint8Array)[]) => named(parse(...pieces), 'sse:event').map((fact) => fact.data);
const message = (data: string, lastEventId = '', type = 'message') => ({ type, data, lastEventId });

describe('the examples of WHATWG HTML section 9.2.6', () => {
  it('joins data lines with line feeds', () => {
    expect(events('data: YHOO\ndata: +2\ndata: 10\n\n')).toEqual([message('YHOO\n+2\n10')]);
  });

  it('ignores comments, keeps and resets the last id, strips one space', () => {
    const stream = ': test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n';
    expect(events(stream)).toEqual([message('first event', '1'), message('second event', ''), message(' third event', '')]);
    expect(named(parse(stream), 'sse:comment').map((fact) => fact.data.text)).toEqual(['test stream']);
  });

  it('dispatches empty data, and not the block that is incomplete', () => {
    expect(events('data\n\ndata\ndata\n\ndata:')).toEqual([message(''), message('\n')]);
  });

  it('takes a space after the colon or none', () => {
    expect(events('data:test\n\ndata: test\n\n')).toEqual([message('test'), message('test')]);
  });
});

describe('lines', () => {
  it.each([['\n'], ['\r'], ['\r\n']])('end in %j', (end) => {
    expect(events(['id: 7', 'event: tick', 'data: a', 'data: b', '', 'data: c', '', ''].join(end))).toEqual([
      message('a\nb', '7', 'tick'),
      message('c', '7'),
    ]);
  });

  it('a CR dispatches at once, and the LF that comes later ends no second line', () => {
    const parser = createSseParser();
    expect(named(parser.push('data: x\r\n\r'), 'sse:event')).toHaveLength(1);
    expect(parser.push('\ndata: y\r')).toEqual([]);
    expect(named(parser.push('\n\r\n'), 'sse:event').map((fact) => fact.data.data)).toEqual(['y']);
  });

  it('are decoded as UTF-8 over pieces, malformed bytes replaced', () => {
    const bytes = Buffer.from('data: žluť 🐎\n\n');
    const pieces = [...bytes].map((byte) => Uint8Array.of(byte));
    expect(events(...pieces)).toEqual([message('žluť 🐎')]);
    expect(events(Buffer.from([...Buffer.from('data: a'), 0xe2, 0x82, 0x0a, 0x0a]))).toEqual([message('a\ufffd')]);
  });

  it('may begin with one byte order mark, and only with one', () => {
    expect(events('\ufeffdata: x\n\n')).toEqual([message('x')]);
    expect(events(...[...Buffer.from('\ufeffdata: x\n\n')].map((byte) => Uint8Array.of(byte)))).toEqual([message('x')]);
    expect(events('\ufeff\ufeffdata: x\n\n')).toEqual([]);
    expect(events('data: x\n\n\ufeffdata: y\n\n')).toEqual([message('x')]);
    // The first bytes of a mark that does not come are text of the line.
    expect(events(Uint8Array.of(0xef), Uint8Array.of(0xbb), 'data: x\n\ndata: y\n\n')).toEqual([message('y')]);
  });
});

describe('fields', () => {
  it('id with NUL is ignored, the one before stays', () => {
    expect(events('id: 1\ndata: a\n\nid: 2\0\ndata: b\n\n')).toEqual([message('a', '1'), message('b', '1')]);
  });

  it('an id counts from its block on, even where the block has no data', () => {
    expect(events('id: 5\n\ndata: a\n\n')).toEqual([message('a', '5')]);
  });

  it('an event type without data is forgotten', () => {
    expect(events('event: tick\n\ndata: a\n\n')).toEqual([message('a')]);
  });

  it('retry takes digits only', () => {
    const retries = named(parse('retry: 200\nretry: 2s\nretry:\nretry: -1\nretry: 0\n'), 'sse:retry');
    expect(retries.map((fact) => fact.data.milliseconds)).toEqual([200, 0]);
  });

  it('unknown names, and names with a space before them, are ignored', () => {
    expect(events('foo: 1\n data: no\nData: no\ndata : no\ndata: yes\n\n')).toEqual([message('yes')]);
  });

  it('are named for the inspector at their offsets', () => {
    const [event] = named(parse('id: 1\r\ndata: hi\r\n\r\n'), 'sse:event');
    expect(Buffer.from(event?.raw ?? '', 'hex').toString()).toBe('id: 1\r\ndata: hi\r\n\r');
    expect(event?.fields?.map(({ name, offset, length, value }) => ({ name, offset, length, value }))).toEqual([
      { name: 'id', offset: 0, length: 5, value: '1' },
      { name: 'data', offset: 7, length: 8, value: 'hi' },
      { name: 'end', offset: 17, length: 1, value: 'empty line' },
    ]);
  });
});

describe('the end of the stream', () => {
  it('discards an unfinished event and says so', () => {
    const facts = parse('data: whole\n\ndata: half\n');
    expect(named(facts, 'sse:event')).toHaveLength(1);
    expect(named(facts, 'raw:bytes').map((fact) => [fact.size, fact.data.preview])).toEqual([[0, 'data: half\n']]);
  });

  it('says nothing after an empty line', () => {
    expect(named(parse('data: whole\n\n'), 'raw:bytes')).toEqual([]);
  });
});

it('holds a megabyte of data at most, and marks that it was more', () => {
  const line = `data: ${'x'.repeat(200_000)}\n`;
  const [event] = events(`${line.repeat(8)}\n`);
  expect(event?.data.length).toBeLessThan(1_100_000);
  expect(event?.data).toMatch(/longer than is kept\)$/);
});

it('gives the same facts however the bytes are split, and never counts a byte', () => {
  const text = fc.array(
    fc.constantFrom('data: a', 'data', 'id: 1', ': c', 'retry: 1', 'event: é', '\n', '\r', '\r\n', '\ufeff', 'x', '🐎'),
  );
  fc.assert(
    fc.property(text, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (parts, sizes) => {
      const bytes = Buffer.from(parts.join(''));
      const whole = parse(bytes);
      const pieces: Uint8Array[] = [];
      for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
        const size = sizes[turn % sizes.length] as number;
        pieces.push(bytes.subarray(at, at + size));
        at += size;
      }
      expect(parse(...pieces)).toEqual(whole);
      expect(whole.every((fact) => fact.size === 0)).toBe(true);
    }),
  );
});
