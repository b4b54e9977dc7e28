// The messages between the page and its workers.

import type { Source } from '../files/types.js';
import type { Note, Sentence } from '../i18n/types.js';
import type { DealtShard, FoundInShard, ProductTerms, ReadTensor, Task } from './pkg.js';
import type { DataFrame, FrameRequest, Params, Question } from './records.js';

/** What `engine.show` takes: a frame request and the data it is about. */
export interface ShowRequest extends FrameRequest {
  data: string;
  /** What the shown view needs beside the frame. */
  question: Question | null;
}

/** What the page sends to a worker, or to its own compute loop. */
export type Call =
  | { type: 'start'; id: number; module?: WebAssembly.Module }
  | { type: 'open'; id: number; source: Source }
  /** Answered with the groups of files that are one model each, by their places; `texts` has the texts of indices. */
  | { type: 'group'; id: number; names: string[]; texts: (string | undefined)[] }
  /** Answered with the tensor that a data string means. */
  | { type: 'read'; id: number; source: Source; data: string }
  /** Answered with the row of the source's tensor in the survey of its model. */
  | {
      type: 'row';
      id: number;
      source: Source;
      schemes: string[];
      /** Bytes of the tensor and of those that are asked for after it. */
      run: number;
    }
  | { type: 'element'; id: number; request: ProductRequest & { row: number; column: number } }
  | { type: 'time'; id: number; request: ProductRequest }
  | {
      type: 'ask';
      id: number;
      /** Of the data the questions are about, with its tensor unless it is held or generated. */
      key: string;
      data: string;
      tensor: ReadTensor | null;
      questions: Question[];
      /** Whether they are about the data that is held, whatever that is, and end with it. */
      follows: boolean;
      /** Whether idle time afterwards goes into sorting the data. */
      rests: boolean;
    }
  /** Ports to the workers of a crew, which then works with the Lab; none: it works alone. `again`: it may ask for another crew. */
  | { type: 'crew'; id: number; ports: MessagePort[]; again: boolean }
  /** Makes it one of the crew of the Lab at the other end of the port. */
  | { type: 'shard'; id: number; port: MessagePort }
  /** Bytes of a call's file that it could not read itself; without them, why they cannot be read, in a sentence or not. */
  | { type: 'given'; id: number; bytes?: ArrayBuffer; message?: string; error?: Note & { text?: string } }
  | { type: 'cancel'; id: number }
  /** Asks for a sign of life. */
  | { type: 'ping' };

/** What a Lab's worker sends to one of its crew. */
export type ShardCall =
  { type: 'hold'; dealing: number; shard: DealtShard } | { type: 'task'; task: Task } | { type: 'drop' };

/** What comes back, with the number of the dealing it belongs to; nothing found: a sign of life. */
export interface ShardReply {
  dealing: number;
  found: FoundInShard | null;
}

/** Answers in the order of the questions, what the data is, and what loading it had to say. */
export interface Answers {
  answers: any[];
  data: DataFrame;
  notes: Sentence[];
}

/** What comes back. `loaded` is the key of the data now held. */
export type Reply =
  | { type: 'done'; id: number; value: unknown; loaded: string | null }
  | { type: 'progress'; id: number; fraction: number; loaded: string | null }
  | { type: 'obsolete'; id: number; loaded: string | null }
  | { type: 'error'; id: number; error: Note & { text?: string }; loaded: string | null }
  | { type: 'panic'; id: number; message: string }
  /** A sign of life. */
  | { type: 'pong' }
  /** Bytes of the call's source of that key, which only the page may be able to read. */
  | { type: 'wants'; id: number; key: string; start: number; end: number }
  /** The Lab has work for a crew. */
  | { type: 'crew' }
  /** The worker was ended because of another lane, with all it held. */
  | { type: 'lost' };

/** What goes to a worker that several share, and what comes back; `end` closes a lane. */
export type LaneCall = { lane: number } & (Call | { type: 'end' });

export type LaneReply = { lane: number } & Reply;

/** A Worker whose script is worker.js, or a stand-in for it. */
export interface RealWorker {
  postMessage(message: LaneCall, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<LaneReply>) => void) | null;
  onerror?: ((event: ErrorEvent) => void) | null;
  onmessageerror?: ((event: MessageEvent) => void) | null;
  terminate(): void;
}

/** What one engine asks: its lane of a worker, or the page itself. */
export interface WorkerLike {
  postMessage(message: Call, transfer?: Transferable[]): void;
  onmessage: ((event: MessageEvent<Reply>) => void) | null;
  onerror?: ((event: ErrorEvent) => void) | null;
  onmessageerror?: ((event: MessageEvent) => void) | null;
  /** `deaf`: it does not react, so that all lanes of the worker are lost. */
  terminate(deaf?: boolean): void;
}

/** A product of size × size, and the schemes of its factors. */
export interface ProductRequest {
  size: number;
  activations: string;
  weights: string;
}

/** One element of a product and the parameters of both factors. */
export interface ProductElement extends ProductTerms {
  activations: Params;
  weights: Params;
}

/** Times of all variants in milliseconds per product, one variant after the other in every round. */
export interface ProductTimes {
  size: number;
  variants: string[];
  /** Whether every variant gave what its definition says. */
  agree: boolean;
  /** Products per run. */
  repeats: number;
  times: Float64Array;
}
