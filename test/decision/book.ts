// A small rule book for the tests of the engine: three options, three dimensions, one option that is history.
import type { RuleBook } from '../../src/decision/schema.ts';

const candidate = (id: string) => ({ id, title: id.toUpperCase(), summary: '', cost: '', failure: '', source: `src#${id}` });
export const dimension = (id: string, ...values: readonly string[]) => ({
  id,
  question: `${id}?`,
  why: '',
  values: values.map((value) => ({ id: value, title: value })),
});

export const book: RuleBook = {
  family: 'fruit',
  title: 'Pick a fruit',
  dimensions: [dimension('taste', 'sweet', 'sour'), dimension('season', 'summer', 'winter'), dimension('budget', 'low', 'high')],
  candidates: [candidate('apple'), candidate('lemon'), candidate('mango'), { ...candidate('quince'), history: 'Nobody sells it.' }],
  rules: [
    { candidate: 'apple', when: { taste: 'sweet' }, effect: 1, because: 'An apple is sweet.', source: 's#1' },
    { candidate: 'lemon', when: { taste: 'sour' }, effect: 3, because: 'A lemon is sour.', source: 's#2' },
    { candidate: 'lemon', when: { taste: 'sweet' }, effect: 'exclude', because: 'A lemon is not sweet.', source: 's#3' },
    { candidate: 'mango', when: { taste: 'sweet', budget: ['high'] }, effect: 3, because: 'A mango is sweeter.', source: 's#4' },
    { candidate: 'mango', when: { budget: 'low' }, effect: -2, because: 'A mango is dear.', source: 's#5' },
    { candidate: 'apple', when: { season: ['summer', 'winter'] }, effect: 1, because: 'Apples keep.', source: 's#6' },
    { candidate: 'quince', when: { taste: 'sour' }, effect: 3, because: 'A quince is sour.', source: 's#7' },
  ],
  scenarios: [],
};
