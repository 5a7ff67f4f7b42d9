/** What the model says of its records and edits; `tools/model_tables.py` writes it. */

import tables from "./model.json";

/** A record as it travels: its kind, its id, and what differs from empty. */
export interface PlainRecord {
  readonly kind: string;
  readonly id: string;
  readonly [field: string]: unknown;
}

export interface KindTable {
  /** Fields that have no default. */
  readonly needed: readonly string[];
  readonly defaults: Readonly<Record<string, unknown>>;
  /** Fields that hold groups of fields, with the defaults of those. */
  readonly parts: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Fields that name other records, and whether the record goes with what it names. */
  readonly links: readonly (readonly [field: string, isBond: boolean])[];
  /** Fields in which people write freely. */
  readonly texts: readonly string[];
}

export interface EditTable {
  readonly family: string;
  readonly kinds: readonly string[];
  /** Fields that may be written; absent: all but the place. */
  readonly allowed?: readonly string[];
}

function kindTables(): ReadonlyMap<string, KindTable> {
  return new Map(
    Object.entries(tables.kinds).map(([kind, { links, ...table }]) => [
      kind,
      { ...table, links: links.map(([field, isBond]) => [String(field), isBond === true]) },
    ]),
  );
}

export const KINDS = kindTables();
export const EDITS: ReadonlyMap<string, EditTable> = new Map(Object.entries(tables.edits));
/** The letter under which cards of a lane's role are numbered. */
export const LETTERS: ReadonlyMap<unknown, string> = new Map(Object.entries(tables.letters));
export const MAP_ID = "map";

/** An edit that the map does not take as it stands. */
export class EditRefused extends Error {
  readonly rule: string;

  constructor(rule: string, about = "") {
    super(about ? `${rule}: ${about}` : rule);
    this.rule = rule;
  }
}
