// A small text editor: a text, a cursor, and what may be written there. Pure; the composer of a lab knows the language.
import type { Composer, Reply, Suggestions } from '../../../labs/composer.ts';

export interface EditorState {
  readonly text: string;
  /** Offset of the cursor in the text, in UTF-16 units. */
  readonly cursor: number;
  /** What may be written at the cursor; empty where nothing was asked for. */
  readonly suggestions: Suggestions;
  /** Index of the suggestion that is taken. */
  readonly chosen: number;
  /** Index of the example that the text came from. */
  readonly example: number;
  readonly reply: 'none' | 'awaited' | Reply;
  /** First line of the reply that is shown. */
  readonly replyTop: number;
}

export type EditorIntent =
  | { readonly type: 'type'; readonly character: string }
  | { readonly type: 'newline' }
  | { readonly type: 'erase' }
  | { readonly type: 'delete' }
  | { readonly type: 'to'; readonly place: 'left' | 'right' | 'up' | 'down' | 'home' | 'end' }
  | { readonly type: 'accept' }
  | { readonly type: 'suggestion'; readonly by: 1 | -1 }
  | { readonly type: 'example' }
  | { readonly type: 'clear' }
  | { readonly type: 'scroll'; readonly by: number }
  | { readonly type: 'sent' }
  | { readonly type: 'answered'; readonly reply: Reply };

const NOTHING: Suggestions = { from: 0, all: [] };
/** Characters that a person can write here. */
const LONGEST = 20_000;

export function startEditor(composer: Composer): EditorState {
  const text = composer.examples[0] ?? '';
  return { text, cursor: text.length, suggestions: NOTHING, chosen: 0, example: 0, reply: 'none', replyTop: 0 };
}

export function updateEditor(state: EditorState, intent: EditorIntent, composer: Composer): EditorState {
  const { text, cursor } = state;
  switch (intent.type) {
    case 'type': {
      // A brace that closes stands where the line of its opening one does.
      const indented = intent.character === '}' && /\n * {2}$/.test(text.slice(0, cursor));
      return indented ? replaced(state, cursor - 2, cursor, '}', composer) : write(state, intent.character, composer);
    }
    case 'newline':
      return { ...write(state, `\n${'  '.repeat(depthAt(text, cursor))}`, composer), suggestions: NOTHING };
    case 'erase':
      return cursor === 0 ? state : replaced(state, cursor - widthBefore(text, cursor), cursor, '', composer);
    case 'delete':
      return cursor === text.length ? state : replaced(state, cursor, cursor + widthAfter(text, cursor), '', composer);
    case 'to':
      return { ...state, cursor: moved(text, cursor, intent.place), suggestions: NOTHING };
    case 'accept': {
      const suggestion = state.suggestions.all[state.chosen];
      // Without one, the key asks what there is.
      if (suggestion === undefined) return { ...state, suggestions: composer.suggest(text, cursor), chosen: 0 };
      return { ...replaced(state, state.suggestions.from, cursor, suggestion.text, composer), suggestions: NOTHING };
    }
    case 'suggestion': {
      const count = state.suggestions.all.length;
      return count === 0 ? state : { ...state, chosen: (state.chosen + intent.by + count) % count };
    }
    case 'example': {
      const example = (state.example + 1) % Math.max(1, composer.examples.length);
      const next = composer.examples[example] ?? '';
      return { ...state, text: next, cursor: next.length, example, suggestions: NOTHING, chosen: 0 };
    }
    case 'clear':
      return { ...state, text: '', cursor: 0, suggestions: NOTHING };
    case 'scroll': {
      const lines = typeof state.reply === 'string' ? 1 : state.reply.text.split('\n').length;
      return { ...state, replyTop: Math.max(0, Math.min(lines - 1, state.replyTop + intent.by)) };
    }
    case 'sent':
      return { ...state, reply: 'awaited', replyTop: 0, suggestions: NOTHING };
    case 'answered':
      return { ...state, reply: intent.reply, replyTop: 0 };
  }
}

/** Line and column of an offset, both from 0. */
export function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, column: before.at(-1)?.length ?? 0 };
}

function write(state: EditorState, added: string, composer: Composer): EditorState {
  if (state.text.length + added.length > LONGEST) return state;
  return replaced(state, state.cursor, state.cursor, added, composer);
}

/** The text with a part of it replaced, and what may be written behind it, where a word was begun. */
function replaced(state: EditorState, from: number, to: number, added: string, composer: Composer): EditorState {
  const text = state.text.slice(0, from) + added + state.text.slice(to);
  const cursor = from + added.length;
  const suggestions = /[\w(:]\s?$/.test(text.slice(0, cursor)) ? composer.suggest(text, cursor) : NOTHING;
  return { ...state, text, cursor, suggestions, chosen: 0 };
}

/** How many braces are open at the offset: how far the next line is indented. */
function depthAt(text: string, offset: number): number {
  let depth = 0;
  for (const character of text.slice(0, offset)) depth += character === '{' ? 1 : character === '}' ? -1 : 0;
  return Math.max(0, depth);
}

// A character outside the basic plane is two units: the cursor never stands between them.
const widthBefore = (text: string, cursor: number) => ([...text.slice(Math.max(0, cursor - 2), cursor)].at(-1) ?? ' ').length;
const widthAfter = (text: string, cursor: number) => String.fromCodePoint(text.codePointAt(cursor) ?? 32).length;

function moved(text: string, cursor: number, place: Extract<EditorIntent, { type: 'to' }>['place']): number {
  const { line, column } = placeOf(text, cursor);
  const lines = text.split('\n');
  const offsetOf = (to: number) => lines.slice(0, to).reduce((sum, each) => sum + each.length + 1, 0);
  switch (place) {
    case 'left':
      return cursor === 0 ? 0 : cursor - widthBefore(text, cursor);
    case 'right':
      return cursor === text.length ? cursor : cursor + widthAfter(text, cursor);
    case 'home':
      return offsetOf(line);
    case 'end':
      return offsetOf(line) + (lines[line] ?? '').length;
    case 'up':
    case 'down': {
      const to = line + (place === 'up' ? -1 : 1);
      const target = lines[to];
      if (target === undefined) return place === 'up' ? 0 : text.length;
      const offset = offsetOf(to) + Math.min(column, target.length);
      return /[\udc00-\udfff]/.test(text[offset] ?? '') ? offset - 1 : offset;
    }
  }
}
