import { describe, expect, it } from 'vitest';
import { fittingCrumbs } from '../../../src/ui/components/header.tsx';

describe('fittingCrumbs', () => {
  const crumbs = ['Real time', 'WebSocket', 'What a cut takes with it'];
  it('keeps the innermost longest', () => {
    expect(fittingCrumbs(crumbs, 60, ' › ', '…')).toEqual(crumbs);
    expect(fittingCrumbs(crumbs, 40, ' › ', '…')).toEqual(crumbs.slice(1));
    expect(fittingCrumbs(crumbs, 24, ' › ', '…')).toEqual(crumbs.slice(2));
    expect(fittingCrumbs(crumbs, 11, ' › ', '…')).toEqual(['What a cut…']);
    expect(fittingCrumbs(crumbs, 2, ' › ', '…')).toEqual([]);
  });
});
