// Files and samples, and what they hold.

import type { Note, Sentence } from '../i18n/types.js';

export interface FileListing {
  name: string;
  /** In bytes. */
  size: number;
  /** `readable` if the values can be read; `surveyed` if they also are weights, and so have a row in the survey of a model; `of` names the quantized tensor that an array decodes. */
  entries: {
    name: string;
    shape: number[];
    dtype: string;
    count: number;
    readable: boolean;
    surveyed?: boolean;
    /** Of its values in the file. */
    bytes?: number;
    part?: number;
    of?: string | null;
  }[];
  /** The index of the entry that is shown first. */
  first: number;
  /** The names of the files that the tensors are in; an entry's `part` is the place of its own. */
  parts?: string[];
  /** What there is to say of the files: what is missing, and what cannot be read. */
  notes?: Sentence[];
  /** Whether it is an importance matrix of llama.cpp: no data, but what weighs their errors. */
  importance?: boolean;
  /** Of files at an address, which `name` then is: the host that sends them. */
  host?: string;
}

/** A file that was opened: what it holds, or why it holds nothing. */
export interface Opened extends FileListing {
  problem?: Note & { text?: string };
}

/** A file of a model, of a size in bytes. */
export interface Part {
  name: string;
  size: number;
}

/** A file at an address. */
export interface RemotePart extends Part {
  url: string;
  /** What its host said of it when it was looked up. */
  version: import('./transport.js').Version;
  /** Its bytes, where they are here already. */
  text?: Blob;
}

/** Files that are opened as one: a model, or a file alone. */
export interface Grouped {
  /** What it is called here. */
  name: string;
  files: File[];
  /** Incomplete models that it takes the place of. */
  replaces: string[];
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
  /** In bytes; of a model the size of all its files. */
  size: number;
  /** Its bytes; of a model those of its files, one behind the other. */
  blob?: Blob;
  /** The files at an address, in the place of `blob`: the page asks for their bytes. */
  remote?: RemotePart[];
  /** The files of a model. */
  parts?: Part[];
  /** One of its tensors; by default the first that has values. */
  tensor?: string;
  /** Of a file without a format: the data string, which says how to read it. */
  raw?: string;
  /** The data string, if it says how the file is opened. */
  data?: string;
  /** An importance matrix that weighs the tensor's errors. */
  beside?: Source;
  /** What the tensor became in a second file: its `word` stands for that, and `interleaved` for the file that may have its rows in GGUF's order. */
  became?: Source & { word: string; interleaved: string | null };
}
