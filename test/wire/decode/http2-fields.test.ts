import { describe, expect, it } from 'vitest';
import { frameFields } from '../../../src/wire/decode/http2-fields.ts';
import { detailOf, readFrameHead } from '../../../src/wire/decode/http2-frames.ts';
import type { HeaderList } from '../../../src/wire/event.ts';
import { fromHex } from './feed.ts';

/** The parts after the nine bytes of the head: name, offset, length, value. */
function partsOf(type: number, flags: number, stream: number, payload: string, headers: HeaderList = []) {
  const bytes = fromHex(payload);
  const head = Buffer.alloc(9);
  head.writeUIntBE(bytes.length, 0, 3);
  head[3] = type;
  head[4] = flags;
  head.writeUInt32BE(stream, 5);
  const read = readFrameHead(head);
  if (read === undefined) throw new Error('no head');
  const fields = frameFields(read, bytes, { detail: detailOf(read, bytes), headers });
  expect(fields.slice(0, 4).map(({ name }) => name)).toEqual(['length', 'type', 'flags', 'stream']);
  for (const { meaning, name } of fields.slice(4)) expect(meaning === '' || /RFC \d+/.test(meaning), name).toBe(true);
  return fields.slice(4).map(({ name, offset, length, value }) => [name, offset, length, value]);
}

describe('the parts of each type of frame', () => {
  it.each([
    [
      'SETTINGS',
      4,
      0,
      0,
      '00 02 00 00 00 00 00 04 00 01 00 00',
      [
        ['ENABLE_PUSH', 9, 6, '0'],
        ['INITIAL_WINDOW_SIZE', 15, 6, '65536'],
      ],
    ],
    ['WINDOW_UPDATE', 8, 0, 3, '80 00 10 00', [['increment', 9, 4, '4096 bytes']]],
    ['RST_STREAM', 3, 0, 1, '00 00 00 08', [['error code', 9, 4, '8 CANCEL']]],
    [
      'GOAWAY',
      7,
      0,
      0,
      '00 00 00 05 00 00 00 00 62 79 65',
      [
        ['last stream', 9, 4, '5'],
        ['error code', 13, 4, '0 NO_ERROR'],
        ['debug data', 17, 3, 'bye'],
      ],
    ],
    ['PING', 6, 0, 0, '01 02 03 04 05 06 07 08', [['opaque data', 9, 8, '0102030405060708']]],
    [
      'PRIORITY_UPDATE',
      16,
      0,
      0,
      '00 00 00 05 75 3d 30',
      [
        ['prioritized stream', 9, 4, '5'],
        ['priority', 13, 3, 'u=0'],
      ],
    ],
    [
      'DATA with padding',
      0,
      8,
      1,
      '02 68 69 00 00',
      [
        ['pad length', 9, 1, '2 bytes'],
        ['content', 10, 2, 'hi'],
        ['padding', 12, 2, '2 bytes'],
      ],
    ],
  ] as const)('%s', (_name, type, flags, stream, payload, parts) => {
    expect(partsOf(type, flags, stream, payload)).toEqual(parts);
  });

  it('PUSH_PROMISE names the stream, and shows its fields on the block alone', () => {
    expect(partsOf(5, 4, 1, '00 00 00 02 82 84', [[':method', 'GET']])).toEqual([
      ['promised stream', 9, 4, '2'],
      ['header block', 13, 2, '2 bytes'],
      [':method', 13, 2, 'GET'],
    ]);
  });

  it('an informational HEADERS shows status and link', () => {
    const fields = partsOf(1, 4, 1, '82', [
      [':status', '103'],
      ['link', '</a.css>; rel=preload; as=style'],
    ]);
    expect(fields.map(([name]) => name)).toEqual(['header block', ':status', 'link']);
  });
});

describe('what breaks its layout is shown as a whole', () => {
  it.each([
    ['SETTINGS', 4, 0, '00 02 00'],
    ['WINDOW_UPDATE', 8, 0, '00'],
    ['RST_STREAM', 3, 0, ''],
    ['GOAWAY', 7, 0, '00'],
    ['PING', 6, 0, '01'],
    ['PRIORITY_UPDATE', 16, 0, '01'],
    ['padding longer than the frame', 0, 8, '09 01'],
  ] as const)('%s', (_name, type, flags, payload) => {
    expect(partsOf(type, flags, 0, payload).map(([name]) => name)).toEqual(payload === '' ? [] : ['payload']);
  });
});
