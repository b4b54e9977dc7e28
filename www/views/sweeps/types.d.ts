// The curves of the Sweeps view.

import type { Pkg } from '../../engine/pkg.js';
import type { Frame, Measures, SchemeParts } from '../../engine/records.js';
import type { Translator } from '../../i18n/types.js';
import type { State } from '../../state/state.js';
import type { Steps, View } from '../types.js';

export type ClippingQuestion = {
  kind: 'clipping';
  a: string;
  b: string;
  block_a: number;
  block_b: number;
  all: boolean;
  percentile: boolean;
  points: number;
};

/** Curves of error against clipping: of A and B, and of both with the other symmetry, as far as their formats have one. */
export interface ClippingAnswer {
  kind: 'clipping';
  a: CurveRecord;
  b: CurveRecord;
  other_a?: CurveRecord;
  other_b?: CurveRecord;
}

/** One curve. Each point has its place (a share of the range, or a percentile), its range (except on a curve over all blocks), and its mean squared errors. */
export interface CurveRecord {
  /** Values it is about. */
  count: number;
  at: Float64Array;
  /** The limits that the calibration `clip` needs for the range. */
  lo: Float64Array;
  hi: Float64Array;
  /** The range as the grid holds it: what lies outside is clipped. */
  alpha: Float64Array;
  beta: Float64Array;
  clipped: Float64Array;
  rounding: Float64Array;
  clipping: Float64Array;
  /** Calibrators: the scheme each stands for, its own part of it, its place, and its error. */
  marks: { calibration: string; name: string; percentile: number; ratio: number; clipped: number; mse: number }[];
}

/** Where a calibrator's dot is, and the box of its name. */
export interface MarkPlace {
  x: number;
  y: number;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** One kind of curve of the Sweeps view (www/views/sweeps). */
export interface Sweep extends Pick<View, 'picture' | 'settled' | 'sheets'> {
  /** Its own controls. */
  tools: HTMLElement[];
  /** The picture and what it says. */
  elements: HTMLElement[];
  update(frame: Frame, state: State, answer: ClippingAnswer | null): void;
  mark?(steps: Steps | null): void;
  tables(): HTMLElement[];
  dispose(): void;
}

/** A value of the parameter that a sweep over measured schemes changes (www/views/sweeps/measured.js). */
export interface SweepStop {
  /** Its place on the axis, and what is written there and in sentences. */
  at: number;
  label: string;
  words: string;
  /** What puts a scheme at this stop, and whether it is there. */
  change: Partial<SchemeParts>;
  is(parts: SchemeParts): boolean;
  /** Whether its format brings its own blocks, whose size no option changes. */
  ownBlocks?: boolean;
  /** The length of the rows, where no file of its format can hold them. */
  refuses?: number;
  /** The stops that it stands with, if stops stand in groups. */
  group?: number;
}

/**
 * A scheme's measures at each stop, as far as they are known: as it is, and with the other symmetry, if there is one. Null where the scheme
 * cannot be at a stop.
 */
export interface SweepCurve {
  parts: SchemeParts;
  own: (Measures | undefined | null)[];
  /** Empty for a format that has no other symmetry. */
  other: (Measures | undefined | null)[];
  /** A scheme at none of the stops, whose mark stands beside the curve: its place on the axis, its notation, its measures. */
  beside?: { at: number; scheme: string; metrics: Measures } | null;
}

/** The parameter a sweep over measured schemes changes. */
export interface SweepKind {
  /** Its value of the state's key `by`. */
  name: string;
  stops(t: Translator, frame: Frame, pkg: Pkg): SweepStop[];
  /** The names of groups of stops, and the place in the middle of each. Stops in groups are no steps of one quantity. */
  groups?(t: Translator, stops: SweepStop[]): [number, string][];
  /** Whether schemes with the other symmetry are left out. */
  alone?: boolean;
  /** The place on the axis of a scheme that is at none of the stops; null for none. */
  beside?(parts: SchemeParts): number | null;
  /** The theoretical gain of each step of 1 along the axis, in dB. */
  gain?: number;
  /** Whether the stops differ in bits per value, which are then shown. */
  priced: boolean;
  /** A scheme's curve in a sentence. */
  summary(t: Translator, letter: string, stops: SweepStop[], curve: SweepCurve): string;
  /** A remark for both schemes. */
  remark?(t: Translator): string;
}
