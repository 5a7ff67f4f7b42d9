/** Plain changes and what becomes of the records: the twin of `jejak.model.changes`. */

import { isPlain } from "../plain.ts";
import type { Effect, RecordSet } from "./record-set.ts";
import { EditRefused, MAP_ID, type PlainRecord } from "./tables.ts";
import { cleanText, spliced } from "./texts.ts";
import { fieldsOf, isSame, tableOf, tidied, valueOf } from "./values.ts";

export interface Put {
  readonly put: PlainRecord;
}
export interface SetField {
  readonly set: string;
  readonly field: string;
  /** null: back to the default */
  readonly value: unknown;
}
export interface TextChange {
  readonly text: string;
  readonly field: string;
  /** In characters from the start of the text. */
  readonly at: number;
  readonly deleted: string;
  readonly inserted: string;
}
export interface Delete {
  readonly delete: string;
}
export type Change = Put | SetField | TextChange | Delete;

export function idOf(change: Change): string {
  if ("put" in change) return change.put.id;
  if ("set" in change) return change.set;
  return "text" in change ? change.text : change.delete;
}

/** The fields that a change writes; null: the whole record. */
export function fieldOf(change: Change): string | null {
  return "set" in change || "text" in change ? change.field : null;
}

/** What becomes of the records by these changes, one by one; nothing is changed yet. */
export function effectOf(records: RecordSet, changes: Iterable<Change>): Effect {
  const effect = new Map<string, PlainRecord | null>();
  for (const change of changes) {
    const id = idOf(change);
    effect.set(id, step(standing(records, effect, id), change));
  }
  return effect;
}

/** The changes that lead back to how the records stand before these. */
export function inverseOf(records: RecordSet, changes: Iterable<Change>): Change[] {
  const effect = new Map<string, PlainRecord | null>();
  const found: Change[] = [];
  for (const change of changes) {
    const id = idOf(change);
    const old = standing(records, effect, id);
    effect.set(id, step(old, change));
    found.push(wayBack(change, old));
  }
  return found.reverse();
}

/** The change that gives a field a value, in its shortest form. */
export function setField(record: PlainRecord, field: string, value: unknown): SetField {
  const { defaults } = tableOf(record.kind);
  const isDefault = field in defaults && isSame(value, defaults[field]);
  return { set: record.id, field, value: isDefault ? null : value };
}

/** A record with a value in one of its fields. */
export function withValue(record: PlainRecord, field: string, value: unknown): PlainRecord {
  const { needed } = tableOf(record.kind);
  if (!fieldsOf(record.kind).includes(field)) throw new EditRefused("no_field", field);
  if (value === null && needed.includes(field)) throw new EditRefused("not_allowed", field);
  const { [field]: _, ...others } = record;
  const rest = { ...others, kind: record.kind, id: record.id };
  return value === null ? rest : tidied({ ...rest, [field]: value });
}

/** Read a change that came from the server; null: it is none that this page knows. */
export function readChange(data: unknown): Change | null {
  if (!isPlain(data)) return null;
  const { put, set, text, field, value, at, deleted, inserted } = data;
  const gone = data["delete"];
  if (isPlain(put)) return putOf(put);
  if (typeof gone === "string") return { delete: gone };
  if (typeof field !== "string") return null;
  if (typeof set === "string") return { set, field, value };
  const isText = typeof text === "string" && typeof at === "number";
  if (!isText || typeof deleted !== "string" || typeof inserted !== "string") return null;
  return { text, field, at, deleted, inserted };
}

function putOf(data: Readonly<Record<string, unknown>>): Put | null {
  const record = readPlain(data);
  return record && { put: record };
}

/** Read a record that came from the server. */
export function readPlain(data: unknown): PlainRecord | null {
  if (!isPlain(data)) return null;
  const { kind, id } = data;
  return typeof kind === "string" && typeof id === "string" ? { ...data, kind, id } : null;
}

function standing(
  records: RecordSet,
  effect: ReadonlyMap<string, PlainRecord | null>,
  id: string,
): PlainRecord | null {
  const found = effect.get(id);
  return found === undefined ? records.get(id) : found;
}

function step(old: PlainRecord | null, change: Change): PlainRecord | null {
  if ("put" in change) return tidied(change.put);
  if (old === null) throw new EditRefused("gone", idOf(change));
  if ("set" in change) return withValue(old, change.field, change.value);
  if ("text" in change) return withText(old, change);
  if (change.delete === MAP_ID) throw new EditRefused("map_stays");
  return null;
}

function withText(record: PlainRecord, change: TextChange): PlainRecord {
  const text = valueOf(record, change.field);
  if (typeof text !== "string" || change.field === "kind") {
    throw new EditRefused("no_text", change.field);
  }
  const after = spliced(text, change);
  if (after === null) throw new EditRefused("other_text", change.deleted);
  return withValue(record, change.field, after);
}

function wayBack(change: Change, old: PlainRecord | null): Change {
  if (old === null) return { delete: idOf(change) };
  if ("set" in change) return setField(old, change.field, valueOf(old, change.field));
  if ("text" in change) {
    return { ...change, deleted: cleanText(change.inserted), inserted: change.deleted };
  }
  return { put: old };
}
