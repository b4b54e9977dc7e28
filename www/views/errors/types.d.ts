// The question of the Errors view, and its answer.

export interface ErrorsQuestion {
  kind: 'errors';
  a: string;
  b: string;
  view: [number, number] | null;
  /** Bins of values over the view, and of errors. */
  bins: number;
  error_bins: number;
}

/** Errors of both schemes; profile.js takes their numbers apart. */
export interface ErrorsAnswer {
  kind: 'errors';
  /** The axis of errors reaches from -reach to reach. */
  reach: number;
  bins: number;
  a: Float64Array;
  b: Float64Array;
}
