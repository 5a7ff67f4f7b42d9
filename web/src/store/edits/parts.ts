/** What all edits are made of: the twin of `jejak.model.edits.base`. */

import { setField, withValue, type Change, type SetField } from "./changes.ts";
import { keyBetween } from "./order.ts";
import { cellKey, groupOf, orderOf, type RecordSet } from "./record-set.ts";
import { EditRefused, LETTERS, type PlainRecord } from "./tables.ts";
import { isSame, namedIn, tableOf, tidied, valueOf } from "./values.ts";

/** Directly before or behind which one something is to stand; neither: at the end. */
export interface Beside {
  readonly before?: string;
  readonly after?: string;
}

/** A record of one of these kinds, or the edit is refused. */
export function find(records: RecordSet, id: string, ...kinds: string[]): PlainRecord {
  const record = records.get(id);
  if (!record) throw new EditRefused("gone", id);
  if (!kinds.includes(record.kind)) throw new EditRefused("other_kind", record.kind);
  return record;
}

export function putNew(records: RecordSet, record: PlainRecord): Change {
  if (records.has(record.id)) throw new EditRefused("taken", record.id);
  return { put: tidied(record) };
}

/** The changes for those values that differ from the record's. */
export function setFields(
  record: PlainRecord,
  values: Readonly<Record<string, unknown>>,
  allowed: readonly string[],
): SetField[] {
  return Object.entries(values).flatMap(([field, value]) => {
    if (!allowed.includes(field)) throw new EditRefused("fixed_field", field);
    const next = valueOf(withValue(record, field, value ?? null), field);
    return isSame(next, valueOf(record, field)) ? [] : [setField(record, field, next)];
  });
}

/** The order key for a record, as it will stand in its group, beside another or at the end. */
export function place(records: RecordSet, record: PlainRecord, beside: Beside): string {
  const group = groupOf(record);
  if (group === null) throw new EditRefused("no_order", record.id);
  const { before, after } = beside;
  if (before !== undefined && after !== undefined) throw new EditRefused("two_places");
  const holding = records.holding(group);
  const other = before ?? after;
  if (other === record.id && holding.has(record.id)) {
    const stored = records.get(record.id);
    return (stored && orderOf(stored)) ?? ""; // it stays
  }
  const rows = sortedRows(records, holding, record.id);
  let at = rows.length;
  if (other !== undefined) {
    at = rows.findIndex(([, id]) => id === other);
    if (at < 0) throw new EditRefused("not_there", other);
    if (before === undefined) at += 1;
  }
  return keyBetween(rows[at - 1]?.[0] ?? null, rows[at]?.[0] ?? null);
}

function sortedRows(
  records: RecordSet,
  ids: ReadonlySet<string>,
  without: string,
): [order: string, id: string][] {
  const rows: [string, string][] = [];
  for (const id of ids) {
    const record = records.get(id);
    if (record && id !== without) rows.push([orderOf(record) ?? "", id]);
  }
  const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return rows.sort((a, b) => compare(a[0], b[0]) || compare(a[1], b[1]));
}

/** The changes that take a record away with all that cannot be without it. */
export function deletion(records: RecordSet, id: string): Change[] {
  const going = goingWith(records, id);
  const naming = new Set([...going].flatMap((gone) => [...records.linkingTo(gone)]));
  const staying = [...naming].filter((other) => !going.has(other)).sort();
  return [
    ...staying.flatMap((other) => withoutLinks(records, other, going)),
    ...[...going].sort().map((gone) => ({ delete: gone })),
  ];
}

function goingWith(records: RecordSet, id: string): ReadonlySet<string> {
  const going = new Set<string>();
  const waiting = [id];
  for (let gone = waiting.pop(); gone !== undefined; gone = waiting.pop()) {
    going.add(gone);
    for (const other of records.linkingTo(gone)) {
      const record = records.get(other);
      if (record && !going.has(other) && isBound(record, gone)) waiting.push(other);
    }
  }
  return going;
}

const isBound = (record: PlainRecord, id: string): boolean =>
  tableOf(record.kind).links.some(([field, isBond]) => isBond && record[field] === id);

function withoutLinks(
  records: RecordSet,
  id: string,
  going: ReadonlySet<string>,
): Change[] {
  const record = records.get(id);
  if (!record) return [];
  return tableOf(record.kind).links.flatMap(([field]) => {
    const named = namedIn(record, field);
    const left = named.filter((each) => !going.has(each));
    if (left.length === named.length) return [];
    return [setField(record, field, Array.isArray(record[field]) ? left : null)];
  });
}

/** Whether a card keeps its short number in a lane: P-03 is not O-03. */
export function keepsNumber(records: RecordSet, card: PlainRecord, lane: PlainRecord): boolean {
  const old = find(records, String(card["lane"]), "lane");
  return LETTERS.get(old["role"]) === LETTERS.get(lane["role"]);
}

/** The change that takes away the mark of a cell that gets a card. */
export function unmarked(records: RecordSet, lane: string, stage: string): Change[] {
  return [...records.holding(cellKey(lane, stage))].sort().map((mark) => ({ delete: mark }));
}
