/** Adding, changing and deleting personas. */

import { say } from "../../i18n/language.svelte.ts";
import { bandName } from "../../i18n/words.ts";
import { randomId } from "../../store/edits/ids.ts";
import type { Persona } from "../../store/records.ts";
import { viewOf } from "../view-state.svelte.ts";
import type { Editor } from "./editor.svelte.ts";

export function addPersona(editor: Editor): void {
  const id = randomId("persona");
  editor.submit({ edit: "AddPersona", record: { kind: "persona", id } });
  const view = viewOf(editor.live.id);
  view.isPersonaOpen = true;
  view.putInFront(id);
  editor.persona = id;
}

export function changePersona(
  editor: Editor,
  id: string,
  fields: Readonly<Record<string, unknown>>,
): void {
  editor.submit({ edit: "ChangePersona", id, fields });
}

/** Delete a persona with what they felt; the panel shows the next one. */
export function deletePersona(editor: Editor, persona: Persona): void {
  editor.persona = null;
  editor.submitAndTell(say("edit.persona_deleted", { name: bandName(persona) }), {
    edit: "DeletePersona",
    id: persona.id,
  });
}

/** Items as people write them, one a line. */
export const itemsOf = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
