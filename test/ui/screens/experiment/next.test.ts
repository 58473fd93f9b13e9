import { describe, expect, it } from 'vitest';
import { NO_PROGRESS } from '../../../../src/progress/progress.ts';
import { nextAfter } from '../../../../src/ui/screens/experiment/next.ts';
import { UNICODE } from '../../../../src/ui/theme.ts';
import { catalog } from './experiments.ts';

const next = (id: string) => nextAfter(id, catalog, NO_PROGRESS, UNICODE);

describe('nextAfter', () => {
  it('offers the next experiment first, then this one again, the lab and the lesson', () => {
    expect(next('cut').map(({ value }) => value)).toEqual([
      { type: 'go', route: { screen: 'experiment', experiment: 'resume' } },
      { type: 'again' },
      { type: 'go', route: { screen: 'lab', lab: 'websocket' } },
      { type: 'go', route: { screen: 'lesson', lesson: 'websocket' } },
    ]);
  });

  it('has no next experiment after the last, and a quiz only where there are questions', () => {
    expect(next('resume').map(({ key }) => key)).toEqual(['again', 'lab', 'lesson']);
    expect(next('nowhere')).toEqual([]);
  });
});
