// A language for tests of the editor.
import type { Composer } from '../../../../src/labs/composer.ts';

/** A language of three words. */
const WORDS = ['name', 'number', 'price'];
export const composer: Composer = {
  noun: 'query',
  examples: ['{ name }', '{ price }'],
  suggest(text, cursor) {
    const begun = /\w*$/.exec(text.slice(0, cursor))?.[0] ?? '';
    return {
      from: cursor - begun.length,
      all: WORDS.filter((word) => word.startsWith(begun)).map((word) => ({ text: word, detail: 'a word' })),
    };
  },
  check: (text) => (text.includes('?') ? [{ message: 'there are no questions', at: text.indexOf('?') }] : []),
  weigh: (text) => `${text.length} characters`,
};
