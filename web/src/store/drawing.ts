/** The curve of one map on a screen: where every feeling and its word stand. */

import { curveThrough, spread, type Curve, type Point } from "./curve.ts";
import type { Journey } from "./journey.ts";
import { levelOf, type Level } from "./levels.ts";
import type { Feeling } from "./records.ts";

export interface FeltPoint {
  readonly feeling: Feeling;
  readonly value: number;
  readonly level: Level;
  /** 0 left edge of the map … 1 right edge. */
  readonly x: number;
  /** 0 left edge of its stage … 1 right edge. */
  readonly place: number;
}

export interface StageSpan {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

export interface Drawing {
  readonly spans: readonly StageSpan[];
  readonly points: readonly FeltPoint[];
  readonly curve: Curve | null;
}

/** A feeling in somebody's hand: where it would be dropped. */
export interface Held {
  readonly id: string;
  readonly value: number;
  readonly place: number;
}

/** Draw the feelings of one persona (or of all) over stages of these widths. */
export function drawingOf(
  journey: Journey,
  widths: readonly number[],
  persona: string | null,
  held: Held | null = null,
): Drawing {
  const total = widths.reduce((sum, width) => sum + width, 0) || 1;
  let start = 0;
  const spans = journey.stages.map((stage, index) => {
    const end = start + (widths[index] ?? 0) / total;
    const span = { id: stage.id, start, end };
    start = end;
    return span;
  });
  const points = spans.flatMap((span) => pointsOf(journey, span, persona, held));
  return { spans, points, curve: curveThrough(apart(points)) };
}

/** The points of the line; where two meet at a border, one gives way. */
function apart(points: readonly FeltPoint[]): Point[] {
  const line: Point[] = [];
  for (const { x, value } of points) {
    const last = line.at(-1);
    line.push({ x: last && x <= last.x ? last.x + 1e-4 : x, value });
  }
  return line;
}

/** Words longer than this find no room beside a face. */
const LONGEST_LABEL = 24;

export const isShort = (word: string): boolean => [...word].length <= LONGEST_LABEL;

function pointsOf(
  journey: Journey,
  span: StageSpan,
  persona: string | null,
  held: Held | null,
): FeltPoint[] {
  const felt = withHeld(journey.feelings(persona, span.id), held);
  const places = spread(felt.map((feeling) => feeling.place));
  return felt.flatMap((feeling, index) => {
    const place = places[index] ?? feeling.place;
    const value = feeling.value;
    if (value === null) return [];
    const x = span.start + (span.end - span.start) * place;
    return [{ feeling, value, level: levelOf(value), x, place }];
  });
}

function withHeld(felt: readonly Feeling[], held: Held | null): readonly Feeling[] {
  if (!held || felt.every((feeling) => feeling.id !== held.id)) return felt;
  const { id, value, place } = held;
  const moved = felt.map((feeling) => (feeling.id === id ? { ...feeling, value, place } : feeling));
  return moved.sort((a, b) => a.place - b.place);
}

/** The pieces of a curve that are seen between two places. */
export function pieceOf(curve: Curve, from: number, to: number): Curve {
  let begin = curve.start;
  let start: Point | null = null;
  const segments = curve.segments.filter((segment) => {
    const isSeen = segment.end.x >= from && begin.x <= to;
    if (isSeen) start ??= begin;
    begin = segment.end;
    return isSeen;
  });
  return { start: start ?? curve.start, segments };
}
