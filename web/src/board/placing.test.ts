import { expect, test } from "vitest";
import { Journey } from "../store/journey.ts";
import { readRecords } from "../store/records.ts";
import { showsPain, showsStatement } from "./filter.ts";
import { beside, cleared, itemOf, joined, missingWhys, placed } from "./placing.ts";

const JOURNEY = new Journey(
  readRecords([
    { kind: "stage", id: "pay", title: "Pay", order: "a0" },
    { kind: "stage", id: "wait", title: "Wait", order: "a1" },
    { kind: "lane", id: "pains", role: "pain_points", order: "a0" },
    { kind: "lane", id: "inside", role: "internal_pain_points", zone: "internal", order: "a1" },
    { kind: "card", id: "fee", lane: "pains", stage: "pay", text: "A late fee", order: "a0" },
    { kind: "card", id: "slow", lane: "inside", stage: "wait", text: "Slow desk", order: "a0" },
    { kind: "card", id: "lone", lane: "pains", stage: "wait", text: "No word", order: "a0" },
    {
      kind: "statement",
      id: "one",
      order: "a0",
      text: "A late fee",
      pains: ["fee"],
      is_important: true,
      is_urgent: true,
    },
    {
      kind: "statement",
      id: "two",
      order: "a1",
      text: "The desk is slow",
      pains: ["slow"],
      is_important: true,
      is_urgent: true,
      important_why: "Everybody meets it",
    },
    { kind: "statement", id: "idea", order: "a2", text: "No subscription yet" },
  ]),
);
const itemNamed = (id: string) => {
  const item = itemOf(JOURNEY, id);
  if (!item) throw new Error(id);
  return item;
};
const statementNamed = (id: string) => {
  const item = itemNamed(id);
  if (item.kind !== "statement") throw new Error(id);
  return item.statement;
};

test("a lone pain point gets a statement, and the statement its place", () => {
  const found = placed(JOURNEY, itemNamed("lone"), "delegate");
  expect(found?.edit).toMatchObject({
    edit: "RankPain",
    id: "lone",
    answers: { is_important: false, is_urgent: true },
  });
  expect(placed(JOURNEY, itemNamed("fee"), "drop")?.id).toBe("one");
});

test("what stands where it is dropped stays", () => {
  expect(placed(JOURNEY, itemNamed("one"), "do")).toBeNull();
  expect(placed(JOURNEY, itemNamed("two"), "do", null)).toBeNull();
  expect(placed(JOURNEY, itemNamed("two"), "do", "one")?.edit).toEqual({
    edit: "ReorderStatement",
    id: "two",
    before: "one",
  });
  expect(placed(JOURNEY, itemNamed("idea"), "do", "two")?.edit).toMatchObject({
    edit: "Batch",
    edits: [{ edit: "JudgeStatement" }, { edit: "ReorderStatement", before: "two" }],
  });
});

test("clearing a bare statement frees its pain point, and keeps what was written", () => {
  expect(cleared(JOURNEY, statementNamed("one"))).toEqual({ edit: "DeleteStatement", id: "one" });
  expect(cleared(JOURNEY, statementNamed("two"))).toMatchObject({ edit: "JudgeStatement" });
  expect(cleared(JOURNEY, statementNamed("idea"))).toBeNull();
});

test("only what has pain points can be joined", () => {
  expect(joined(itemNamed("two"), "one")).toEqual({ edit: "JoinPains", id: "one", pains: ["slow"] });
  expect(joined(itemNamed("lone"), "one")).toMatchObject({ pains: ["lone"] });
  expect(joined(itemNamed("idea"), "one")).toBeNull();
  expect(joined(itemNamed("one"), "one")).toBeNull();
});

test("an answer without a reason is missing one; no answer is not", () => {
  expect(missingWhys(statementNamed("one"))).toEqual(["important_why", "urgent_why"]);
  expect(missingWhys(statementNamed("two"))).toEqual(["urgent_why"]);
  expect(missingWhys(statementNamed("idea"))).toEqual([]);
});

test("quadrants lie as they are drawn", () => {
  expect(beside("do", "right")).toBe("plan");
  expect(beside("plan", "down")).toBe("drop");
  expect(beside("do", "up")).toBeNull();
  expect(beside("drop", "left")).toBe("delegate");
});

test("a filter looks at stages, sides and states", () => {
  const all = { stage: null, side: "all", state: "all" } as const;
  const shown = (filter: Parameters<typeof showsStatement>[1]): string[] =>
    JOURNEY.statements
      .filter((each) => showsStatement(JOURNEY, filter, each))
      .map((each) => each.id);
  expect(shown(all)).toEqual(["one", "two", "idea"]);
  expect(shown({ ...all, stage: "wait" })).toEqual(["two"]);
  expect(shown({ ...all, side: "internal" })).toEqual(["two"]);
  expect(shown({ ...all, state: "off_map" })).toEqual(["idea"]);
  expect(shown({ ...all, state: "without_why" })).toEqual(["one", "two"]);
  const [lone] = JOURNEY.cards("pains", "wait");
  expect(lone && showsPain(JOURNEY, { ...all, stage: "pay" }, lone)).toBe(false);
  expect(lone && showsPain(JOURNEY, { ...all, side: "customer" }, lone)).toBe(true);
});
