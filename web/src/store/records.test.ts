import { expect, test } from "vitest";
import { readRecords } from "./records.ts";

test("a KPI keeps where it stood, stands and should stand, in that order", () => {
  const [kpi] = readRecords([
    {
      kind: "kpi",
      id: "kpi-1",
      text: "Time to the first reply",
      unit: "min",
      target: 20,
      baseline: 95,
      values: [
        { on: "2026-10-01", value: 80 },
        { on: "2026-11-01", value: 61.5 },
      ],
    },
  ]);
  expect(kpi).toMatchObject({
    unit: "min",
    figures: [
      { name: "baseline", value: 95 },
      { name: "now", value: 61.5 },
      { name: "target", value: 20 },
    ],
  });
});

test("an expectation without a figure says words only, and zero is a figure", () => {
  const notes = readRecords([
    { kind: "expectation", id: "e-1", text: "Soon", stage: "s" },
    { kind: "expectation", id: "e-2", text: "At once", stage: "s", figure: 0, unit: "h" },
  ]);
  expect(notes).toMatchObject([
    { figures: [], unit: "" },
    { figures: [{ name: "figure", value: 0 }], unit: "h" },
  ]);
});
