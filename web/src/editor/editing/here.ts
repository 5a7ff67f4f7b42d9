/** The editor that the parts of the editing layer share. */

import { editingHere } from "../editing.ts";
import { Editor } from "./editor.svelte.ts";

/** Return the editor; its parts are only shown where there is one. */
export function editorHere(): Editor {
  const editing = editingHere()();
  if (!(editing instanceof Editor)) throw new Error("There is no editor here.");
  return editing;
}
