import { expect, test } from "vitest";
import { duration } from "./durations.ts";

test("a span of time is told in its two largest units, and a short one is not none", () => {
  const told = [0, 0.2, 0.5, 59, 90, 13_200].map(duration);
  expect(told.map((one) => one.replaceAll("\u00a0", " "))).toEqual([
    "0 min",
    "< 1 s",
    "< 1 s",
    "59 s",
    "1 min 30 s",
    "3 h 40 min",
  ]);
});
