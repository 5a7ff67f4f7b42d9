/** What a search finds in a map, and in what order. */

import { describe, expect, test } from "vitest";
import { Journey } from "./journey.ts";
import { readRecords } from "./records.ts";
import { rowsWithin, zonesOf } from "./rows.ts";
import { findInMap, occurrences, type Hit } from "./search.ts";

describe("words are found as people write them", () => {
  test.each([
    ["Mobile Banking", "banking", ["Banking"]],
    ["m\u2060-\u2060banking", "m-bank", ["m\u2060-\u2060bank"]],
    ["Crème brûlée", "creme", ["Crème"]],
    ["bayar\n  dengan kartu", "bayar dengan", ["bayar\n  dengan"]],
    ["promo, promo", "promo", ["promo", "promo"]],
    ["Ａbc", "a", ["Ａ"]],
    ["aaa", "aa", ["aa"]],
    ["anything", "  ", []],
    ["anything", "else", []],
  ])("in “%s”: “%s”", (text, query, found) => {
    expect(occurrences(text, query).map(([from, to]) => text.slice(from, to))).toEqual(found);
  });
});

const journey = new Journey(
  readRecords([
    { kind: "map", id: "map" },
    { kind: "stage", id: "s1", order: "a", title: "Bayar", seeks: "Kabar bayar" },
    { kind: "stage", id: "s2", order: "b", title: "Terima" },
    { kind: "lane", id: "goals", order: "a", role: "goals", zone: "customer" },
    { kind: "lane", id: "feel", order: "b", role: "feelings", zone: "customer" },
    { kind: "lane", id: "own", order: "c", role: null, label: "Cara bayar", zone: "internal" },
    { kind: "card", id: "c1", order: "a", lane: "goals", stage: "s2", text: "Bayar nanti" },
    { kind: "cell", id: "e1", lane: "own", stage: "s1", finding: "not_researched", reason: "belum bayar" },
    { kind: "feeling", id: "f1", stage: "s1", word: "Senang", value: 1, is_felt: true },
  ]),
);
const rows = zonesOf(journey, () => true, [{ persona: null }]).flatMap((zone) => zone.rows);
const find = (query: string): readonly Hit[] =>
  findInMap(journey, rows, query, {
    feeling: (word) => (word === "Senang" ? "Happy" : word),
    stage: (stage) => stage.title,
    lane: (row) => row.lane.label,
  });

test("stages come first, then the lanes from top to bottom", () => {
  expect(find("bayar").map((hit) => hit.item)).toEqual(["s1", "s1 guide", "c1", "own", "e1"]);
});

test("a feeling is found by the word that is shown", () => {
  expect(find("happy")).toEqual([{ item: "f1", lane: "feel", stage: "s1" }]);
  expect(find("senang")).toEqual([]);
});

test("a large map is drawn in steps, a small one at once", () => {
  expect(rowsWithin([10, 10, 10], 0, 100)).toBe(3);
  expect(rowsWithin([500, 80, 10], 0, 100)).toBe(1);
  expect(rowsWithin([500, 80, 10], 1, 100)).toBe(3);
  expect(rowsWithin([], 0, 100)).toBe(0);
});
