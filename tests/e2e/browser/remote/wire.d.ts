/** What a driver does for one window. All else is made of it, in this folder. */
export interface Wire {
  /** Whether fingers are real, or events that the page is sent. */
  readonly fingers: boolean;
  /** Whether the wheel knows of the keys that are held. */
  readonly wheelWithKeys: boolean;
  /** Runs a script, the body of an async function that returns a string, in the page or in a frame of it. */
  run(frame: string | null, body: string): Promise<string>;
  /** Gives files of the disk to the file control that a script returns. */
  setFiles(body: string, paths: string[]): Promise<void>;
  /** W3C actions: https://www.w3.org/TR/webdriver2/#actions */
  perform(sources: object[]): Promise<void>;
  go(address: string): Promise<void>;
  reload(): Promise<void>;
  /** Goes so many entries forward, or back. */
  travel(entries: number): Promise<void>;
  resize(size: { width: number; height: number }): Promise<void>;
  /** Runs a script in each document before its own. */
  preload(body: string): Promise<void>;
  frames(): Promise<{ id: string; url: string }[]>;
  /** The window that an act opens. */
  opened(act: () => Promise<unknown>): Promise<Wire>;
  /** A picture of the window, PNG as base64. */
  screenshot(): Promise<string>;
  /** The page on paper, PDF as base64; its size is in centimetres. */
  print(paper: { width: number; height: number }): Promise<string>;
  /** Where downloads go. */
  readonly downloads: string;
  /** Fetches what the page has said since. */
  hear(): Promise<void>;
  closed(): boolean;
  close(): Promise<void>;
}

/** What a window tells of itself. */
export interface Heard {
  noise(line: string): void;
  request(address: string): void;
  dialog(text: string): void;
}
