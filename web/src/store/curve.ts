/**
 * The emotion curve: the TypeScript twin of `jejak.layout.curve`.
 *
 * Map units: x runs from 0 (left edge of the first stage) to 1 (right edge of
 * the last), values from -2 to +2.
 */

export interface Point {
  readonly x: number;
  readonly value: number;
}

/** A cubic piece of the curve: two handles and its end. */
export interface Segment {
  readonly handle_1: Point;
  readonly handle_2: Point;
  readonly end: Point;
}

export interface Curve {
  readonly start: Point;
  readonly segments: readonly Segment[];
}

export type Scale = (amount: number) => number;

export const LOWEST = -2;
export const HIGHEST = 2;
const LEAD_IN = 0.55; // how far below the first value the line comes in
const NEAREST = 0.02; // feelings of one stage closer than this are spread evenly

/**
 * The line through these points, from edge to edge.
 *
 * Fritsch-Carlson with harmonic-mean tangents: it never overshoots, so it
 * claims no feeling that nobody stated.
 */
export function curveThrough(points: readonly Point[]): Curve | null {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return null;
  const start = { x: 0, value: Math.max(LOWEST, first.value - LEAD_IN) };
  const line = first.x > 0 ? [start, ...points] : [...points];
  if (last.x < 1) line.push({ x: 1, value: last.value });
  return smooth(line);
}

/** The line through one or more points, level to both edges of where it runs. */
export function curveBetween(points: readonly Point[], left: number, right: number): Curve {
  const line = [...points];
  const first = points[0];
  const last = points.at(-1);
  if (first && left < first.x) line.unshift({ x: left, value: first.value });
  if (last && last.x < right) line.push({ x: right, value: last.value });
  return smooth(line);
}

function smooth(line: readonly Point[]): Curve {
  const tangents = tangentsOf(line);
  const segments = line.slice(1).map((end, index) => {
    const begin = line[index] ?? end;
    const third = (end.x - begin.x) / 3;
    const leaving = begin.value + (tangents[index] ?? 0) * third;
    const arriving = end.value - (tangents[index + 1] ?? 0) * third;
    return {
      handle_1: { x: begin.x + third, value: leaving },
      handle_2: { x: end.x - third, value: arriving },
      end,
    };
  });
  return { start: line[0] ?? { x: 0, value: 0 }, segments };
}

/** The value of the line at x; outside of it, that of its end. */
export function valueAt(curve: Curve, x: number): number {
  let begin = curve.start;
  if (x <= begin.x) return begin.value;
  for (const segment of curve.segments) {
    if (x <= segment.end.x) return onSegment(begin, segment, x);
    begin = segment.end;
  }
  return begin.value;
}

/** Where the feelings of one stage stand: as given, or evenly if that tells nothing. */
export function spread(places: readonly number[]): readonly number[] {
  const tellApart = places
    .slice(1)
    .every((place, index) => place - (places[index] ?? 0) >= NEAREST);
  if (tellApart) return places;
  return places.map((_, index) => (index + 0.5) / places.length);
}

/** The curve as SVG path data; with `downTo`, the area between the line and that y. */
export function pathData(curve: Curve, toX: Scale, toY: Scale, downTo?: number): string {
  const pair = (x: number, y: number): string => `${short(x)} ${short(y)}`;
  const at = (point: Point): string => pair(toX(point.x), toY(point.value));
  const parts = curve.segments.map(
    (each) => `C${at(each.handle_1)} ${at(each.handle_2)} ${at(each.end)}`,
  );
  const line = `M${at(curve.start)}${parts.join("")}`;
  if (downTo === undefined) return line;
  const end = curve.segments.at(-1)?.end ?? curve.start;
  return `${line}L${pair(toX(end.x), downTo)}L${pair(toX(curve.start.x), downTo)}Z`;
}

/** A coordinate with two decimals at most. */
export function short(value: number): string {
  const text = value.toFixed(2).replace(/\.?0+$/, "");
  return text === "-0" ? "0" : text;
}

function tangentsOf(line: readonly Point[]): number[] {
  const slopes = line.slice(1).map((end, index) => {
    const begin = line[index] ?? end;
    return (end.value - begin.value) / (end.x - begin.x);
  });
  const inner = slopes.slice(1).map((after, index) => harmonic(slopes[index] ?? 0, after));
  return [slopes[0] ?? 0, ...inner, slopes.at(-1) ?? 0];
}

/** The harmonic mean of two slopes, or level at a turn of the line. */
function harmonic(before: number, after: number): number {
  return before * after <= 0 ? 0 : (2 * before * after) / (before + after);
}

function onSegment(begin: Point, segment: Segment, x: number): number {
  // The handles stand at the thirds, so x grows evenly with the parameter.
  const t = (x - begin.x) / (segment.end.x - begin.x);
  const u = 1 - t;
  return (
    u ** 3 * begin.value +
    3 * u ** 2 * t * segment.handle_1.value +
    3 * u * t ** 2 * segment.handle_2.value +
    t ** 3 * segment.end.value
  );
}
