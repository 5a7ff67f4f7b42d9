/** One more of a stage, a lane or a persona, with what stands in it. */

import { say } from "../../i18n/language.svelte.ts";
import { laneName } from "../../i18n/words.ts";
import { copyOf } from "../../store/edits/copying.ts";
import type { Lane } from "../../store/records.ts";
import { viewOf } from "../view-state.svelte.ts";
import type { Editor } from "./editor.svelte.ts";

/** Copy a record right behind itself, as one step; null: it is not there. */
export function copyRecord(
  editor: Editor,
  id: string,
  changes: Readonly<Record<string, unknown>> = {},
): string | null {
  const copy = copyOf(editor.live.records, id, changes);
  if (!copy) return null;
  editor.submit(editor.asOne(copy.edits));
  editor.announce(say("edit.duplicated"));
  return copy.id;
}

export function copyStage(editor: Editor, id: string): void {
  const made = copyRecord(editor, id);
  if (made !== null) void editor.focusItem(made);
}

/** A map has one lane of each role: the copy is one of the team's own. */
export function copyLane(editor: Editor, lane: Lane): void {
  const made = copyRecord(editor, lane.id, { role: undefined, label: laneName(lane) });
  if (made !== null) void editor.focusLane(made);
}

export function copyPersona(editor: Editor, id: string): void {
  const made = copyRecord(editor, id);
  if (made === null) return;
  viewOf(editor.live.id).putInFront(made);
  editor.persona = made;
}
