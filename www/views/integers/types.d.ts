// The topics of the Integer arithmetic view.

import type { Frame, Params } from '../../engine/records.js';
import type { Sentence } from '../../i18n/types.js';
import type { State } from '../../state/state.js';
import type { View } from '../types.js';

/** One topic of the Integer arithmetic view (www/views/integers). */
export interface IntegersTopic extends Pick<View, 'picture' | 'settled' | 'sheets'> {
  /** Its own controls, beside the choice of the topic. */
  tools: HTMLElement[];
  element: HTMLElement;
  update(frame: Frame, state: State, answer: ConvolutionAnswer | null): void;
  tables(): HTMLElement[];
  dispose(): void;
}

/** What is convolved: the built-in scene or a section of the data, with a built-in filter that is quantized by `weights`. */
export interface ConvolutionQuestion {
  kind: 'convolution';
  a: string;
  b: string;
  scene: boolean;
  filter: string;
  weights: string;
}

/** A convolution with zero padding, all maps row by row and of the image's size. */
export interface ConvolutionAnswer {
  kind: 'convolution';
  rows: number;
  columns: number;
  /** Which section of the data the image is. */
  section: { name: 'scene' | 'plane' | 'matrix' | 'folded'; plane: number; planes: number };
  /** Why schemes other than A and B are used. */
  notes: Sentence[];
  image: Float32Array;
  filter: Float32Array;
  /** The result in real numbers. */
  real: Float32Array;
  /** Symmetric; asymmetric and padded with the zero-point; asymmetric and padded with the code 0. */
  ways: [IntegersRecord, IntegersRecord, IntegersRecord];
  /** The symmetric scheme and the asymmetric one. */
  used: [UsedScheme, UsedScheme];
  /** Of a layer with all filters under the asymmetric scheme. */
  biases: BiasRecord[];
}

export interface UsedScheme {
  text: string;
  /** Whether it is made of B, not of A. */
  of_b: boolean;
}

/** A bias, what one unit of its channel's sums stands for, and how it is stored: in 32 bits with that unit, in 8 like a weight. */
export interface BiasRecord {
  filter: string;
  bias: number;
  unit: number;
  wide: { code: number; value: number };
  narrow: { code: number; value: number };
}

/** A convolution of codes. */
export interface IntegersRecord {
  image: CodedRecord;
  filter: CodedRecord;
  /** The code outside the image, and the value it decodes to. */
  padding: number;
  pads_with: number;
  /** Sums of products of codes less their zero-points, what they stand for, and how far that lies from the result in real numbers. */
  sums: Int32Array;
  values: Float32Array;
  errors: Float32Array;
  /** Where the window reaches beyond the image, and where it does not. */
  border: Deviation;
  inner: Deviation;
}

export interface CodedRecord {
  codes: Int16Array;
  params: Params;
}

/** The finite errors of a region of a result. */
export interface Deviation {
  count: number;
  max_abs_error: number;
  rmse: number;
}
