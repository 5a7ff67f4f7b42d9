/** What travels between a map on the screen and the server. */

import { isPlain, list, numberOrNull, text, textOrNull, type Plain } from "../plain.ts";
import { readChange, readPlain, type Change } from "../edits/changes.ts";
import type { PlainRecord } from "../edits/tables.ts";

/** A map as the server gives it. */
export interface MapSource {
  readonly id: string;
  readonly seq: number;
  readonly records: readonly unknown[];
}

/** Somebody else changed these records. */
export interface News {
  readonly person: string;
  readonly ids: ReadonlySet<string>;
}

/** An edit that is in the log of the map. */
export interface Entry {
  readonly seq: number;
  readonly clientEditId: string;
  /** The id of the person who made it. */
  readonly person: string;
  readonly changes: readonly Change[];
}

/** Where somebody is: a cell, a record or a page of the map. */
export interface PresenceState {
  readonly cell?: { readonly lane: string; readonly stage: string };
  readonly record?: string;
  readonly page?: string;
  readonly editing?: boolean;
  readonly idle?: boolean;
}

/** Somebody who has this map open, once for every window. */
export interface Person {
  readonly client: string;
  readonly id: string;
  readonly name: string;
  /** 0 to 7: the theme says which colours those are. */
  readonly colour: number;
  readonly state: PresenceState;
}

/** The same words were changed by two people while one of them was offline. */
export interface Conflict {
  readonly clientEditId: string;
  readonly id: string;
  readonly field: string;
  readonly base: string;
  readonly mine: string;
  readonly theirs: string;
  /** Who wrote the other text, as far as is known. */
  readonly by: string;
}

/** What became of an edit that was sent. */
export type Outcome =
  | { readonly clientEditId: string; readonly seq: number; readonly conflict: Conflict | null }
  | { readonly clientEditId: string; readonly code: string; readonly message: string };

export function readEntries(data: Plain): Entry[] {
  return list(data, "entries").flatMap((item) => {
    if (!isPlain(item)) return [];
    const seq = numberOrNull(item, "seq");
    if (seq === null) return [];
    const changes = list(item, "changes").flatMap((change) => readChange(change) ?? []);
    const clientEditId = text(item, "client_edit_id");
    return [{ seq, clientEditId, person: text(item, "person"), changes }];
  });
}

export function readPlainRecords(data: readonly unknown[]): PlainRecord[] {
  return data.flatMap((item) => readPlain(item) ?? []);
}

export function readOutcomes(data: Plain): Outcome[] {
  return list(data, "outcomes").flatMap((item): Outcome[] => {
    if (!isPlain(item)) return [];
    const clientEditId = text(item, "client_edit_id");
    const { error, conflict } = item;
    if (isPlain(error)) {
      return [{ clientEditId, code: text(error, "code"), message: text(error, "message") }];
    }
    const seq = numberOrNull(item, "seq");
    if (seq === null) return [];
    return [
      { clientEditId, seq, conflict: isPlain(conflict) ? readConflict(conflict, clientEditId) : null },
    ];
  });
}

export function readConflict(data: Plain, clientEditId: string): Conflict {
  return {
    clientEditId,
    id: text(data, "id"),
    field: text(data, "field") || "text",
    base: text(data, "base"),
    mine: text(data, "mine"),
    theirs: text(data, "theirs"),
    by: text(data, "by"),
  };
}

export function readPeople(data: Plain): Person[] {
  return list(data, "people").flatMap((item) => (isPlain(item) ? [readPerson(item)] : []));
}

export function readPerson(data: Plain): Person {
  const { state } = data;
  return {
    client: text(data, "client"),
    id: text(data, "id"),
    name: text(data, "name"),
    colour: numberOrNull(data, "colour") ?? 0,
    state: isPlain(state) ? readState(state) : {},
  };
}

function readState(data: Plain): PresenceState {
  const { cell, editing, idle } = data;
  const [record, page] = [textOrNull(data, "record"), textOrNull(data, "page")];
  return {
    ...(isPlain(cell) ? { cell: { lane: text(cell, "lane"), stage: text(cell, "stage") } } : {}),
    ...(record === null ? {} : { record }),
    ...(page === null ? {} : { page }),
    ...(editing === true ? { editing } : {}),
    ...(idle === true ? { idle } : {}),
  };
}
