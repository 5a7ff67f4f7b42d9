import { describe, expect, test } from "vitest";
import type { MapSummary } from "../api/types.ts";
import { twinOf } from "./twin.ts";

const map = (id: string, titles: readonly string[], isSample = false): MapSummary => ({
  id,
  title: id,
  state: "current",
  language: "en",
  is_sample: isSample,
  personas: [],
  updated_at: "2026-11-22T09:00:00Z",
  stages: titles.map((title) => ({ id: title, title, share: 0.5 })),
  points: [],
  ranks: { do: 0, plan: 0, delegate: 0, drop: 0 },
});

describe("the map that a table was made into", () => {
  test.each([
    ["the same stages", ["Find", "Pay", "Use"], "shop"],
    ["letters of another size", ["find", " PAY", "Use"], "shop"],
    ["a stage more", ["Find", "Wait", "Pay", "Use"], "shop"],
    ["a stage less", ["Find", "Use"], "shop"],
    ["one stage in common", ["Find", "Sleep", "Wake"], null],
    ["too few in common", ["Find", "Pay", "a", "b", "c"], null],
    ["no stage", [], null],
  ])("%s", (_, titles, id) => {
    const maps = [map("other", ["Fly", "Land"]), map("shop", ["Find", "Pay", "Use"])];
    expect(twinOf(titles, maps)?.id ?? null).toBe(id);
  });

  test("of two that fit, the one that fits better; never a sample", () => {
    const better = map("better", ["Find", "Pay", "Use"]);
    const maps = [map("good", ["Find", "Pay", "Use", "x"]), better];
    expect(twinOf(["Find", "Pay", "Use"], maps)).toBe(better);
    expect(twinOf(["Find", "Pay"], [map("sample", ["Find", "Pay"], true)])).toBeNull();
  });
});
