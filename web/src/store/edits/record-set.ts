/** The records of a map in plain form, and who links to whom: it changes in place. */

import { MAP_ID, type PlainRecord } from "./tables.ts";
import { namedIn, tableOf, textOf } from "./values.ts";

/** What becomes of records, by id; null: they leave. */
export type Effect = ReadonlyMap<string, PlainRecord | null>;

const NOBODY: ReadonlySet<string> = new Set();
const ORDERED = new Set([
  "persona",
  "stage",
  "statement",
  "action",
  "resource",
  "kpi",
  "expectation",
]);

export class RecordSet {
  readonly #byId = new Map<string, PlainRecord>();
  readonly #holders = new Map<string, Set<string>>();

  constructor(records: Iterable<PlainRecord> = []) {
    for (const record of records) this.#put(record);
    if (!this.#byId.has(MAP_ID)) this.#put({ kind: "map", id: MAP_ID });
  }

  get(id: string): PlainRecord | null {
    return this.#byId.get(id) ?? null;
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  all(): Iterable<PlainRecord> {
    return this.#byId.values();
  }

  get size(): number {
    return this.#byId.size;
  }

  /** The ids of the records under a key of the index. */
  holding(key: string): ReadonlySet<string> {
    return this.#holders.get(key) ?? NOBODY;
  }

  linkingTo(id: string): ReadonlySet<string> {
    return this.holding(`link ${id}`);
  }

  /** Let an effect take place, and return the one that leads back. */
  take(effect: Effect): Effect {
    const back = new Map<string, PlainRecord | null>();
    for (const [id, record] of effect) {
      back.set(id, this.get(id));
      if (record) this.#put(record);
      else this.#delete(id);
    }
    return back;
  }

  #put(record: PlainRecord): void {
    this.#delete(record.id);
    this.#byId.set(record.id, record);
    for (const key of keysOf(record)) {
      const holders = this.#holders.get(key);
      if (holders) holders.add(record.id);
      else this.#holders.set(key, new Set([record.id]));
    }
  }

  #delete(id: string): void {
    const record = this.#byId.get(id);
    if (!record) return;
    this.#byId.delete(id);
    for (const key of keysOf(record)) {
      const holders = this.#holders.get(key);
      holders?.delete(id);
      if (holders?.size === 0) this.#holders.delete(key);
    }
  }
}

export const cellKey = (lane: string, stage: string): string => `cell ${lane} ${stage}`;
export const cardsKey = (lane: string, stage: string): string => `cards ${lane} ${stage}`;
export const painKey = (pain: string): string => `pain ${pain}`;

/** The key of the group in which a record has its order, if any. */
export function groupOf(record: PlainRecord): string | null {
  switch (record.kind) {
    case "card":
      return cardsKey(textOf(record, "lane"), textOf(record, "stage"));
    case "substage":
      return `substages ${textOf(record, "stage")}`;
    case "lane":
      return "lanes";
    case "map":
      return orderOf(record) === null ? null : "lanes";
    default:
      return ORDERED.has(record.kind) ? record.kind : null;
  }
}

/** The key by which a record is ordered; for the map, that of its line. */
export function orderOf(record: PlainRecord): string | null {
  const value = record[record.kind === "map" ? "visibility_line" : "order"];
  return typeof value === "string" ? value : null;
}

function keysOf(record: PlainRecord): string[] {
  const keys = tableOf(record.kind).links.flatMap(([field]) =>
    namedIn(record, field).map((target) => `link ${target}`),
  );
  const group = groupOf(record);
  if (group !== null) keys.push(group);
  if (record.kind === "cell") {
    keys.push(cellKey(textOf(record, "lane"), textOf(record, "stage")));
  }
  if (record.kind === "statement") keys.push(...namedIn(record, "pains").map(painKey));
  return keys;
}
