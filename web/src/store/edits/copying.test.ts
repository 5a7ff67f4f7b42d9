import { expect, test } from "vitest";
import { copyOf } from "./copying.ts";
import { changesOf } from "./named.ts";
import { effectOf } from "./changes.ts";
import { RecordSet } from "./record-set.ts";
import type { PlainRecord } from "./tables.ts";

const RECORDS: PlainRecord[] = [
  { kind: "map", id: "map" },
  { kind: "stage", id: "pay", title: "Pay", order: "a0", width_px: 200 },
  { kind: "stage", id: "wait", title: "Wait", order: "a1" },
  { kind: "substage", id: "cash", stage: "pay", title: "Cash", order: "a0" },
  { kind: "lane", id: "web", role: "channels", zone: "customer", order: "a0" },
  { kind: "lane", id: "hurts", role: "pain_points", zone: "customer", order: "a1" },
  { kind: "lane", id: "ways", role: "touchpoints", zone: "customer", order: "a2" },
  { kind: "card", id: "site", lane: "web", stage: "pay", text: "Site", order: "a0" },
  { kind: "card", id: "till", lane: "ways", stage: "pay", text: "Till", order: "a0", channels: ["site"] },
  { kind: "card", id: "two", lane: "hurts", stage: "pay", text: "Two", order: "a1", number: 2 },
  { kind: "card", id: "one", lane: "hurts", stage: "pay", text: "One", order: "a0", number: 1, substage: "cash" },
  { kind: "cell", id: "mark", lane: "hurts", stage: "wait", finding: "nothing_found", reason: "Asked" },
  { kind: "feeling", id: "cross", stage: "pay", word: "Cross", value: -1, place: 0.5 },
  { kind: "evidence", id: "said", supports: "one", evidence_kind: "survey", text: "40 said so" },
];

/** What a map holds in words after something in it was copied. */
function after(id: string, changes: Readonly<Record<string, unknown>> = {}): PlainRecord[] {
  const records = new RecordSet(RECORDS);
  const copy = copyOf(records, id, changes);
  if (!copy) throw new Error("nothing was copied");
  for (const edit of copy.edits) {
    records.take(effectOf(records, changesOf(records, JSON.parse(JSON.stringify(edit)))));
  }
  return [...records.all()].filter((record) => RECORDS.every((known) => known.id !== record.id));
}

test("a stage is copied with what stands in it, and links lead among the copies", () => {
  const made = after("pay");
  const by = (text: string): PlainRecord | undefined =>
    made.find((record) => [record["text"], record["title"], record["word"]].includes(text));
  const stage = by("Pay");
  expect(stage?.["width_px"]).toBe(200);
  expect(String(stage?.["order"]) > "a0" && String(stage?.["order"]) < "a1").toBe(true);
  expect(made.filter((record) => record["stage"] === stage?.id)).toHaveLength(6);
  expect(by("One")).toMatchObject({ lane: "hurts", substage: by("Cash")?.id });
  expect(by("One")).not.toHaveProperty("number");
  expect(String(by("One")?.["order"]) < String(by("Two")?.["order"])).toBe(true);
  expect(by("Till")?.["channels"]).toEqual([by("Site")?.id]);
  expect(by("Cross")).toMatchObject({ value: -1 });
  expect(made).toHaveLength(7);
});

test("a cell keeps what was found in it", () => {
  const made = after("wait");
  const found = made.find((record) => record.kind === "cell");
  expect(found).toMatchObject({ lane: "hurts", finding: "nothing_found", reason: "Asked" });
});

test("a lane is copied under a name of its own", () => {
  const [lane, ...cards] = after("hurts", { role: undefined, label: "Pain points" });
  expect(lane).toMatchObject({ label: "Pain points" });
  expect(lane).not.toHaveProperty("role");
  expect(cards.map((card) => card["text"] ?? card["finding"])).toEqual(["One", "Two", "nothing_found"]);
});

test("what is gone cannot be copied", () => {
  expect(copyOf(new RecordSet(RECORDS), "nothing")).toBeNull();
});
