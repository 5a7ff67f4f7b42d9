/** Where the words stand beside the curve: the twin of `jejak.layout.words`. */

export type Side = "above" | "below";

/** A word to place: the middle of its face, and how wide it is. All in px. */
export interface Word {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly value: number;
}

export interface StackedWord {
  readonly side: Side;
  /** 0 next to the face, 1 one line further out. */
  readonly row: number;
}

const GAP = 6; // px between two words on one side

/** Above the face when pleasant, below when not; it changes sides, then rows, to stay apart. */
export function stackWords(words: readonly Word[], lineHeight = 14): StackedWord[] {
  const placed: StackedWord[] = [];
  for (const word of words) {
    const sides: readonly Side[] = word.value >= 0 ? ["above", "below"] : ["below", "above"];
    const spots = [0, 1].flatMap((row) => sides.map((side) => ({ side, row })));
    const isFree = (spot: StackedWord): boolean =>
      !placed.some((taken, index) => {
        const other = words[index];
        return other !== undefined && meet(word, spot, other, taken, lineHeight);
      });
    const spot = spots.find(isFree) ?? spots[0];
    if (spot) placed.push(spot);
  }
  return placed;
}

function meet(
  word: Word,
  spot: StackedWord,
  other: Word,
  taken: StackedWord,
  lineHeight: number,
): boolean {
  if (!word.width || !other.width) return false;
  if (Math.abs(word.x - other.x) >= (word.width + other.width) / 2 + GAP) return false;
  const first = lineOf(word, spot.side, spot.row * lineHeight);
  const second = lineOf(other, taken.side, taken.row * lineHeight);
  return Math.abs(first - second) < lineHeight - 0.01;
}

const lineOf = (word: Word, side: Side, further: number): number =>
  word.y + (side === "above" ? -19 - further : 19 + further);
