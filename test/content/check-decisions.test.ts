import { describe, expect, it } from 'vitest';
import { problemsOf } from './course.ts';

const at = (part: string) => `decisions/pets/${part}.yaml`;

describe('rule books', () => {
  it.each([
    ['a rule on an unknown candidate', 'rules', ['candidate: dog', 'candidate: dogg'], "there is no candidate 'dogg' (is 'dog' meant?)", 2],
    ['a rule on an unknown dimension', 'rules', ['{ space: flat }', '{ spcae: flat }'], "there is no dimension 'spcae'", 2],
    ['a rule on an unknown value', 'rules', ['[farm]', '[farm, sea]'], "space has no value 'sea'; it has flat, farm", 1],
    ['a rule without a condition', 'rules', ['{ space: [farm] }', '{}'], 'the rule has an empty `when`', 1],
    ['a rule without a source', 'rules', ['rfc1#2', 'rfc3#2'], "there is no source 'rfc3'", 1],
    ['a rule without a reason', 'rules', ['because: It needs much.', 'because: ""'], 'the rule needs a `because`', 1],
    [
      'a candidate of whom no rule speaks',
      'candidates',
      ['candidates:', 'candidates:\n  - { id: fish, title: F, summary: S, cost: C, failure: X, source: rfc1 }'],
      "no rule speaks of 'fish'",
      1,
    ],
    ['a candidate twice', 'candidates', ['id: dog', 'id: cat'], 'this candidate stands here twice', 2],
    [
      'a dimension that no rule asks for',
      'requirements',
      ['dimensions:', 'dimensions:\n  - { id: time, question: Q, why: W, values: [{ id: a, title: A }, { id: b, title: B }] }'],
      "no rule asks for 'time'",
      1,
    ],
    ['a value twice', 'requirements', ['id: farm', 'id: flat'], 'space has this value twice', 2],
    ['a scenario with an unknown answer', 'scenarios', ['{ space: flat }', '{ space: boat }'], "space has no value 'boat'", 1],
    ['a scenario that accepts nobody known', 'scenarios', ['[cat]', '[lion]'], "there is no candidate 'lion'", 1],
  ] as const)('%s', (_, part, change, expected, count) => {
    const lines = problemsOf({ [at(part)]: change });
    expect(lines.join('\n')).toContain(expected);
    expect(lines).toHaveLength(count);
  });

  it('a scenario that comes out otherwise', () => {
    expect(problemsOf({ [at('scenarios')]: ['[cat]', '[dog]'] })).toEqual([
      `${at('scenarios')}:2: the rules make cat the winner of 'town', not dog (cat 2, dog 0): mend rules.yaml or accept it`,
    ]);
  });

  it('a tie with somebody who is not accepted', () => {
    const lines = problemsOf({
      [at('rules')]: ['rules:', 'rules:\n  - { candidate: dog, when: { space: flat }, effect: 2, because: B, source: rfc1 }'],
    });
    expect(lines).toEqual([expect.stringContaining('the rules make cat and dog the winner of')]);
    expect(
      problemsOf({
        [at('rules')]: ['rules:', 'rules:\n  - { candidate: dog, when: { space: flat }, effect: 2, because: B, source: rfc1 }'],
        [at('scenarios')]: ['[cat]', '[cat, dog]'],
      }),
    ).toEqual([]);
  });
});
