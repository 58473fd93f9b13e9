// What a lab lets a person write and send, as data for an editor: suggestions, mistakes, and a word on the text. The languages
// are each lab's own; this file knows none.

/** Something that may be written where the cursor is. */
export interface Suggestion {
  readonly text: string;
  /** Its type or kind, a few words; may be empty. */
  readonly detail: string;
}

export interface Suggestions {
  /** Offset where what they replace begins; it ends at the cursor. */
  readonly from: number;
  readonly all: readonly Suggestion[];
}

export interface Mistake {
  readonly message: string;
  /** Offset of the first character that it is about. */
  readonly at: number;
}

export interface Composer {
  /** What is written here, as in "Write a query". */
  readonly noun: string;
  /** Texts to begin with, the simplest first. */
  readonly examples: readonly string[];
  /** What may stand at the offset `cursor` of the text. */
  suggest(text: string, cursor: number): Suggestions;
  /** What is wrong with it, as the server would say; nothing is sent for it. */
  check(text: string): readonly Mistake[];
  /** What can be told of a text without sending it, one line; empty where nothing can. */
  weigh(text: string): string;
}

/** What came back for a text that was sent. */
export interface Reply {
  /** One line: status, size, what it took. */
  readonly summary: string;
  readonly ok: boolean;
  /** The answer's content, laid out for reading; from a server, so it is printed with care. */
  readonly text: string;
}
