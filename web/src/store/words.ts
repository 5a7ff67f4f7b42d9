/** Where the words stand beside the curve: the twin of `jejak.layout.words`. */

export type Side = "above" | "below";

/** A word to place: the middle of its face, and how wide it is. All in px. */
export interface Word {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly value: number;
}

export interface PlacedWord {
  readonly x: number;
  readonly side: Side;
}

const GAP = 6; // px between two words on one side

/** Above the face when pleasant, below when not; sides change before words touch. */
export function placeWords(
  words: readonly Word[],
  left: number,
  right: number,
  lineHeight = 16,
): PlacedWord[] {
  const placed: PlacedWord[] = [];
  for (const word of words) {
    const half = word.width / 2;
    const x = Math.min(Math.max(word.x, left + half), Math.max(right - half, left + half));
    const sides: readonly [Side, Side] =
      word.value >= 0 ? ["above", "below"] : ["below", "above"];
    const isFree = (side: Side): boolean =>
      !placed.some((spot, index) => {
        const other = words[index];
        return other !== undefined && touch(word, x, side, other, spot, lineHeight);
      });
    placed.push({ x, side: sides.find(isFree) ?? sides[0] });
  }
  return placed;
}

function touch(
  word: Word,
  x: number,
  side: Side,
  other: Word,
  spot: PlacedWord,
  lineHeight: number,
): boolean {
  if (Math.abs(x - spot.x) >= (word.width + other.width) / 2 + GAP) return false;
  return Math.abs(lineOf(word, side) - lineOf(other, spot.side)) < lineHeight;
}

const lineOf = (word: Word, side: Side): number => word.y + (side === "above" ? -19 : 19);
