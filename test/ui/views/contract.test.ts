import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { ASCII, UNICODE } from '../../../src/ui/theme.ts';
import { contract } from '../../../src/ui/views/contract.ts';
import type { EventData, WireEvent } from '../../../src/wire/event.ts';
import { eventOf } from '../../wire/event-of.ts';

const CHANGES = ['add-field', 'rename-field', 'remove-field', 'require-input'];
let seq = 0;
const outcome = (data: Partial<EventData['app:contract']>, source: 'hook' | 'recorded' = 'hook') => ({
  ...eventOf(
    'app:contract',
    { api: 'rest', change: 'rename-field', client: 'installed', outcome: 'wrong', words: '', ...data },
    { source },
  ),
  seq: seq++,
});
const every: readonly WireEvent[] = (['rest', 'graphql', 'grpc', 'trpc'] as const).flatMap((api) =>
  CHANGES.flatMap((change) => [
    outcome({ api, change, outcome: change === 'add-field' ? 'works' : 'wrong', words: change === 'add-field' ? 'shows it' : '' }),
    outcome({ api, change, client: 'rebuilt', outcome: 'build-error' }, 'recorded'),
  ]),
);
const drawn = (events: readonly WireEvent[], columns: number, symbols = UNICODE) =>
  contract.rows({ events, openBefore: [] }, { columns, symbols }).map(({ line }) => line.map(({ text }) => text).join(''));

describe('the picture of a contract that changes', () => {
  it('has a row for the installed and the rebuilt client of each style, and says who says so', () => {
    expect(drawn(every, 74).join('\n')).toMatchInlineSnapshot(`
      "                  add        rename     remove     require    
      REST    installed ✓ works    ✗ silent   ✗ silent   ✗ silent   ○ hook
              rebuilt   ◐ at build ◐ at build ◐ at build ◐ at build ○ recorded
      GraphQL installed ✓ works    ✗ silent   ✗ silent   ✗ silent   ○ hook
              rebuilt   ◐ at build ◐ at build ◐ at build ◐ at build ○ recorded
      gRPC    installed ✓ works    ✗ silent   ✗ silent   ✗ silent   ○ hook
              rebuilt   ◐ at build ◐ at build ◐ at build ◐ at build ○ recorded
      tRPC    installed ✓ works    ✗ silent   ✗ silent   ✗ silent   ○ hook
              rebuilt   ◐ at build ◐ at build ◐ at build ◐ at build ○ recorded"
    `);
  });
  it('gives the words in full above the table, wrapped, with their badge', () => {
    const words = "client.ts:7:46 error TS2551: Property 'priceCents' does not exist on type '{ id: number; name: string; }'.";
    const rows = drawn([outcome({ api: 'trpc', client: 'rebuilt', outcome: 'build-error', words }, 'recorded')], 60);
    expect(rows.join(' ').replaceAll(/\s+/g, ' ')).toContain(`tRPC, rename, rebuilt: ${words} ○ recorded`);
  });
  it.each([58, 68, 76, 116])('fits into %i columns', (columns) => {
    for (const symbols of [UNICODE, ASCII])
      for (const row of drawn(every, columns, symbols)) expect(stringWidth(row)).toBeLessThanOrEqual(columns);
  });
  it('is empty before anything was tried', () => {
    expect(drawn([], 80)).toEqual([]);
  });
});
