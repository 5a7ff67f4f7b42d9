/** The ribbon under the stage heads: the twin of `jejak.layout.ribbon`. */

import { HIGHEST, LOWEST, valueAt, type Curve } from "./curve.ts";

const STOPS = 11; // per stage

/** The colour at one place of a stage: a mix of two neighbouring levels. */
export interface Stop {
  readonly at: number;
  readonly low: number;
  readonly high: number;
  readonly mix: number;
}

/** The stops of a stage that runs from `start` to `end` on the map. */
export function ribbonStops(curve: Curve | null, start: number, end: number): Stop[] {
  if (curve === null) return [];
  return Array.from({ length: STOPS }, (_, index) => {
    const at = index / (STOPS - 1);
    const value = valueAt(curve, start + (end - start) * at);
    const bounded = Math.min(Math.max(value, LOWEST), HIGHEST);
    const low = Math.min(Math.floor(bounded), 1);
    return { at, low, high: low + 1, mix: Number((bounded - low).toFixed(4)) };
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
export function ribbonBackground(stops: readonly Stop[]): string {
  const colours = stops.map(({ at, low, high, mix }) => {
    const upper = `${FILLS.get(high) ?? ""} ${Math.round(mix * 100)}%`;
    const colour = `color-mix(in oklab, ${upper}, ${FILLS.get(low) ?? ""})`;
    return `${colour} ${Math.round(at * 100)}%`;
  });
  return colours.length > 0
    ? `linear-gradient(90deg in oklab, ${colours.join(", ")})`
    : "var(--line)";
}
