// A view: its descriptor, and what it shows.

import type { PageContext } from '../element/types.js';
import type { Answer, Arithmetic, Frame, Question } from '../engine/records.js';
import type { Sheet } from '../export/types.js';
import type { Lost, Named } from '../files/dropped.js';
import type { Look, Picture, Size } from '../plot/types.js';
import type { Key } from '../state/kinds.js';
import type { State } from '../state/state.js';

/** What a view is made with, besides what every component has. */
export interface ViewContext extends PageContext {
  /** Points at a value of the data, which every view and the inspector then mark; null at none. */
  point(x: number | null): void;
  /** Whether a question is open, so that pictures must not tell the numbers. */
  quiet(): boolean;
  /** Whether a question or a challenge is open, so that nothing is recommended. */
  unadvised(): boolean;
  /** The value pointed at. */
  pointed(): number | null;
  /** Opens files, and lists what was dropped with them and cannot be read; `second`: as what the model shown became. */
  openFiles(files: Named[], lost?: Lost[], second?: boolean): Promise<void>;
  /** Reads what lies at an address. */
  readAddress(address: string): void;
  /** How a picture looks on a canvas with `scale` pixels per CSS pixel: its letters are larger on a slide. */
  look(scale: number): Look;
}

/**
 * The descriptor of a view, exported by `www/views/NAME/index.js`: everything the rest of the page knows of the view. The tabs, the
 * keys of links, the names for `hide`, Export, paper and the help are made of the list of descriptors (www/views/index.js).
 */
export interface ViewKind {
  /** Its value of the state's key `view`; its title is the text `ui.view.NAME`. */
  name: string;
  /** What it is for: to see what happens to values, to choose a scheme, to see schemes run, or to see a whole model. Its tab stands with those of its group. */
  group: 'see' | 'choose' | 'run' | 'model';
  /** The keys of the state that only this view reads, in the order of a link. */
  keys: Record<string, Key>;
  /** Its question to the lab beside the frame; by default there is none. */
  ask?(state: State, place: Size): Question | null;
  /** The part of the catalogues that it needs beside the first one. */
  texts?: import('../i18n/index.js').TextPart;
  /** Fetches its maker, when the view is first shown. */
  make(): Promise<(context: ViewContext) => View>;
  /** Keys that do something here, each with the last part of its text `ui.help.NAME`. */
  help?: readonly (readonly [keys: string, text: string])[];
  /** Style rules that hold before it is fetched. */
  style?: string;
  /** Whether values of the data can be pointed at, so that the inspector stands under the view; by default they can. */
  inspects?: boolean;
  /** The size of its picture on paper in CSS pixels, where it needs more room than two low panels have. */
  paper?(answer: Answer | null): { width: number; height: number } | null;
  /** The data behind the frame and the answer, to be saved. */
  sheets?(frame: Frame, answer: Answer | null): Sheet[];
  /** Keys that the answer brought into range. */
  inRange?(state: State, answer: Answer): Partial<State>;
  /** Whether an answer is about this state, where lessons depend on it; by default it is. */
  answers?(state: State, answer: Answer | null): boolean;
  /** The numbers of the answer that lessons may name, as `NAME.number`. */
  scope?(answer: Answer): Record<string, number>;
}

/** One way to look at a state, as it stands on the page. */
export interface View {
  element: HTMLElement;
  /** Style rules. */
  style?: string;
  /** The picture, which can be had as SVG. */
  picture?: Picture;
  /** The element to print where there is no picture. */
  board?: HTMLElement;
  /** Fulfilled when everything measured beside the frame is there; by default nothing is measured. */
  settled?(): Promise<void>;
  /** Stops what plays. */
  pause?(): void;
  /** Shows a frame and the answer to the view's question; only called while the view is shown. */
  update(frame: Frame, state: State, answer: any): void;
  /** Marks the value pointed at and its way under both schemes, which `words` says. */
  mark?(steps: Steps | null, words: string): void;
  /** What the picture shows, as tables. */
  tables?(frame: Frame, state: State): HTMLElement[];
  /** The data behind what is measured beside the frame, to be saved. */
  sheets?(): Sheet[];
  dispose(): void;
}

/** One value's way under a scheme, by the grid of the block that is shown. */
export interface Step extends Arithmetic {
  /** Whether that block has no such value and a narrower range: then its grid says nothing about the value. */
  elsewhere: boolean;
}

/** One value's way under both schemes. */
export interface Steps {
  a: Step;
  b: Step;
}
