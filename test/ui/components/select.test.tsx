import { renderToString } from 'ink';
import { describe, expect, it } from 'vitest';
import { Select, type SelectItem } from '../../../src/ui/components/select.tsx';
import { KeysProvider } from '../../../src/ui/hooks/use-keys.tsx';
import { show } from '../wait-for-frame.ts';

const DOWN = '\u001b[B';
const items: readonly SelectItem<string>[] = ['alpha', 'beta', 'gamma', 'delta', 'epsilon'].map((label) => ({
  key: label,
  label,
  value: label,
}));

function mount(options: Partial<Parameters<typeof Select<string>>[0]> = {}) {
  const chosen: string[] = [];
  const highlighted: string[] = [];
  const shown = show(
    <KeysProvider>
      <Select items={items} onSelect={(value) => chosen.push(value)} onHighlight={(value) => highlighted.push(value)} {...options} />
    </KeysProvider>,
  );
  return { ...shown, chosen, highlighted };
}

describe('Select', () => {
  it('moves three rows for three DOWN in one write', async () => {
    const { press, waitForFrame, highlighted } = mount();
    await waitForFrame('❯ alpha');
    press(DOWN + DOWN + DOWN);
    await waitForFrame('❯ delta');
    expect(highlighted).toEqual(['beta', 'gamma', 'delta']);
  });

  it('moves three rows for jjj, and two back for kk', async () => {
    const { press, waitForFrame } = mount();
    await waitForFrame('❯ alpha');
    press('jjj');
    await waitForFrame('❯ delta');
    press('kk');
    await waitForFrame('❯ beta');
  });

  it('moves and chooses when both keys come in one write', async () => {
    const { press, waitForFrame, chosen } = mount();
    await waitForFrame('❯ alpha');
    press('j\r');
    await waitForFrame('❯ beta');
    press('j\rG\r');
    await waitForFrame('❯ epsilon');
    press('g');
    await waitForFrame('❯ alpha');
    expect(chosen).toEqual(['beta', 'gamma', 'epsilon']);
  });

  it('stops at its ends', async () => {
    const { press, waitForFrame } = mount();
    await waitForFrame('❯ alpha');
    press('kj');
    await waitForFrame('❯ beta');
    press('jjjjjjjjjk');
    await waitForFrame('❯ delta');
  });

  it('gets no key while it is not active', async () => {
    const first: string[] = [];
    const second: string[] = [];
    const { press, waitForFrame } = show(
      <KeysProvider>
        <Select items={items} onSelect={(value) => first.push(value)} isActive={false} />
        <Select items={items} onSelect={(value) => second.push(value)} />
      </KeysProvider>,
    );
    await waitForFrame('❯ alpha');
    press('j\rj');
    await waitForFrame('❯ gamma');
    expect([first, second]).toEqual([[], ['beta']]);
  });

  it('shows the part of a long list around the cursor', async () => {
    const { press, waitForFrame, frame } = mount({ rows: 4 });
    await waitForFrame('❯ alpha');
    expect(frame()).toBe('❯ alpha\n  beta\n  gamma\n  ↓ 2 more');
    press('jjj');
    expect(await waitForFrame('❯ delta')).toBe('  beta\n  gamma\n❯ delta\n  ↑ 1   ↓ 1 more');
    press('j');
    expect(await waitForFrame('❯ epsilon')).toBe('  gamma\n  delta\n❯ epsilon\n  ↑ 2');
  });

  it('draws headings, marks and hints in columns, and wraps what is long', () => {
    const rich: readonly SelectItem<number>[] = [
      { key: 'a', label: 'Start here', value: 1, hint: 'five minutes', section: 'Now' },
      { key: 'b', label: 'A label that is so long that it needs a second row', value: 2, mark: '✓' },
      { key: 'c', label: 'Last', value: 3, section: 'Later', hint: 'soon' },
    ];
    expect(
      renderToString(
        <KeysProvider>
          <Select items={rich} onSelect={() => {}} columns={40} initialIndex={1} />
        </KeysProvider>,
        { columns: 40 },
      ),
    ).toMatchInlineSnapshot(`
      "Now
        Start here  five minutes
      ❯ ✓ A label that is so long that it
          needs a second row

      Later
        Last        soon"
    `);
  });
});
