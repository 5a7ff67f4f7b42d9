/** Which words of a text went and which came, for showing both in one line. */

export interface Piece {
  readonly text: string;
  readonly sort: "same" | "old" | "new";
}

const MOST = 400; // words on both sides; longer texts are shown whole, old before new

/** Return the pieces of both texts in reading order; spaces stay with their words. */
export function wordsChanged(before: string, after: string): Piece[] {
  const old = before.match(/\S+\s*/g) ?? [];
  const now = after.match(/\S+\s*/g) ?? [];
  if (old.length + now.length > MOST) {
    return joined([
      { text: before, sort: "old" },
      { text: after, sort: "new" },
    ]);
  }
  const kept = commonLengths(old, now);
  const pieces: Piece[] = [];
  let [at, to] = [0, 0];
  while (at < old.length || to < now.length) {
    const [here, there] = [old[at], now[to]];
    if (here !== undefined && there !== undefined && isSame(here, there)) {
      pieces.push({ text: there, sort: "same" });
      at += 1;
      to += 1;
    } else if (there === undefined || (here !== undefined && length(kept, at + 1, to) >= length(kept, at, to + 1))) {
      pieces.push({ text: here ?? "", sort: "old" });
      at += 1;
    } else {
      pieces.push({ text: there, sort: "new" });
      to += 1;
    }
  }
  return joined(pieces);
}

const isSame = (one: string, other: string): boolean => one.trimEnd() === other.trimEnd();

/** How many words two texts share from each pair of places on. */
function commonLengths(old: readonly string[], now: readonly string[]): number[][] {
  const rows: number[][] = Array.from({ length: old.length + 1 }, () =>
    new Array<number>(now.length + 1).fill(0),
  );
  for (let at = old.length - 1; at >= 0; at -= 1) {
    for (let to = now.length - 1; to >= 0; to -= 1) {
      const row = rows[at];
      if (!row) continue;
      row[to] = isSame(old[at] ?? "", now[to] ?? "")
        ? length(rows, at + 1, to + 1) + 1
        : Math.max(length(rows, at + 1, to), length(rows, at, to + 1));
    }
  }
  return rows;
}

const length = (rows: readonly (readonly number[])[], at: number, to: number): number =>
  rows[at]?.[to] ?? 0;

/** Put neighbours of one sort together: old words first, then the new ones. */
function joined(pieces: readonly Piece[]): Piece[] {
  const found: Piece[] = [];
  for (const piece of pieces) {
    const last = found.at(-1);
    if (!piece.text) continue;
    if (last?.sort === piece.sort) {
      found[found.length - 1] = { text: last.text + piece.text, sort: piece.sort };
    } else {
      found.push(piece);
    }
  }
  return found;
}
