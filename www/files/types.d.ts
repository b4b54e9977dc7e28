// Files and samples, and what they hold.

import type { Note } from '../i18n/types.js';

export interface FileListing {
  name: string;
  /** In bytes. */
  size: number;
  /** `readable` if the values are plain numbers. */
  entries: { name: string; shape: number[]; dtype: string; count: number; readable: boolean }[];
  /** The index of the entry that is shown first. */
  first: number;
  /** Whether it is an importance matrix of llama.cpp: no data, but what weighs their errors. */
  importance?: boolean;
}

/** A file that was opened: what it holds, or why it holds nothing. */
export interface Opened extends FileListing {
  problem?: Note & { text?: string };
}

/** A tensor beside the page, as samples/index.json describes it. */
export interface Sample {
  name: string;
  /** Its file in the folder of samples; by default `NAME.safetensors`. */
  file?: string;
  kind: 'weight' | 'activation' | 'photograph';
  source: string;
  license: string;
}

/** A file, and the tensor of it that becomes the data. */
export interface Source {
  /** Equal for the same file, whatever the tensor. */
  key: string;
  name: string;
  blob: Blob;
  /** One of its tensors; by default the first that has values. */
  tensor?: string;
  /** Of a file without a format: the data string, which says how to read it. */
  raw?: string;
  /** The data string, if it says how the file is opened. */
  data?: string;
  /** An importance matrix that weighs the tensor's errors. */
  beside?: Source;
}
