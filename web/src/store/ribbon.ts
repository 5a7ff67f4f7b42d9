/** The ribbon under the stage heads: the twin of `jejak.layout.ribbon`. */

import { valueAt, type Piece } from "./curve.ts";

export const RIBBON_STOPS = 11;

/** One stop: a share (0-1) of the upper level mixed into the lower one. */
export interface RibbonStop {
  readonly at: number;
  readonly lower: number;
  readonly share: number;
}

/** The stops of one stage, each a mix of the two neighbouring levels. */
export function ribbonOf(pieces: readonly Piece[], from: number, to: number): RibbonStop[] {
  return Array.from({ length: RIBBON_STOPS }, (_, index) => {
    const at = index / (RIBBON_STOPS - 1);
    const value = Math.min(2, Math.max(-2, valueAt(pieces, from + (to - from) * at)));
    const lower = Math.min(1, Math.floor(value));
    return { at, lower, share: value - lower };
  });
}

const FILLS = new Map([
  [-2, "var(--emo-n2)"],
  [-1, "var(--emo-n1)"],
  [0, "var(--emo-0)"],
  [1, "var(--emo-p1)"],
  [2, "var(--emo-p2)"],
]);

/** The ribbon as a CSS background. */
export function ribbonBackground(stops: readonly RibbonStop[]): string {
  const colours = stops.map(({ at, lower, share }) => {
    const upper = FILLS.get(lower + 1) ?? "";
    const mix = `color-mix(in oklab, ${upper} ${Math.round(share * 100)}%, ${FILLS.get(lower) ?? ""})`;
    return `${mix} ${Math.round(at * 100)}%`;
  });
  return `linear-gradient(90deg in oklab, ${colours.join(", ")})`;
}
