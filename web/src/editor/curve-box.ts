/** The box in which the curve is drawn on the map page. All in px. */

import { isShort, type Drawing } from "../store/drawing.ts";
import { placeWords, type PlacedWord } from "../store/words.ts";

export const CURVE_HEIGHT = 192;
const MIDDLE = 100; // lower than half: above the highest face stands its word
const LEVEL = 31; // one step of the scale

export const toY = (value: number): number => MIDDLE - LEVEL * value;

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
