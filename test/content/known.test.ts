import { describe, expect, it } from 'vitest';
import { knownToContent } from '../../src/content/known.ts';
import { LABS } from '../../src/labs/index.ts';

describe('knownToContent', () => {
  it('takes actions and settings from the labs that it is handed', async () => {
    const settings = [{ kind: 'switch', name: 'loud', title: 'Loud', default: false }] as const;
    const known = await knownToContent({ cat: { load: async () => ({ actions: [{ id: 'purr' }], settings }) } });
    expect([...known.labs]).toEqual([['cat', { actions: ['purr'], settings }]]);
  });

  it('knows every lab, event, measurement and condition of the product', async () => {
    const known = await knownToContent(LABS);
    expect([...known.labs.keys()]).toEqual(Object.keys(LABS));
    expect(known.labs.get('sse')?.actions).toContain('cut');
    expect(known.events['ws:frame']).toContain('opcode');
    expect(known.measures).toContain('delivered');
    expect(known.conditions.map((condition) => condition.name)).toContain('rtt');
  });
});
