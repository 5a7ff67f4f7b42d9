/** Stage widths: the twin of `jejak.layout.widths`. */

export const STAGE_MIN = 120;
export const STAGE_MAX = 360;

export interface StageMeasure {
  /** How many letters stand in the stage, all lanes together. */
  readonly letters: number;
  /** A width somebody fixed by hand. */
  readonly fixed: number | null;
}

/**
 * Share the available width by the square root of each stage's text.
 *
 * Every stage gets its minimum; none passes the maximum as long as others can
 * take the space. When all are at their maximum, the rest is spread evenly by
 * share, so that the map still reaches the edge.
 */
export function widthsOf(stages: readonly StageMeasure[], available: number): number[] {
  const shares = stages.map((stage) => Math.sqrt(Math.max(1, stage.letters)));
  const clamped = (scale: number): number[] =>
    stages.map(
      (stage, index) =>
        stage.fixed ??
        Math.min(STAGE_MAX, Math.max(STAGE_MIN, (shares[index] ?? 1) * scale)),
    );
  const sum = (widths: readonly number[]): number => widths.reduce((a, b) => a + b, 0);
  let [low, high] = [0, available];
  for (let step = 0; step < 40; step += 1) {
    const middle = (low + high) / 2;
    if (sum(clamped(middle)) < available) low = middle;
    else high = middle;
  }
  const widths = clamped(low);
  const rest = available - sum(widths);
  if (rest <= 0.5) return widths;
  const total = sum(widths);
  return widths.map((width) => width + (rest * width) / total);
}
