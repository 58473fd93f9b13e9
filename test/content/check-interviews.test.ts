import { describe, expect, it } from 'vitest';
import { problemsOf } from './course.ts';

const ONE = 'interviews/one.yaml';
const REASONINGS = 'reasonings.yaml';
const option = (text: string, rest = '') => `    - { text: ${text}, why: "${text} is why"${rest} }`;
const files = {
  [ONE]: `title: A pet
level: 1
families: [pets]
prompt: We want a pet.
requirements: { pets: { space: flat } }
answers: { pets: { space: "A flat in town." } }
accepts: { pets: [cat] }
budget: 2
estimates:
  - { id: meals, prompt: Two meals a day for a week, answer: 14, unit: meals, factor: 1.2, working: 2 x 7, traps: [{ value: 7, why: One }], source: rfc1#1 }
failure:
  prompt: What goes wrong?
  options:
${option('Hair', ', correct: true')}
${option('Noise')}
${option('Fleas', ', partly: true')}
${option('Smell')}
  source: rfc1#1
  see: lab:echo
twists:
  - say: We move to a farm.
    change: { pets: { space: farm } }
    accepts: { pets: [dog] }
    why: There is room.
    source: rfc1#1
    see: lesson:cats
source: rfc1#1
see: [lab:echo]
`,
  [REASONINGS]: `reasonings:
  - { id: cute, name: Cute is enough, says: It is cute., families: [pets], options: [cat], truth: It is not., source: rfc1#1, see: lab:echo }
`,
};
/** What is wrong when words of one of the two files are others. */
const wrong = (file: keyof typeof files, from: string, to: string) => {
  if (!files[file].includes(from)) throw new Error(`${file} does not contain '${from}'`);
  return problemsOf({ ...files, [file]: files[file].replace(from, to) });
};

describe('interviews and reasonings', () => {
  it('are sound as they stand', () => {
    expect(problemsOf(files)).toEqual([]);
  });

  it.each([
    ['an unknown family', ONE, 'families: [pets]', 'families: [pets, petz]', 'say what is required in petz'],
    ['an unknown value', ONE, 'space: flat } }\nans', 'space: boat } }\nans', "space has no value 'boat'"],
    ['words for what is not required', ONE, 'answers: { pets: { space', 'answers: { pets: { food', 'answers names pets.food'],
    ['another winner than it says', ONE, 'pets: [cat]', 'pets: [dog]', 'the rules put cat on top, and [dog] is accepted'],
    ['a twist that comes out otherwise', ONE, 'pets: [dog]', 'pets: [cat]', 'the rules put dog on top, and [cat] is accepted'],
    ['a twist that changes nothing', ONE, 'space: farm', 'space: flat', 'space is flat already'],
    ['a prompt that gives all away', ONE, 'answers:', 'given: { pets: [space] }\nanswers:', 'the prompt gives away all that decides'],
    ['a trap that is right', ONE, 'value: 7', 'value: 13', '13 is within the factor of the answer 14'],
    ['no right failure', ONE, ', correct: true', '', 'no option is right'],
    ['a failure without its own why', ONE, 'Noise is why', 'Hair is why', 'two options share one `why`'],
    ['a place that is not there', ONE, 'see: [lab:echo]', 'see: [lab:ecko]', "there is no lab 'ecko'"],
    ['an unknown source', ONE, 'source: rfc1#1\nsee', 'source: rfc7\nsee', "there is no source 'rfc7'"],
    ['a reasoning about an unknown option', REASONINGS, '[cat]', '[cow]', "none of pets has a candidate 'cow'"],
    ['a reasoning that leads nowhere', REASONINGS, 'see: lab:echo', 'see: lab:ecko', "there is no lab 'ecko'"],
  ] as const)('%s', (_, file, from, to, expected) => {
    const lines = wrong(file, from, to);
    expect(lines.filter((line) => line.startsWith(file)).join('\n')).toContain(expected);
  });
});
