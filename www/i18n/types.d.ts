// The sentences that pass between modules, and what says them.

/** Something to tell a person: a catalogue key and the words that fill its placeholders. */
export interface Note {
  key: string;
  words: Record<string, string>;
}

/** A note made by the crate; it brings its English text along. */
export interface Sentence extends Note {
  text: string;
}

/** A translator: `t(key, words)`, with the language it speaks. */
export interface Translator {
  (key: string, words?: Record<string, string | number>): string;
  readonly lang: string;
}
