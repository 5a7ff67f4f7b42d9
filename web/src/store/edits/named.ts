/** What a named edit comes to on a map: the twin of `jejak.model.edits`. */

import { effectOf, setField, withValue, type Change } from "./changes.ts";
import type { Adding, Changing, Deleting, MarkCell, MoveCard, Moving, NamedEdit } from "./edit.ts";
import { derivedId } from "./ids.ts";
import {
  deletion,
  find,
  keepsNumber,
  place,
  putNew,
  setFields,
  unmarked,
} from "./parts.ts";
import { cardsKey, cellKey, groupOf, type RecordSet } from "./record-set.ts";
import { joinPains, rankPain, splitPain } from "./statements.ts";
import { EDITS, EditRefused, MAP_ID, type EditTable, type PlainRecord } from "./tables.ts";
import { cleanText, merged, spliceBetween } from "./texts.ts";
import { fieldsOf, isSame, tableOf, textOf, valueOf } from "./values.ts";

/** The plain changes that an edit boils down to on these records. */
export function changesOf(records: RecordSet, edit: NamedEdit): Change[] {
  if ("record" in edit) return adding(records, edit);
  if ("fields" in edit) return changing(records, edit);
  switch (edit.edit) {
    case "RenameMap":
      return setFields(info(records), { title: edit.title }, ["title"]);
    case "SetMapField":
      return mapField(records, edit.field, edit.value);
    case "MoveVisibilityLine":
      return visibilityLine(records, edit);
    case "RenameStage":
      return setFields(find(records, edit.id, "stage"), { title: edit.title }, ["title"]);
    case "RenameLane":
      return setFields(find(records, edit.id, "lane"), { label: edit.label }, ["label"]);
    case "HideLane":
      return hideLane(records, edit.id, edit.is_hidden);
    case "EditCardText":
      return writing(find(records, edit.id, "card"), "text", edit.was, edit.text);
    case "EditText":
      return writingAny(records, edit.id, edit);
    case "MoveCard":
      return moveCard(records, edit);
    case "MarkCell":
      return markCell(records, edit);
    case "LinkOpportunity": {
      const { edit: _, ...answer } = edit;
      return [putNew(records, { kind: "answer", ...answer })];
    }
    case "RankPain":
      return rankPain(records, edit);
    case "JoinPains":
      return joinPains(records, edit);
    case "SplitPain":
      return splitPain(records, edit);
    case "Batch":
      return batch(records, edit.edits);
    default:
      return movingOrDeleting(records, edit);
  }
}

const NO_TABLE: EditTable = { family: "", kinds: [] };
const tableFor = (name: string): EditTable => EDITS.get(name) ?? NO_TABLE;

function info(records: RecordSet): PlainRecord {
  return find(records, MAP_ID, "map");
}

function adding(records: RecordSet, edit: Adding): Change[] {
  const { kinds } = tableFor(edit.edit);
  if (!kinds.includes(edit.record.kind)) throw new EditRefused("other_kind", edit.record.kind);
  const isNumbered = edit.record.kind === "card" || edit.record.kind === "statement";
  let record = isNumbered ? { ...edit.record, number: null } : edit.record;
  const isPlaced = edit.before !== undefined || edit.after !== undefined;
  if (isPlaced || groupOf(record) !== null) {
    record = { ...record, order: place(records, record, edit) };
  }
  const put = putNew(records, record);
  if (record.kind !== "card") return [put];
  return [...unmarked(records, textOf(record, "lane"), textOf(record, "stage")), put];
}

function changing(records: RecordSet, edit: Changing): Change[] {
  const table = tableFor(edit.edit);
  const record = find(records, edit.id, ...table.kinds);
  const allowed = table.allowed ?? fieldsOf(record.kind).filter((name) => name !== "order");
  const found: Change[] = setFields(record, edit.fields, allowed);
  return edit.edit === "ChangeLane" ? withoutNumbers(records, record, found) : found;
}

/** Cards whose lane gets another role lose a number of another letter. */
function withoutNumbers(records: RecordSet, lane: PlainRecord, found: Change[]): Change[] {
  const after = effectOf(records, found).get(lane.id) ?? lane;
  const lost = [...records.linkingTo(lane.id)].sort().flatMap((id) => {
    const card = records.get(id);
    const isNumbered = card?.kind === "card" && valueOf(card, "number") !== null;
    if (!card || !isNumbered || keepsNumber(records, card, after)) return [];
    return [setField(card, "number", null)];
  });
  return [...found, ...lost];
}

function movingOrDeleting(records: RecordSet, edit: Moving | Deleting): Change[] {
  const table = tableFor(edit.edit);
  const record = find(records, edit.id, ...table.kinds);
  if (table.family === "delete") return deletion(records, record.id);
  const beside = table.family === "move" && ("before" in edit || "after" in edit) ? edit : {};
  return setFields(record, { order: place(records, record, beside) }, ["order"]);
}

function mapField(records: RecordSet, field: string, value: unknown): Change[] {
  const allowed = fieldsOf("map").filter((name) => name !== "visibility_line");
  return setFields(info(records), { [field]: value }, allowed);
}

function visibilityLine(
  records: RecordSet,
  beside: { readonly before?: string; readonly after?: string },
): Change[] {
  const map = info(records);
  const isPlaced = beside.before !== undefined || beside.after !== undefined;
  const line = { ...map, visibility_line: "" };
  const key = isPlaced ? place(records, line, beside) : null;
  return [setField(map, "visibility_line", key)];
}

function hideLane(records: RecordSet, id: string, isHidden: boolean): Change[] {
  return setFields(find(records, id, "lane"), { is_hidden: isHidden }, ["is_hidden"]);
}

function writing(record: PlainRecord, field: string, was: string, text: string): Change[] {
  const written = textOf(record, field);
  const after = merged(cleanText(was), written, cleanText(text));
  if (after === written) return [];
  return [{ text: record.id, field, ...spliceBetween(written, after) }];
}

function writingAny(
  records: RecordSet,
  id: string,
  { field, was, text }: { readonly field: string; readonly was: string; readonly text: string },
): Change[] {
  const record = records.get(id);
  if (!record) throw new EditRefused("gone", id);
  if (!tableOf(record.kind).texts.includes(field)) throw new EditRefused("no_text", field);
  return writing(record, field, was, text);
}

const MOVED = ["lane", "stage", "substage", "number", "order"];

function moveCard(records: RecordSet, edit: MoveCard): Change[] {
  const old = find(records, edit.id, "card");
  const lane = find(records, edit.lane || textOf(old, "lane"), "lane");
  const stage = find(records, edit.stage || textOf(old, "stage"), "stage");
  const substage = stage.id === old["stage"] ? valueOf(old, "substage") : null;
  const moved: PlainRecord = {
    ...old,
    lane: lane.id,
    stage: stage.id,
    substage: edit.substage || substage,
    number: keepsNumber(records, old, lane) ? valueOf(old, "number") : null,
  };
  const next: PlainRecord = { ...moved, order: place(records, moved, edit) };
  return [
    ...unmarked(records, lane.id, stage.id),
    ...MOVED.filter((name) => !isSame(valueOf(next, name), valueOf(old, name))).map((name) =>
      setField(old, name, valueOf(next, name)),
    ),
  ];
}

function markCell(records: RecordSet, { lane, stage, finding, reason }: MarkCell): Change[] {
  find(records, lane, "lane");
  find(records, stage, "stage");
  if (finding === null) return unmarked(records, lane, stage);
  if (records.holding(cardsKey(lane, stage)).size > 0) throw new EditRefused("cell_filled");
  const [known] = records.holding(cellKey(lane, stage));
  const id = known ?? derivedId("cell", [lane, stage], records);
  let cell: PlainRecord = { kind: "cell", id, lane, stage, finding };
  if (reason) cell = withValue(cell, "reason", reason);
  const old = records.get(id);
  return old && isSame(old, cell) ? [] : [{ put: cell }];
}

/** Each on the records that those before it leave; they stand as before in the end. */
function batch(records: RecordSet, edits: readonly NamedEdit[]): Change[] {
  const found: Change[] = [];
  const backs = [];
  try {
    for (const edit of edits) {
      const changes = changesOf(records, edit);
      backs.push(records.take(effectOf(records, changes)));
      found.push(...changes);
    }
  } finally {
    for (const back of backs.reverse()) records.take(back);
  }
  return found;
}
