/** The edits of this page that the server has not confirmed, kept until it has. */

import { isPlain, text, truth } from "../plain.ts";
import type { EditCardText, EditText, SentEdit } from "../edits/edit.ts";
import type { Keep, Kept } from "./keep.ts";
import { readConflict, type Conflict } from "./messages.ts";
import type { Pending } from "./replica.ts";

/** An edit that the server did not take; what somebody wrote is kept in it. */
export interface RefusedEdit {
  readonly clientEditId: string;
  readonly edit: SentEdit;
  readonly code: string;
  /** Why, in the reader's language. */
  readonly message: string;
}

/** What earlier pages left behind for a map. */
export interface Leftovers {
  readonly pending: readonly Pending[];
  readonly conflicts: readonly Conflict[];
  readonly refused: readonly RefusedEdit[];
}

export class Outbox {
  readonly #map: string;
  readonly #client: string;
  readonly #keep: Keep;
  #last = 0;

  constructor(map: string, client: string, keep: Keep) {
    this.#map = map;
    this.#client = client;
    this.#keep = keep;
  }

  async leftovers(): Promise<Leftovers> {
    const kept = await this.#keep.leftovers(this.#map, this.#client);
    this.#last = kept.at(-1)?.at ?? 0;
    // They are this page's from now on.
    this.#keep.put(kept.map((item) => ({ ...item, client: this.#client })));
    return {
      pending: kept.flatMap((item) => (item.kind === "edit" ? readPending(item) : [])),
      conflicts: kept.flatMap((item) =>
        item.kind === "conflict" ? [readConflict(item.value, item.key)] : [],
      ),
      refused: kept.flatMap((item) => (item.kind === "refused" ? readRefused(item) : [])),
    };
  }

  edit(pending: Pending): void {
    const { clientEditId, edit, isOffline } = pending;
    this.#put(clientEditId, "edit", { edit, isOffline });
  }

  conflict({ clientEditId, ...conflict }: Conflict): void {
    this.#put(clientEditId, "conflict", { ...conflict });
  }

  refused({ clientEditId, ...refused }: RefusedEdit): void {
    this.#put(clientEditId, "refused", { ...refused });
  }

  done(clientEditIds: Iterable<string>): void {
    const keys = [...clientEditIds];
    if (keys.length > 0) this.#keep.delete(keys);
  }

  #put(key: string, kind: Kept["kind"], value: Readonly<Record<string, unknown>>): void {
    this.#last = Math.max(Date.now(), this.#last + 0.001);
    this.#keep.put([{ key, map: this.#map, client: this.#client, kind, at: this.#last, value }]);
  }
}

function readPending({ key, value }: Kept): Pending[] {
  const edit = readEdit(value["edit"]);
  return edit ? [{ clientEditId: key, edit, isOffline: truth(value, "isOffline") }] : [];
}

function readRefused({ key, value }: Kept): RefusedEdit[] {
  const edit = readEdit(value["edit"]);
  if (!edit) return [];
  return [{ clientEditId: key, edit, code: text(value, "code"), message: text(value, "message") }];
}

/** What this page wrote itself is read as it stands; the server looks at it anyway. */
function isEdit(data: unknown): data is SentEdit {
  return isPlain(data) && typeof data["edit"] === "string";
}

function readEdit(data: unknown): SentEdit | null {
  return isEdit(data) ? data : null;
}

/**
 * One edit in the place of two that write the same text, one after the other.
 *
 * Null: they are two. Nothing but the words of the last one would ever be seen.
 */
export function joined(first: SentEdit, second: SentEdit): EditCardText | EditText | null {
  if (first.edit === "EditCardText" && second.edit === "EditCardText") {
    return first.id === second.id && first.text === second.was
      ? { ...second, was: first.was }
      : null;
  }
  if (first.edit !== "EditText" || second.edit !== "EditText") return null;
  const isSame = first.id === second.id && first.field === second.field;
  return isSame && first.text === second.was ? { ...second, was: first.was } : null;
}
