/** The editor of feelings that its parts share. */

import { feelingsHere } from "../feelings.ts";
import { FeelingEditor } from "./editor.svelte.ts";

/** Return the editor; its parts are only shown where there is one. */
export function feelingEditor(): FeelingEditor {
  const editing = feelingsHere()();
  if (!(editing instanceof FeelingEditor)) throw new Error("There is no editor of feelings here.");
  return editing;
}
