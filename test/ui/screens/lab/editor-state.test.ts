import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EditorIntent, placeOf, startEditor, updateEditor } from '../../../../src/ui/screens/lab/editor-state.ts';
import { composer } from './composer.ts';

/** Half of a character that takes two units. */
const HALF = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

const keys = (text: string): EditorIntent[] =>
  [...text].map((character) => (character === '\n' ? { type: 'newline' } : { type: 'type', character }));
const typed = (intents: readonly EditorIntent[]) =>
  intents.reduce((state, intent) => updateEditor(state, intent, composer), { ...startEditor(composer), text: '', cursor: 0 });

describe('the editor of a lab', () => {
  it('begins with the first example, and goes round them', () => {
    const state = startEditor(composer);
    expect(state.text).toBe('{ name }');
    const next = updateEditor(state, { type: 'example' }, composer);
    expect(next.text).toBe('{ price }');
    expect(updateEditor(next, { type: 'example' }, composer).text).toBe('{ name }');
  });

  it('indents what is within braces, and takes it back at the brace that closes', () => {
    expect(typed(keys('{\nname {\nid\n}\n}')).text).toBe('{\n  name {\n    id\n  }\n}');
  });

  it('offers what a word may become, takes the chosen one, and asks where nothing was begun', () => {
    const state = typed(keys('{ n'));
    expect(state.suggestions.all.map(({ text }) => text)).toEqual(['name', 'number']);
    const second = updateEditor(state, { type: 'suggestion', by: 1 }, composer);
    expect(updateEditor(second, { type: 'accept' }, composer)).toMatchObject({ text: '{ number', cursor: 8 });
    const asked = updateEditor(typed(keys('{ ')), { type: 'accept' }, composer);
    expect(asked.suggestions.all).toHaveLength(3);
    expect(updateEditor(asked, { type: 'to', place: 'left' }, composer).suggestions.all).toEqual([]);
  });

  it('moves by lines and keeps to their ends', () => {
    const state = typed([...keys('abc\nd\nefgh'), { type: 'to', place: 'up' }, { type: 'to', place: 'up' }]);
    expect(placeOf(state.text, state.cursor)).toEqual({ line: 0, column: 1 });
    expect(updateEditor(state, { type: 'to', place: 'end' }, composer).cursor).toBe(3);
    expect(updateEditor(state, { type: 'to', place: 'up' }, composer).cursor).toBe(0);
  });

  it('never splits a character, never leaves its text, whatever is pressed', () => {
    const intent: fc.Arbitrary<EditorIntent> = fc.oneof(
      fc.constantFrom('a', '{', '}', 'é', '🍵', '?').map((character): EditorIntent => ({ type: 'type', character })),
      fc.constantFrom('left', 'right', 'up', 'down', 'home', 'end').map((place): EditorIntent => ({ type: 'to', place: place as 'left' })),
      fc.constantFrom('newline', 'erase', 'delete', 'accept', 'clear', 'example').map((type) => ({ type }) as EditorIntent),
      fc.constantFrom(1 as const, -1 as const).map((by): EditorIntent => ({ type: 'suggestion', by })),
    );
    fc.assert(
      fc.property(fc.array(intent, { maxLength: 60 }), (intents) => {
        const { text, cursor } = typed(intents);
        expect(cursor).toBeGreaterThanOrEqual(0);
        expect(cursor).toBeLessThanOrEqual(text.length);
        expect(`${text.slice(0, cursor)}|${text.slice(cursor)}`).not.toMatch(HALF);
      }),
    );
  });

  it('erases what was typed, one character at a time', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', ' ', '🍵', '(', 'é'), { maxLength: 20 }), (characters) => {
        const state = typed(keys(characters.join('')));
        const erased = characters.reduce((before) => updateEditor(before, { type: 'erase' }, composer), state);
        expect(erased.text).toBe('');
      }),
    );
  });
});
