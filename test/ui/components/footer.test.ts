import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { fittingKeys } from '../../../src/ui/components/footer.tsx';

const key = (label: string, help: string, rank: number) => ({ label, help, rank });
const drawn = (keys: ReturnType<typeof fittingKeys>) => keys.map(({ label, help }) => `${label} ${help}`).join('   ');

describe('fittingKeys', () => {
  it('shows the highest ranks first and help last, none twice, nothing of rank 0', () => {
    const keys = [key('esc', 'back', 6), key('g', 'start', 0), key('?', 'help', 99), key('enter', 'open', 9), key('enter', 'open', 9)];
    expect(drawn(fittingKeys(keys, 80))).toBe('enter open   esc back   ? help');
  });
  it('never exceeds its width, and keeps the way to help', () => {
    const word = fc.stringMatching(/^[a-z↑日]{1,12}$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(word, word, fc.nat(9)), { maxLength: 20 }), fc.integer({ min: 8, max: 120 }), (entries, columns) => {
        const shown = fittingKeys([...entries.map(([label, help, rank]) => key(label, help, rank)), key('?', 'help', 99)], columns);
        expect(stringWidth(drawn(shown))).toBeLessThanOrEqual(columns);
        expect(shown.at(-1)?.label).toBe('?');
      }),
    );
  });
});
