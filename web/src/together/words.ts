/** What somebody wrote in an edit: nothing of it may be lost. */

import { isPlain } from "../store/plain.ts";
import type { SentEdit } from "../store/edits/edit.ts";
import { KINDS } from "../store/edits/tables.ts";
import { LIST_FIELDS } from "../store/records.ts";

/** Fields that hold words, whatever the kind of record. */
const WRITTEN: ReadonlySet<string> = new Set([
  ...[...KINDS.values()].flatMap((table) => table.texts),
  "text",
  "title",
  "label",
  "reason",
  // What is told of a persona in lists.
  ...LIST_FIELDS,
  "items",
]);

/** The words in an edit, a line each; empty: it only moves or deletes something. */
export function wordsOf(edit: SentEdit): string {
  return [...wordsIn(edit)].join("\n");
}

function* wordsIn(data: unknown, field = ""): Generator<string> {
  if (typeof data === "string") {
    if (WRITTEN.has(field) && data.trim() !== "") yield data;
  } else if (Array.isArray(data)) {
    for (const item of data) yield* wordsIn(item, field);
  } else if (isPlain(data)) {
    for (const [name, item] of Object.entries(data)) yield* wordsIn(item, name);
  }
}
