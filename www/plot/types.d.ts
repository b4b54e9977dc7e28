// Pictures, and where they put things.

/** A picture on the page, which can also be drawn on paper of a size in CSS pixels; then it has to be drawn on the page again. */
export interface Picture {
  svg(size: Size): SVGSVGElement;
  /** With `scale` pixels per CSS pixel. */
  bitmap(size: Size, scale: number): HTMLCanvasElement;
  draw(): void;
}

export interface Size {
  width: number;
  height: number;
}

/** How a picture looks. */
export interface Look {
  dark: boolean;
  /** Device pixels per CSS pixel. */
  scale: number;
  /** On the page only: what it takes from the page around. */
  page?: PageLook;
}

/** What a picture takes from the page around; null is the theme's own. Colours are red, green and blue, 0 to 255. */
export interface PageLook {
  ground: [number, number, number] | null;
  /** Whether the ground shows through. */
  clear: boolean;
  ink: [number, number, number] | null;
  muted: [number, number, number] | null;
  font: string | null;
}

/** Where the picture put things, in CSS pixels of the plot. */
export interface GridMap {
  lo: number;
  hi: number;
  left: number;
  right: number;
  panels: { left: number; top: number; right: number; bottom: number; strip_bottom: number }[];
  xOf(value: number): number;
  valueAt(x: number): number;
}
