/** The box in which the curve is drawn on the map page. All in px. */

import { isShort, type Drawing } from "../store/drawing.ts";
import type { Density } from "../store/view.ts";
import { placeWords, type PlacedWord } from "../store/words.ts";

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

/** Where the word of each feeling stands, so that no two run together. */
export function placedWords(
  drawing: Drawing,
  { toY }: CurveBox,
  wordOf: (word: string) => string,
  width: number,
): ReadonlyMap<string, PlacedWord> {
  const words = drawing.points.map((point) => ({
    x: point.x * width,
    y: toY(point.value),
    width: isShort(wordOf(point.feeling.word)) ? widthOf(wordOf(point.feeling.word)) : 0,
    value: point.value,
  }));
  const placed = placeWords(words, 4, width - 4);
  return new Map(
    drawing.points.flatMap((point, index) => {
      const spot = placed[index];
      return spot ? [[point.feeling.id, spot]] : [];
    }),
  );
}
