/** The emotion curve: the TypeScript twin of `jejak.layout.curve`. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** One cubic Bézier piece of the curve. */
export interface Piece {
  readonly from: Point;
  readonly control1: Point;
  readonly control2: Point;
  readonly to: Point;
}

/** How far below the first value the line leads in from the left edge. */
const LEAD_IN = 0.55;

/** The felt points with the line's own ends: led in from the left, level to the right. */
export function withEnds(points: readonly Point[], width: number): Point[] {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return [];
  const start = { x: 0, y: Math.max(-2, first.y - LEAD_IN) };
  const middle = first.x > 0 ? [start, ...points] : [...points];
  return last.x < width ? [...middle, { x: width, y: last.y }] : middle;
}

/**
 * Fritsch-Carlson with harmonic-mean tangents: the line passes through every
 * point and never overshoots, so it claims no feeling that nobody stated.
 */
export function piecesOf(points: readonly Point[]): Piece[] {
  const slopes = points.slice(1).map((to, index) => {
    const from = points[index] ?? to;
    return (to.y - from.y) / (to.x - from.x || 1);
  });
  const tangents = points.map((_, index) => tangentAt(slopes, index));
  return points.slice(1).map((to, index) => {
    const from = points[index] ?? to;
    const third = (to.x - from.x) / 3;
    const leaving = tangents[index] ?? 0;
    const arriving = tangents[index + 1] ?? 0;
    return {
      from,
      control1: { x: from.x + third, y: from.y + leaving * third },
      control2: { x: to.x - third, y: to.y - arriving * third },
      to,
    };
  });
}

function tangentAt(slopes: readonly number[], index: number): number {
  const before = slopes[index - 1];
  const after = slopes[index];
  if (before === undefined) return after ?? 0;
  if (after === undefined) return before;
  return before * after > 0 ? (2 * before * after) / (before + after) : 0;
}

/** The height of the line at x; beyond its ends, the height of the end. */
export function valueAt(pieces: readonly Piece[], x: number): number {
  const first = pieces[0];
  if (!first || x <= first.from.x) return first?.from.y ?? 0;
  const piece = pieces.find((each) => x <= each.to.x);
  if (!piece) return pieces.at(-1)?.to.y ?? 0;
  // The control points stand at thirds, so x runs evenly along the piece.
  const t = (x - piece.from.x) / (piece.to.x - piece.from.x || 1);
  const u = 1 - t;
  return (
    u * u * u * piece.from.y +
    3 * u * u * t * piece.control1.y +
    3 * u * t * t * piece.control2.y +
    t * t * t * piece.to.y
  );
}

/** The line as SVG path data. */
export function pathOf(pieces: readonly Piece[], toY: (value: number) => number): string {
  const first = pieces[0];
  if (!first) return "";
  const at = (point: Point): string => `${round(point.x)} ${round(toY(point.y))}`;
  const curves = pieces.map(
    (piece) => `C${at(piece.control1)} ${at(piece.control2)} ${at(piece.to)}`,
  );
  return `M${at(first.from)}${curves.join("")}`;
}

/** The area between the line and the zero line as SVG path data. */
export function areaOf(pieces: readonly Piece[], toY: (value: number) => number): string {
  const line = pathOf(pieces, toY);
  const [start, end] = [pieces[0]?.from.x ?? 0, pieces.at(-1)?.to.x ?? 0];
  const zero = round(toY(0));
  return line && `${line}L${round(end)} ${zero}L${round(start)} ${zero}Z`;
}

const round = (value: number): number => Math.round(value * 100) / 100;
