/** Plain values as the model keeps them: the twin of `model.tidy` and of the codec. */

import { isPlain } from "../plain.ts";
import { KINDS, type KindTable, type PlainRecord } from "./tables.ts";
import { cleanText } from "./texts.ts";

const NO_TABLE: KindTable = { needed: [], defaults: {}, parts: {}, links: [], texts: [] };

export const tableOf = (kind: string): KindTable => KINDS.get(kind) ?? NO_TABLE;

/** The names of all fields that a kind of record may have, but its id. */
export function fieldsOf(kind: string): readonly string[] {
  const { needed, defaults } = tableOf(kind);
  return [...needed, ...Object.keys(defaults)];
}

/** The value of a field, its default if nothing is written there. */
export function valueOf(record: PlainRecord, field: string): unknown {
  return record[field] ?? tableOf(record.kind).defaults[field] ?? null;
}

export function textOf(record: PlainRecord, field: string): string {
  const value = valueOf(record, field);
  return typeof value === "string" ? value : "";
}

/** The ids that a field names, be it one or a list. */
export function namedIn(record: PlainRecord, field: string): readonly string[] {
  const value = record[field];
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/** A record as the model keeps it: clean texts, and no field that holds its default. */
export function tidied(record: PlainRecord): PlainRecord {
  const { defaults } = tableOf(record.kind);
  const kept = Object.entries(record)
    .map(([field, value]): [string, unknown] => [field, tidiedValue(record.kind, field, value)])
    .filter(([field, value]) => !(field in defaults) || !isSame(value, defaults[field]));
  return { ...Object.fromEntries(kept), kind: record.kind, id: record.id };
}

function tidiedValue(kind: string, field: string, value: unknown): unknown {
  if (kind === "feeling" && field === "value" && typeof value === "number") {
    return rounded(value);
  }
  return cleaned(value, tableOf(kind).parts[field] ?? {});
}

function cleaned(value: unknown, defaults: Readonly<Record<string, unknown>>): unknown {
  if (typeof value === "string") return cleanText(value);
  if (Array.isArray(value)) return value.map((item) => cleaned(item, defaults));
  if (!isPlain(value)) return value;
  const fields = Object.entries(value).map(([name, item]): [string, unknown] => [
    name,
    cleaned(item, {}),
  ]);
  return Object.fromEntries(
    fields.filter(([name, item]) => !(name in defaults && isSame(item, defaults[name]))),
  );
}

/** To one place behind the point, a tie to the even one, as Python rounds. */
function rounded(value: number): number {
  const isTie = Number.isInteger(value * 4) && !Number.isInteger(value * 2);
  if (!isTie) return Number(value.toFixed(1)) + 0;
  const below = Math.floor(value * 10);
  return (below % 2 === 0 ? below : below + 1) / 10 + 0;
}

/** Whether two plain values say the same. */
export function isSame(one: unknown, two: unknown): boolean {
  if (one === two) return true;
  if (Array.isArray(one) && Array.isArray(two)) {
    return one.length === two.length && one.every((item, at) => isSame(item, two[at]));
  }
  if (!isPlain(one) || !isPlain(two)) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(two).length &&
    names.every((name) => name in two && isSame(one[name], two[name]))
  );
}
