/** The box in which the curve is drawn on the map page. All in px. */

import { isShort, type Drawing } from "../store/drawing.ts";
import type { Density } from "../store/view.ts";
import { stackWords } from "../store/words.ts";

export interface CurveBox {
  readonly height: number;
  readonly toY: (value: number) => number;
}

/** Lower than half is the middle: above the highest face stands its word. */
const box = (height: number, middle: number, level: number): CurveBox => ({
  height,
  toY: (value) => middle - level * value,
});

const USUAL = box(192, 100, 31);
const LOW = box(148, 75, 20);

export const boxOf = (density: Density): CurveBox => (density === "overview" ? LOW : USUAL);

const FONT = '650 12px "Plus Jakarta Sans Variable"';
let pen: CanvasRenderingContext2D | null = null;

function widthOf(text: string): number {
  pen ??= document.createElement("canvas").getContext("2d");
  if (!pen) return text.length * 7;
  pen.font = FONT;
  return pen.measureText(text).width;
}

/** Where a word stands: in px from the left, and how far above or below its face. */
export interface WordSpot {
  readonly x: number;
  readonly drop: number;
}

/** The height of a row of words. */
export const LINE = 14;

/** Whether any word stands in the second row. */
export const isStacked = (words: ReadonlyMap<string, WordSpot>): boolean =>
  [...words.values()].some(({ drop }) => drop < -30 || drop > 15);

/** Where the word of each feeling stands, so that no two run together. */
export function placedWords(
  drawing: Drawing,
  { toY }: CurveBox,
  wordOf: (word: string) => string,
  whole: number,
): ReadonlyMap<string, WordSpot> {
  const words = drawing.points.map((point) => {
    const word = wordOf(point.feeling.word);
    const width = isShort(word) ? widthOf(word) : 0;
    const least = 4 + width / 2; // a word stays between the edges of the map
    const x = Math.min(Math.max(point.x * whole, least), Math.max(whole - least, least));
    return { x, y: toY(point.value), width, value: point.value };
  });
  const stacked = stackWords(words, LINE);
  return new Map(
    drawing.points.map((point, index) => {
      const { side, row } = stacked[index] ?? { side: "above", row: 0 };
      const drop = side === "above" ? -30 - row * LINE : 15 + row * LINE;
      return [point.feeling.id, { x: words[index]?.x ?? 0, drop }];
    }),
  );
}
