/** The geometry of the screen equals that of the exports: the cases are Python's. */

import { describe, expect, test } from "vitest";
import vectors from "$vectors/geometry.json";
import { curveThrough, pathData, spread, valueAt } from "./curve.ts";
import { expectationBar } from "./measured.ts";
import { ribbonStops } from "./ribbon.ts";
import { stageLength, stageWidths } from "./widths.ts";
import { stackWords } from "./words.ts";

/** The stored figures are rounded to six decimals. */
function close(value: unknown): unknown {
  if (typeof value === "number") return expect.closeTo(value, 5);
  if (Array.isArray(value)) return value.map(close);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, close(item)]));
  }
  return value;
}

describe("the curve", () => {
  test.each(vectors.curves)("equals the export's: $name", (given) => {
    const points = given.points.map(([x = 0, value = 0]) => ({ x, value }));
    const curve = curveThrough(points);
    expect(curve).toEqual(close(given.curve));
    if (curve === null) return;
    const samples = given.samples.map(([x = 0]) => [x, valueAt(curve, x)]);
    expect(samples).toEqual(close(given.samples));
    const toX = (x: number): number => 1000 * x;
    const toY = (value: number): number => 62 - 20 * value;
    expect(pathData(curve, toX, toY)).toBe(given.path);
    expect(pathData(curve, toX, toY, 62)).toBe(given.area);
    expect(ribbonStops(curve, 0.25, 0.5)).toEqual(close(given.ribbon));
  });
});

test.each(vectors.places)("feelings of a stage stand where the export puts them", (given) => {
  expect(spread(given.given)).toEqual(close(given.spread));
});

test.each(vectors.widths)("stages are as wide as in the export: $name", (given) => {
  expect(stageWidths(given.lengths, given.fixed)).toEqual(close(given.widths));
});

test.each(vectors.bars)("a bar is as long as in the export", (given) => {
  const { width, tone } = expectationBar(given.measured, given.expected, given.better);
  expect({ width, tone }).toEqual(close({ width: given.width, tone: given.tone }));
});

test.each(vectors.words)("words stand where the export puts them: $name", (given) => {
  expect(stackWords(given.words)).toEqual(given.stacked);
});

test.each(vectors.lengths)("a stage holds as much text as in the export", (given) => {
  expect(stageLength(given.cells)).toBe(given.length);
});
