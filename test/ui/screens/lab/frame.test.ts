import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { Line } from '../../../../src/ui/components/line.tsx';
import { bytesPerRow, frameLines, hexLines } from '../../../../src/ui/screens/lab/frame.ts';
import { UNICODE } from '../../../../src/ui/theme.ts';
import { createConnectionDecoder } from '../../../../src/wire/decode/connection.ts';
import type { WireEvent } from '../../../../src/wire/event.ts';
import { eventOf } from '../../../wire/event-of.ts';

const textOf = (line: Line) => line.map(({ text }) => text).join('');
const markedOf = (lines: readonly Line[]) =>
  lines.flatMap((line) => line.filter(({ inverse }) => inverse === true).map(({ text }) => text.trim()));

/** "Hello", masked, as RFC 6455 section 5.7 has it; the decoder is told the upgrade first. */
const hello = (() => {
  const decoder = createConnectionDecoder();
  const bytes = (text: string) => new TextEncoder().encode(text);
  decoder.push(
    'client-to-server',
    bytes(
      'GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    ),
  );
  decoder.push(
    'server-to-client',
    bytes(
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n',
    ),
  );
  const facts = decoder.push('client-to-server', Uint8Array.from([0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58]));
  const fact = facts.find(({ name }) => name === 'ws:frame');
  return { ...fact, seq: 0, time: 12.5, entered: 12.5, connection: 1, source: 'tap' } as WireEvent;
})();

describe('frameLines', () => {
  it('shows the bytes of a real frame beside what each field means', () => {
    expect(frameLines(hello, 6, { columns: 76, rows: 12, symbols: UNICODE }).map(textOf).join('\n')).toMatchInlineSnapshot(`
      "0.013 s   connection 1   client to server   11 B on the wire          ● live
      0000 81 85 37 fa 21 3d 7f 9f 4d 51 58                 ··7·!=··MQX
        81        FIN            1  the last, or only, frame of its message (RFC …
        81        RSV1           0  not compressed
        81        RSV2           0  unused
        81        RSV3           0  unused
        81        opcode         0x1 text  data frame (RFC 6455 section 5.6)
        85        MASK           1  clients must mask, so that no proxy mistakes …
      ❯ 85        payload length 5 bytes  RFC 6455 section 5.2
        37 fa …   masking key    0x37fa213d  fresh for each frame, sent in the cl…
        7f 9f …   payload        Hello  shown here without its mask
        payload length: RFC 6455 section 5.2"
    `);
  });

  it('marks the bytes of the field under the cursor, in hex and as characters', () => {
    const fields = hello.fields ?? [];
    const key = fields.findIndex(({ name }) => /mask/i.test(name) && fields.length > 0 && name !== 'MASK');
    const marked = markedOf(frameLines(hello, key, { columns: 76, rows: 14, symbols: UNICODE }));
    expect(marked).toContain('37 fa 21 3d');
  });

  it('gives the place of the bytes to what stands for all of them, whole or with a mark where it is cut', () => {
    const json = `{"text":"${'0123456789'.repeat(20)}"}`;
    const field = { name: 'as JSON', offset: 0, length: 0, value: '211 bytes, not 203', meaning: json };
    const event = { ...hello, fields: [...(hello.fields ?? []), field] } as WireEvent;
    const shown = (rows: number) =>
      frameLines(event, event.fields?.length ? event.fields.length - 1 : 0, { columns: 76, rows, symbols: UNICODE }).map(textOf);
    expect(shown(8).join('').replaceAll(' ', '')).toContain(json);
    expect(shown(8).at(-4)).toMatch(/^❯ .*as JSON/);
    expect(shown(5).at(-1)).toMatch(/…$/);
    expect(shown(5)).toHaveLength(5);
  });

  it('keeps the field under the cursor in sight, and within its room', () => {
    for (const columns of [40, 58, 72, 110, 160]) {
      for (const rows of [4, 5, 7, 9, 14, 30]) {
        for (const [index, field] of (hello.fields ?? []).entries()) {
          const lines = frameLines(hello, index, { columns, rows, symbols: UNICODE });
          expect(lines.length).toBeLessThanOrEqual(rows);
          for (const line of lines) expect(stringWidth(textOf(line))).toBeLessThanOrEqual(columns);
          expect(lines.some((line) => textOf(line).startsWith('❯') && textOf(line).includes(field.name.slice(0, 4)))).toBe(true);
        }
      }
    }
  });

  it('shows the data of what has no bytes, and says why it has none', () => {
    const said = (event: WireEvent) => frameLines(event, 0, { columns: 76, rows: 9, symbols: UNICODE }).map(textOf).join('\n');
    const publish = said(eventOf('app:publish', { id: 7 }, { source: 'hook' }));
    expect(publish).toContain('id  7');
    expect(publish).toContain('○ hook');
    expect(publish).toContain('A library said so');
    expect(said(eventOf('path:hold', { bytes: 1, milliseconds: 200, reason: 'loss' }, { source: 'model' }))).toContain('The path did this');
    expect(said(eventOf('sse:event', { type: 'a', data: 'b', lastEventId: '' }))).toContain('the layer beneath it has counted them');
  });

  it('says how many bytes of a large event are kept', () => {
    const large = { ...hello, size: 4000, raw: '00'.repeat(512) } as WireEvent;
    expect(frameLines(large, 0, { columns: 76, rows: 30, symbols: UNICODE }).map(textOf)).toContain('the first 512 of 4000 bytes are kept');
  });
});

describe('hexLines', () => {
  it('has as many bytes in a row as fit', () => {
    expect([40, 56, 72, 90, 140].map(bytesPerRow)).toEqual([8, 8, 16, 16, 32]);
  });
  it('marks a field that goes over several rows in each', () => {
    const field = { name: 'payload', offset: 6, length: 4, value: '', meaning: '' };
    const lines = hexLines('00112233445566778899aabb', field, 40);
    expect(lines.map(textOf)).toEqual(['0000 00 11 22 33 44 55 66 77  ··"3DUfw', '0008 88 99 aa bb              ····']);
    expect(markedOf(lines)).toEqual(['66 77', 'fw', '88 99', '··']);
  });
});
