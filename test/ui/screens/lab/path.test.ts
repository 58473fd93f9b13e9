import { describe, expect, it } from 'vitest';
import { changeOf, reportedBy } from '../../../../src/ui/screens/lab/path.ts';
import { CLEAN } from '../../../../src/wire/conditions.ts';
import { eventOf, runOf } from '../../../wire/event-of.ts';

const change = (detail: string) => eventOf('path:change', { detail }, { source: 'model', connection: 0 });

describe('changeOf', () => {
  it('is what differs, or nothing', () => {
    expect(changeOf(CLEAN, CLEAN)).toBeUndefined();
    expect(changeOf(CLEAN, { ...CLEAN, rtt: 20, buffering: true })).toEqual({ rtt: 20, buffering: true });
  });
});

describe('reportedBy', () => {
  it('hears the last word of the tap about each condition', () => {
    const events = runOf(
      change('rtt 20'),
      change('blackhole on'),
      change('rtt 40'),
      change('the proxy buffers this response'),
      change('loss 2.5'),
    );
    expect(reportedBy(events, 0)).toEqual({ rtt: 40, blackhole: true, loss: 2.5 });
    expect(reportedBy(events, 2)).toEqual({ rtt: 40, loss: 2.5 });
    expect(reportedBy(events, 5)).toBeUndefined();
  });
  it('takes no word for a condition that is none', () => {
    expect(reportedBy(runOf(change('toString on'), change('speed 5')), 0)).toBeUndefined();
  });
});
