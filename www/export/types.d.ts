// What is saved, and what saving needs.

import type { Frame } from '../engine/records.js';
import type { Translator } from '../i18n/types.js';
import type { Picture } from '../plot/types.js';
import type { State } from '../state/state.js';

/** How a picture is saved. Values are brought into range; missing ones follow the page. */
export interface ImageOptions {
  /** In CSS pixels: 320 to 4000 wide, 240 to 4000 high. */
  width?: number;
  height?: number;
  /** Pixels of a PNG per CSS pixel, 1 to 4. */
  scale?: number;
  theme?: 'light' | 'dark';
  /** Empty for none. */
  title?: string;
  /** Whether strings and numbers stand under the picture. */
  caption?: boolean;
}

/** What the export dialog is made with. */
export interface ExportContext {
  t: Translator;
  /** What is shown. */
  frame(): Frame | null;
  wanted(): State;
  theme(): 'light' | 'dark';
  /** Asks the lab that holds the data shown. */
  ask(
    question: ExportQuestion,
    how: { signal: AbortSignal; onprogress: (fraction: number) => void },
  ): Promise<ExportAnswer>;
  /** Draws the picture of the view on paper; null where it has none. */
  drawn<T>(theme: 'light' | 'dark', draw: (picture: Picture) => T): T | null;
  pictured(): boolean;
  sheets(): Sheet[];
}

/** What Export asks for: a quantized tensor as a file, the containers that have a layout for a scheme, the range of every block, or the data (src/web/question/export.rs). */
export type ExportQuestion =
  | { kind: 'quantized'; scheme: string; data: string; container: string }
  | { kind: 'containers'; scheme: string }
  | { kind: 'ranges'; scheme: string; npy: boolean }
  | { kind: 'data'; npy: boolean };

/** The answer: the bytes of a file, containers with what their libraries call the layout, lower and upper ends in turn, or numbers. */
export interface ExportAnswer {
  kind: ExportQuestion['kind'];
  bytes?: Uint8Array<ArrayBuffer>;
  containers?: { container: string; layout: string }[];
  ranges?: Float32Array;
  numbers?: Float32Array;
}

/** The data behind a picture as a table with all digits, to be saved. */
export interface Sheet {
  /** Goes into the file's name. */
  name: string;
  head: readonly string[];
  rows: readonly (readonly (string | number)[])[];
}
