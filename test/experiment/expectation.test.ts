import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds } from '../../src/experiment/expectation.ts';
import type { Expectation } from '../../src/experiment/schema.ts';
import { eventOf, runOf } from '../wire/event-of.ts';

const deliver = (id: number, time: number) => eventOf('app:deliver', { id, client: 'client-1' }, { time });
const publish = (id: number, time: number) => eventOf('app:publish', { id }, { time });
const events = runOf(
  eventOf('tcp:open', { clientPort: 1, serverPort: 2 }, { direction: 'client-to-server' }),
  publish(1, 10),
  deliver(1, 12.3456),
  publish(2, 20),
  publish(3, 30),
  deliver(3, 31),
);
const claim = (expectation: Expectation) => holds(expectation, { events });

describe('a claim about a measurement', () => {
  it('compares it, and says what was measured', () => {
    expect(claim({ measure: 'lost', is: '=', value: 1 })).toEqual({ holds: true, because: 'Messages a client never got = 1', events: [] });
    expect(claim({ measure: 'lost', is: '>', value: 1 })).toMatchObject({ holds: false, because: 'Messages a client never got = 1' });
    expect(claim({ measure: 'firstDelivery', is: '<', value: 13 }).because).toBe('Connecting to first delivery = 12.3 ms');
  });

  it('compares in five ways', () => {
    const truths = (value: number) => (['<', '<=', '=', '>=', '>'] as const).map((is) => claim({ measure: 'published', is, value }).holds);
    expect(truths(2)).toEqual([false, false, false, true, true]);
    expect(truths(3)).toEqual([false, true, true, true, false]);
    expect(truths(4)).toEqual([true, true, false, false, false]);
  });

  it('is not true of a measurement that does not exist', () => {
    expect(claim({ measure: 'beauty', is: '>=', value: 0 })).toMatchObject({ holds: false, because: "there is no measurement 'beauty'" });
  });
});

describe('a claim about how many events there are', () => {
  it('names the events that it rests on, at most three', () => {
    expect(claim({ count: { event: 'app:publish' }, is: '=', value: 3 })).toEqual({
      holds: true,
      because: '3 publications',
      events: [1, 3, 4],
    });
    expect(claim({ count: { event: 'app:publish', where: { id: 2 } }, is: '>', value: 0 })).toMatchObject({
      holds: true,
      because: 'a publication (id 2)',
      events: [3],
    });
  });

  it('says that there are none', () => {
    expect(claim({ count: { event: 'ws:frame', direction: 'server-to-client' }, is: '=', value: 0 })).toEqual({
      holds: true,
      because: 'no frame from the server',
      events: [],
    });
  });
});

describe('a claim about what came first', () => {
  const order = (first: number, other: number) =>
    claim({ first: { event: 'app:deliver', where: { id: first } }, before: { event: 'app:deliver', where: { id: other } } });

  it('holds for the earlier one and names it', () => {
    expect(order(1, 3)).toMatchObject({ holds: true, events: [2, 5] });
    expect(order(1, 3).because).toMatch(/^first, after 12\.3 ms, /);
    expect(order(3, 1)).toMatchObject({ holds: false, events: [2, 5], because: order(1, 3).because });
  });

  it('holds where the other never came, and not where the first did not', () => {
    expect(order(1, 9).holds).toBe(true);
    expect(order(9, 1).holds).toBe(false);
    expect(order(9, 8)).toMatchObject({ holds: false, because: 'no delivery (id 9)', events: [] });
  });
});

describe('claims made of claims', () => {
  const yes: Expectation = { measure: 'published', is: '=', value: 3 };
  const no: Expectation = { measure: 'delivered', is: '=', value: 3 };

  it('says which part broke it', () => {
    expect(claim({ all: [yes, no] })).toMatchObject({ holds: false, because: 'Messages delivered to applications = 2' });
    expect(claim({ all: [yes, { not: no }] }).because).toBe('Messages published = 3; Messages delivered to applications = 2');
  });

  it('says which part made it true', () => {
    expect(claim({ any: [no, yes] })).toMatchObject({ holds: true, because: 'Messages published = 3' });
    expect(claim({ any: [no, { not: yes }] }).holds).toBe(false);
  });

  it('follows logic, whatever is nested', () => {
    const { expectation } = fc.letrec<{ expectation: { claim: Expectation; truth: boolean } }>((tie) => ({
      expectation: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom({ claim: yes, truth: true }, { claim: no, truth: false }),
        tie('expectation').map(({ claim: inner, truth }) => ({ claim: { not: inner }, truth: !truth })),
        fc.array(tie('expectation'), { minLength: 1, maxLength: 3 }).map((parts) => ({
          claim: { all: parts.map((part) => part.claim) },
          truth: parts.every((part) => part.truth),
        })),
        fc.array(tie('expectation'), { minLength: 1, maxLength: 3 }).map((parts) => ({
          claim: { any: parts.map((part) => part.claim) },
          truth: parts.some((part) => part.truth),
        })),
      ),
    }));
    fc.assert(
      fc.property(expectation, ({ claim: given, truth }) => {
        const judged = claim(given);
        expect(judged.holds).toBe(truth);
        expect(judged.because).not.toBe('');
      }),
    );
  });
});
