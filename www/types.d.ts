// The shapes that pass between the page's modules, and the surface of the wasm module (www/pkg).

/** Something to tell a person: a catalogue key and the words that fill its placeholders. */
export interface Note {
  key: string;
  words: Record<string, string>;
}

/** A note made by the crate; it brings its English text along. */
export interface Sentence extends Note {
  text: string;
}

/** The whole state of one element, as in the URL. Every value is a string or a number, so `===` compares. */
export interface State {
  data: string;
  a: string;
  b: string;
  view: string;
  /** The zoomed range as `lo,hi`; empty for the whole range. */
  x: string;
  counts: string;
  blocka: number;
  blockb: number;
  lesson: string;
  lang: string;
  theme: string;
  /** Names of hidden controls, separated by commas. */
  hide: string;
}

export interface FileListing {
  name: string;
  entries: { name: string; shape: number[]; dtype: string; count: number }[];
}

export interface FrameRequest {
  a: string;
  b: string;
  view: [number, number] | null;
  bins: number;
  block_a: number;
  block_b: number;
}

/** What `engine.show` takes: a frame request and the data it is about. */
export interface ShowRequest extends FrameRequest {
  data: string;
}

export interface SchemeFrame {
  text: string;
  metrics: Record<string, number>;
  [field: string]: unknown;
}

export interface Frame {
  data: { text: string; [field: string]: unknown };
  a: SchemeFrame;
  b: SchemeFrame;
  /** What loading the current data had to say; added by compute.js. */
  notes: Sentence[];
  [field: string]: unknown;
}

export interface Lab {
  open(name: string, bytes: Uint8Array): FileListing;
  begin(data: string): void;
  step(): number;
  load(data: string, name: string, bytes: Uint8Array, tensor: string | undefined): Sentence[];
  frame(request: FrameRequest): Omit<Frame, 'notes'>;
  free(): void;
}

/** The namespace of www/pkg/quantscope.js: what this page's modules use of it. */
export interface Pkg {
  default(options: { module_or_path: WebAssembly.Module }): Promise<unknown>;
  Lab: new () => Lab;
  [name: string]: any;
}

/** Bytes that become the data. */
export interface Source {
  name: string;
  bytes: Uint8Array;
  tensor: string | undefined;
}

/** What the page sends to whoever computes. */
export type Call =
  | { type: 'start'; id: number; module: WebAssembly.Module }
  | { type: 'open'; id: number; name: string; bytes: Uint8Array }
  | { type: 'show'; id: number; key: string; request: ShowRequest; source: Source | null }
  | { type: 'cancel'; id: number };

/** What comes back. `loaded` is the key of the data now held. */
export type Reply =
  | { type: 'done'; id: number; value: unknown; loaded: string | null }
  | { type: 'progress'; id: number; fraction: number }
  | { type: 'obsolete'; id: number; loaded: string | null }
  | { type: 'error'; id: number; error: Sentence; loaded: string | null }
  | { type: 'panic'; id: number; message: string };

/** A Worker, or what stands in for one. */
export interface WorkerLike {
  postMessage(message: Call, transfer?: Transferable[]): void;
  onmessage: ((event: MessageEvent<Reply>) => void) | null;
  onerror?: ((event: ErrorEvent) => void) | null;
  onmessageerror?: ((event: MessageEvent) => void) | null;
  terminate(): void;
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

export interface EngineOptions {
  /** Compiles the wasm module. */
  compile?: () => Promise<WebAssembly.Module>;
  /** Imports the wasm module's namespace; `fresh` asks for an instance nobody has used. */
  importPkg?: (fresh: boolean) => Promise<Pkg>;
  /** Makes the worker, or throws where workers are forbidden. */
  spawn?: () => WorkerLike;
  fetch?: (url: URL | string, init?: RequestInit) => Promise<Response>;
  timers?: Timers;
  /** The browser's WebAssembly object, or undefined where there is none. */
  wasm?: Pick<typeof WebAssembly, 'validate'> | undefined;
}

/** A translator: `t(key, words)`, with the language it speaks. */
export interface Translator {
  (key: string, words?: Record<string, string | number>): string;
  readonly lang: string;
}
