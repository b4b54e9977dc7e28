// What the engine is made with, and what it reports.

import type { Pkg } from './pkg.js';
import type { Measures } from './records.js';

export interface EngineOptions {
  /** Compiles the wasm module. */
  compile?: () => Promise<WebAssembly.Module>;
  /** Imports the wasm module's namespace; `fresh` asks for an unused instance. */
  importPkg?: (fresh: boolean) => Promise<Pkg>;
  /** The workers it shares with the other engines of the page. */
  workers?: import('./workers.js').Workers;
  /** Fetches a file of the folder of samples. */
  fetchSample?: (file: string, init?: RequestInit) => Promise<Response>;
  timers?: Timers;
  /** Processor cores of the machine. */
  cores?: number;
  /** The browser's WebAssembly object, or undefined where there is none. */
  wasm?: Pick<typeof WebAssembly, 'validate'> | undefined;
}

export interface Timers {
  now(): number;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

export interface Progress {
  /** 0..1, or null while it cannot be known. */
  fraction: number | null;
  /** Milliseconds since the request began. */
  since: number;
  /** False once, when the request has ended. */
  active: boolean;
}

/** Measures by scheme, of a survey. */
export type Found = ReadonlyMap<string, Measures>;

/** How far a survey is. */
export interface SurveyProgress {
  done: number;
  total: number;
  active: boolean;
}
