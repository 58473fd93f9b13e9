import { describe, expect, it } from 'vitest';
import { parseFiles } from '../../src/content/parse.ts';
import { course, problemsOf } from './course.ts';

const WHERE = 'comparisons/pets.yaml';
const claim = '{ about: noise, says: It is loud., judge: { by: column, column: delivered, atLeast: 1 }, source: rfc1#1 }';
const COMPARISON = `title: Pets
summary: Pets beside each other.
columns: [delivered, bytesPerMessage]
rows:
  - lab: echo
    title: Echo
    params: { rate: 2 }
    care: { resume: { rate: 3 } }
    start: [{ do: connect }, { until: { event: tcp:open } }]
    cut: cut
    claims:
      - ${claim}
  - lab: other
    title: Other
    start: [{ do: connect }]
    claims:
      - ${claim}
`;
/** What is wrong with it, but that the test's course has one lab alone. */
const wrong = (from: string, to: string) =>
  problemsOf({ [WHERE]: COMPARISON.replace(from, to) }).filter((line) => !line.includes("there is no lab 'other'"));

describe('comparisons', () => {
  it('are content', () => {
    const { content, problems } = parseFiles(course({ [WHERE]: COMPARISON }));
    expect(problems).toEqual([]);
    expect(content.comparisons).toMatchObject([{ id: 'pets', rows: [{ lab: 'echo', stop: [], recovers: '' }, { lab: 'other' }] }]);
    expect(wrong('', '')).toEqual([]);
  });
  it.each([
    ['an unknown column', 'bytesPerMessage', 'bytesPerMesage', "there is no column 'bytesPerMesage' (is 'bytesPerMessage' meant?)"],
    ['an unknown setting', 'rate: 2', 'rat: 2', "there is no setting 'rat'"],
    ['a setting out of range', 'rate: 3', 'rate: 30', 'rate takes a number from 1 to 9'],
    ['an unknown action', 'do: connect', 'do: conect', "the lab echo has no action 'conect'"],
    ['a cut that is none', 'cut: cut', 'cut: saw', "the lab echo has no action 'saw'"],
    ['an unknown event', 'tcp:open', 'tcp:opne', "there is no event 'tcp:opne' (is 'tcp:open' meant?)"],
    ['an unknown source', 'rfc1#1', 'rfc7#1', "there is no source 'rfc7'"],
    ['a bound without a number', ', atLeast: 1', '', 'a column is judged by `atMost`, `atLeast` or both'],
    ['claims about something else', 'about: noise', 'about: smell', 'every row claims about the same, in the same order: smell'],
    ['a row twice', 'lab: other', 'lab: echo', "the lab 'echo' has a row already"],
    [
      'a verdict without a reason',
      '{ by: column, column: delivered, atLeast: 1 }',
      "{ by: source, verdict: holds, because: '' }",
      'a verdict needs a `because`',
    ],
  ])('%s', (_, from, to, expected) => {
    expect(wrong(from, to).join('\n')).toContain(expected);
  });
});
