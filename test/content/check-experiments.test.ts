import { describe, expect, it } from 'vitest';
import { LESSON, problemsOf } from './course.ts';

const file = `${LESSON}/experiment.yaml`;

describe('what experiments mention', () => {
  it.each([
    ['a lab', ['lab: echo', 'lab: ecco'], `${file}:4: there is no lab 'ecco' (is 'echo' meant?)`],
    ['a setting', ['rate: 2', 'speed: 2'], `${file}:6: there is no setting 'speed'; there are rate`],
    ['a value out of range', ['rate: 2', 'rate: 20'], `${file}:6: rate takes a number from 1 to 9, not '20'`],
    ['a condition out of range', ['rtt: 20', 'rtt: 20000'], `${file}:7: rtt takes a number from 0 to 5000`],
    ['an action', ['do: connect', 'do: conect'], `${file}:14: the lab echo has no action 'conect' (is 'connect' meant?)`],
    [
      'an event to wait for',
      ['event: app:deliver', 'event: app:delivered'],
      `${file}:15: there is no event 'app:delivered' (is 'app:deliver' meant?)`,
    ],
    ['a key of its data', ['client: /a/', 'clinet: /a/'], `${file}:15: app:deliver has no 'clinet'; it has id, client`],
    ['a pattern', ['client: /a/', 'client: /(/'], `${file}:15: /(/ is no regular expression`],
    [
      'a measurement of an outcome',
      ['measure: connections,', 'measure: conections,'],
      `${file}:11: there is no measurement 'conections' (is 'connections' meant?)`,
    ],
    ['an event inside an outcome', ['event: tcp:open', 'event: tcp:opened'], `${file}:12: there is no event 'tcp:opened'`],
    ['a measurement that grades', ['measure: delivered', 'measure: lost'], `${file}:19: there is no measurement 'lost'`],
    [
      'a measurement that is shown',
      ['Connections, measure: connections', 'Connections, measure: x'],
      `${file}:21: there is no measurement 'x'`,
    ],
    ['a measurement in the explanation', ['{{connections}}', '{{ conns }}'], `${file}:22: there is no measurement 'conns'`],
    ['a source', ['sources: [rfc1#1]', 'sources: [rfc2#1]'], `${file}:23: there is no source 'rfc2'`],
    ['an outcome without a word', ['why: It is one.', 'why: ""'], `${file}:11: this option needs a \`why\``],
  ] as const)('%s', (_, change, expected) => {
    const lines = problemsOf({ [file]: change });
    expect(lines.join('\n')).toContain(expected);
    expect(lines).toHaveLength(1);
  });
});
