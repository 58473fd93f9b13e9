// A design in the frame of the app: what it shows, what a changed requirement flips, and the record that is saved.
import { afterEach, describe, expect, it } from 'vitest';
import { createCatalog } from '../../../../src/content/catalog.ts';
import type { Design, Tension } from '../../../../src/decision/design-schema.ts';
import type { ProgressEvent } from '../../../../src/progress/event.ts';
import { Shell } from '../../../../src/ui/app.tsx';
import { KeysProvider } from '../../../../src/ui/hooks/use-keys.tsx';
import { createTheme, ThemeContext } from '../../../../src/ui/theme.ts';
import { book } from '../../../decision/book.ts';
import { content, fixtureServices } from '../../fixture.ts';
import { type Shown, show } from '../../wait-for-frame.ts';

const [ENTER, ESC, DOWN, RIGHT] = ['\r', '\u001b', '\u001b[B', '\u001b[C'];
const plain = createTheme({ colour: false, ascii: false, screenReader: false });
const tension: Tension = {
  id: 'sour',
  when: { fruit: 'lemon' },
  given: { fruit: { taste: 'sour' } },
  severity: 'costs',
  because: 'It makes one pull a face.',
  cure: 'Take sugar.',
  source: 'rfc6455#1.5',
};
const design: Design = {
  slug: 'picnic',
  title: 'Picnic',
  story: 'Something to eat in the park.',
  requirements: { fruit: { taste: 'sweet', season: 'winter' } },
  accepts: { fruit: ['apple'] },
  conflicts: [],
  source: 'rfc6455#1.5',
};

let shown: Shown | undefined;
afterEach(() => shown?.unmount());

function open(rows = 40, events: readonly ProgressEvent[] = []) {
  const saved: (readonly [string, string])[] = [];
  const services = {
    ...fixtureServices({ events }),
    catalog: createCatalog({ ...content, decisions: [book], tensions: [tension], designs: [design] }),
    saveRecord: async (name: string, text: string) => {
      saved.push([name, text]);
      return `adr-${name}.md`;
    },
  };
  shown = show(
    <ThemeContext value={plain}>
      <KeysProvider>
        <Shell services={services} size={{ columns: 100, rows }} start={{ screen: 'design', design: 'picnic' }} />
      </KeysProvider>
    </ThemeContext>,
  );
  return { ...shown, services, saved };
}

describe('a design', () => {
  it('says what each family chose and why, and flips while a requirement is changed', async () => {
    const { waitForFrame, press, services } = open();
    const first = await waitForFrame('Why APPLE');
    expect(first).toContain('Something to eat in the park.');
    expect(first).toMatch(/❯ Pick a fruit {2}APPLE/);
    press(ENTER);
    expect(await waitForFrame('What Pick a fruit is asked for')).toMatch(/❯ taste\? +◀ sweet ▶/);
    press(RIGHT);
    const flipped = await waitForFrame('was APPLE');
    expect(flipped).toMatch(/Pick a fruit {2}LEMON +was APPLE/);
    expect(flipped).toContain('costs    LEMON, where this is required: sour');
    expect(flipped).toContain('The design says: sweet');
    press(ESC);
    await waitForFrame('Why LEMON');
    const place = { screen: 'design', design: 'picnic', requirements: { fruit: { taste: 'sour', season: 'winter' } } };
    expect(services.recorded).toContainEqual(expect.objectContaining({ kind: 'visited', place }));
    press(DOWN);
    expect(await waitForFrame('These can be had together, at a price')).toContain('Cure  Take sugar.');
    press('n');
    expect(await waitForFrame('Why APPLE')).not.toContain('costs');
  });

  it('comes back to the requirements that were left, and saves a record of them', async () => {
    const place = {
      screen: 'design',
      design: 'picnic',
      requirements: { fruit: { taste: 'sour', gone: 'x' }, pets: { space: 'flat' } },
    } as const;
    const { waitForFrame, press, saved } = open(40, [{ at: '2026-11-24T00:00:00Z', kind: 'visited', place }]);
    await waitForFrame('was APPLE');
    press('S');
    await waitForFrame('Saved as adr-picnic.md in the current folder');
    expect(saved[0]?.[0]).toBe('picnic');
    expect(saved[0]?.[1]).toContain('# Picnic: LEMON');
    expect(saved[0]?.[1]).toContain('date: 2026-11-24');
  });

  it('counts the conflicts where there is no room to name them', async () => {
    const { waitForFrame, press } = open(24);
    await waitForFrame('APPLE');
    press(ENTER + RIGHT);
    expect(await waitForFrame('was APPLE')).toContain('1 has its price');
  });
});
