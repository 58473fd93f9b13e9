import { describe, expect, it } from 'vitest';
import { explainedRoom } from '../../../../src/ui/screens/experiment/explained.tsx';

describe('explainedRoom', () => {
  it('scrolls nothing where all of it fits', () => {
    expect(explainedRoom(10, 4, 30)).toEqual({ rows: 30, listRows: 4, last: 0 });
  });

  it('scrolls until the last line of what comes next is on the screen', () => {
    // 40 lines, four above the list, four in it; of 20 rows two say how much is left.
    expect(explainedRoom(40, 4, 20)).toEqual({ rows: 18, listRows: 4, last: 30 });
  });

  it('leaves the list the room that there is', () => {
    expect(explainedRoom(40, 12, 12)).toEqual({ rows: 10, listRows: 6, last: 40 });
    expect(explainedRoom(40, 4, 5).listRows).toBe(1);
  });
});
