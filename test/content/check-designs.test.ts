import { describe, expect, it } from 'vitest';
import { problemsOf } from './course.ts';

const TENSIONS = 'decisions/tensions.yaml';
const HOME = 'designs/home.yaml';
const files = {
  [TENSIONS]: `tensions:
  - id: hair
    when: { pets: cat }
    given: { pets: { space: flat } }
    severity: costs
    because: Hair everywhere.
    cure: Brush it.
    source: rfc1#1
`,
  [HOME]: `title: A home
story: A flat in town.
requirements: { pets: { space: flat } }
accepts: { pets: [cat] }
conflicts: [hair]
source: rfc1#2
`,
};
/** What is wrong when words of one of the two files are others. */
const wrong = (file: keyof typeof files, from: string, to: string) => {
  if (!files[file]?.includes(from)) throw new Error(`${file} does not contain '${from}'`);
  return problemsOf({ ...files, [file]: files[file].replace(from, to) });
};

describe('designs and tensions', () => {
  it('are sound as they stand', () => {
    expect(problemsOf(files)).toEqual([]);
  });

  it.each([
    ['an unknown family', HOME, '{ pets: { space', '{ petz: { space', "there is no family 'petz' (is 'pets' meant?)"],
    ['an unknown dimension', HOME, 'space: flat', 'room: flat', "pets has no dimension 'room'; there are space"],
    ['an unknown value', HOME, 'space: flat', 'space: boat', "space has no value 'boat'; there are flat, farm"],
    ['an unknown option', HOME, '[cat]', '[cow]', "pets has no candidate 'cow'"],
    ['an unknown tension', HOME, '[hair]', '[fur]', "there is no tension 'fur'"],
    ['an unknown source', HOME, 'rfc1#2', 'rfc7', "there is no source 'rfc7'"],
    ['another winner than it says', HOME, '[cat]', '[dog]', 'the rules choose cat, not dog: mend the rules or accept it'],
    ['a conflict that it does not name', HOME, 'conflicts: [hair]\n', '', 'these choices run into hair: name it under `conflicts`'],
    ['a conflict that there is not', HOME, '{ space: flat }', '{ space: farm }', 'these choices do not run into hair'],
    ['a family without an accepted option', HOME, '{ pets: [cat] }', '{}', 'say which options of pets are accepted'],
    ['a tension of an unknown option', TENSIONS, 'pets: cat', 'pets: cow', "pets has no candidate 'cow'"],
    ['a tension of an unknown value', TENSIONS, 'space: flat', 'space: boat', "space has no value 'boat'"],
    ['a tension of one choice alone', TENSIONS, '    given: { pets: { space: flat } }\n', '', 'a tension is between two families'],
    ['a tension without a known source', TENSIONS, 'rfc1#1', 'rfc9', "there is no source 'rfc9'"],
  ] as const)('%s', (_, file, from, to, expected) => {
    const lines = wrong(file, from, to);
    expect(lines.filter((line) => line.startsWith(file)).join('\n')).toContain(expected);
  });

  it('a tension twice', () => {
    const [, one = ''] = (files[TENSIONS] ?? '').split('tensions:\n');
    expect(problemsOf({ ...files, [TENSIONS]: `tensions:\n${one}${one}` })).toEqual([
      `${TENSIONS}:9: this tension stands here twice: rename or remove one`,
    ]);
  });

  it('says nothing of names in a rule book that could not be read', () => {
    const lines = problemsOf({ ...files, 'decisions/pets/rules.yaml': 'rules: 3\n' });
    expect(lines.filter((line) => line.startsWith('designs/') || line.startsWith(TENSIONS))).toEqual([]);
  });
});
