/** One more of something, with all that stands in it. */

import type { Adding, Batch } from "./edit.ts";
import { randomId } from "./ids.ts";
import { groupOf, orderOf, type RecordSet } from "./record-set.ts";
import type { PlainRecord } from "./tables.ts";
import { tableOf, textOf } from "./values.ts";

type Edit = Batch["edits"][number];

/** What stands in something, parts first; evidence and ranks stay with what they are about. */
const STANDING = ["substage", "card", "cell", "feeling", "expectation", "resource", "kpi"];
const PLACES = ["stage", "lane", "persona", "substage"];

const ADDS: Readonly<Record<string, Adding["edit"]>> = {
  card: "AddCard",
  feeling: "AddFeeling",
  lane: "AddLane",
  persona: "AddPersona",
  stage: "AddStage",
  substage: "AddSubstage",
};

export interface Copy {
  readonly id: string;
  readonly edits: readonly Edit[];
}

/**
 * Make a copy right behind a record; null: it is not there.
 *
 * @param changes What the copy says instead; undefined: nothing.
 */
export function copyOf(
  records: RecordSet,
  id: string,
  changes: Readonly<Record<string, unknown>> = {},
): Copy | null {
  const original = records.get(id);
  if (!original) return null;
  const within = standingIn(records, id);
  const ids = new Map([original, ...within].map((each) => [each.id, randomId(each.kind)]));
  const root = adding({ ...original, ...changes }, ids);
  const isOrdered = groupOf(original) !== null;
  return {
    id: ids.get(id) ?? "",
    edits: [isOrdered ? { ...root, after: id } : root, ...within.map((each) => standing(each, ids))],
  };
}

function standingIn(records: RecordSet, id: string): PlainRecord[] {
  const linking = [...records.linkingTo(id)].flatMap((each) => records.get(each) ?? []);
  return linking
    .filter((each) => STANDING.includes(each.kind) && PLACES.some((place) => each[place] === id))
    .sort(
      (one, other) =>
        STANDING.indexOf(one.kind) - STANDING.indexOf(other.kind) ||
        ((orderOf(one) ?? "") < (orderOf(other) ?? "") ? -1 : 1),
    );
}

type Ids = ReadonlyMap<string, string>;

function standing(record: PlainRecord, ids: Ids): Edit {
  if (record.kind !== "cell") return adding(record, ids);
  const { lane, stage } = relinked(record, ids);
  const reason = textOf(record, "reason");
  const finding = record["finding"] === "nothing_found" ? "nothing_found" : "not_researched";
  return { edit: "MarkCell", lane: String(lane), stage: String(stage), finding, reason };
}

/** A place of its own and a number of its own are made for it. */
function adding(record: PlainRecord, ids: Ids): Adding {
  const { order: _order, number: _number, ...rest } = relinked(record, ids);
  return {
    edit: ADDS[record.kind] ?? "AddRecord",
    record: { ...rest, kind: record.kind, id: ids.get(record.id) ?? "" },
  };
}

/** Links among what is copied lead to the copies. */
function relinked(record: PlainRecord, ids: Ids): PlainRecord {
  const lead = (target: unknown): unknown => ids.get(String(target)) ?? target;
  const links = tableOf(record.kind).links.flatMap(([field]) => {
    const value = record[field];
    if (value === undefined) return [];
    return [[field, Array.isArray(value) ? value.map(lead) : lead(value)] as const];
  });
  return { ...record, ...Object.fromEntries(links) };
}
